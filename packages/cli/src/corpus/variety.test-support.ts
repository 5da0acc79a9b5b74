import { allOperations, type JsonObject, loadSource, type OperationSummary } from '@gitlab-internal-api/contract';
import { securitySchemes } from '@gitlab-internal-api/contract/operations';

/** What is to be seen in exchanges. */
export interface Variety {
  readonly operations: ReadonlySet<string>;
  readonly statuses: ReadonlySet<number>;
  readonly mediaTypes: ReadonlySet<string>;
  /** Security schemes whose credential is sent where an operation accepts it. */
  readonly schemes: ReadonlySet<string>;
}

interface Part {
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  readonly headers?: unknown;
  readonly body?: unknown;
}

const patterns = allOperations(loadSource()).map((operation) => {
  const path = operation.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/?]+');
  return { operation, pattern: new RegExp(`${path}(\\.json)?/?(\\?.*)?$`) };
});

/** Looks at exchanges with a few regular expressions, so that what it says does not hang on what `check` says. */
export function seenIn(exchanges: readonly JsonObject[]): Variety {
  const pairs = exchanges.map(({ request, response }) => [request as Part, (response ?? {}) as Part] as const);
  const operations = pairs.flatMap(([request]) => operationsOf(request));
  const types = pairs.flat().flatMap(({ headers }) => {
    return [...textOf(headers).matchAll(/\b(application|multipart)\/[\w.+-]+/gi)].map(([type]) => type.toLowerCase());
  });
  return {
    operations: new Set(operations.map(({ id }) => id)),
    statuses: new Set(pairs.flatMap(([, { status }]) => status ?? [])),
    mediaTypes: new Set(types),
    schemes: new Set(pairs.flatMap(([request]) => schemesOf(request))),
  };
}

function operationsOf({ method, url = '' }: Part): OperationSummary[] {
  const found = patterns.filter(({ operation, pattern }) => {
    return operation.method.toUpperCase() === method && pattern.test(url);
  });
  return found.map(({ operation }) => operation);
}

function schemesOf(request: Part): string[] {
  const schemes = Object.entries(securitySchemes).filter(([, { in: place, name, type }]) => {
    const text = textOf(place === 'header' ? request.headers : [request.url, request.body]);
    return type === 'http' ? /"Authorization"[^}]*"Bearer /.test(text) : new RegExp(`["?&]${name}["=]`, 'i').test(text);
  });
  const accepted = operationsOf(request).flatMap(({ security }) => security.flat());
  return schemes.map(([scheme]) => scheme).filter((scheme) => accepted.includes(scheme));
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
