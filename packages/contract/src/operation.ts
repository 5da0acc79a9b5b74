import { type Document, dereference, isObject, type Json, type JsonObject, methods } from './document.ts';
import { selfContained } from './message-schema.ts';

/** What the contract says of an operation, without its schemas. */
export interface OperationSummary {
  readonly id: string;
  readonly method: (typeof methods)[number];
  readonly path: string;
  /** The operation's tag, which is also its folder. */
  readonly area: string;
  /** `<area>/<rest-of-url>`: the name that the path file, the handler and the test share. */
  readonly stem: string;
  readonly summary: string;
  readonly consumers: readonly string[];
  /** Alternatives; each names the schemes that are needed together. */
  readonly security: readonly (readonly string[])[];
  /** In the order of the contract; empty where there is no body. */
  readonly requestMediaTypes: readonly string[];
  readonly replyMediaType: string;
  readonly statuses: readonly number[];
  /** Whether a request may be repeated: `safe`, `idempotent` or `never`. */
  readonly repeat: string;
  /** Whether GitLab itself checks no parameters there. */
  readonly lenient: boolean;
}

const prefixes: Record<string, string[]> = {
  shell: ['/api/v4/internal/'],
  error_tracking: ['/api/v4/internal/error_tracking/'],
  kubernetes: ['/api/v4/internal/kubernetes/'],
  customers_dot: ['/api/v4/internal/', '/api/v4/'],
  scim: ['/api/scim/v2/groups/{group_path}/'],
  control: ['/-/'],
};

/** The operations of a document in its own order. */
export function allOperations(document: Document): OperationSummary[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => (isObject(item[method]) ? [summarise(path, method, item[method])] : [])),
  );
}

/** The name that the files of a URL share: `<area>/<rest-of-url>`. */
export function stemOf(area: string, path: string): string {
  const prefix = prefixes[area]?.find((candidate) => path.startsWith(candidate)) ?? '/';
  return `${area}/${path.slice(prefix.length).replaceAll('/', '.')}`;
}

function summarise(path: string, method: (typeof methods)[number], operation: JsonObject): OperationSummary {
  const [area] = operation.tags as string[];
  const responses = operation.responses as { [status: string]: JsonObject };
  const content =
    isObject(operation.requestBody) && isObject(operation.requestBody.content) ? operation.requestBody.content : {};
  return {
    id: operation.operationId as string,
    method,
    path,
    area: area as string,
    stem: stemOf(area as string, path),
    summary: operation.summary as string,
    consumers: (operation['x-gitlab-consumers'] ?? []) as string[],
    security: (operation.security as JsonObject[]).map((requirement) => Object.keys(requirement)),
    requestMediaTypes: Object.keys(content),
    replyMediaType: area === 'scim' ? 'application/scim+json' : 'application/json',
    statuses: Object.keys(responses).map(Number),
    repeat: operation['x-gitlab-repeat'] as string,
    lenient: operation['x-gitlab-lenient'] === true,
  };
}

/** The messages of an operation, `request` and each status, as JSON Schemas that stand alone. */
export function messageSchemas(document: Document, { id, method, path }: OperationSummary): [string, JsonObject][] {
  const operation = document.paths[path]?.[method] as JsonObject;
  const named: [string, Json][] = isObject(operation.requestBody) ? requestSchemas(operation.requestBody) : [];
  for (const [status, reference] of Object.entries(operation.responses as JsonObject)) {
    const response = resolve(document, reference);
    const [schema] = contentSchemas(response);
    if (schema) named.push([status, schema[1]]);
  }
  return named.map(([message, schema]) => [message, selfContained(document, schema, `${id} ${message}`)]);
}

/** The body is the same in most media types; one that differs gets a schema named after it. */
function requestSchemas(requestBody: JsonObject): [string, Json][] {
  const [first, ...others] = contentSchemas(requestBody);
  if (!first) return [];
  const differing = others.filter(([, schema]) => JSON.stringify(schema) !== JSON.stringify(first[1]));
  return [
    ['request', first[1]],
    ...differing.map(([mediaType, schema]): [string, Json] => [`request.${mediaType.replace(/^.*\//, '')}`, schema]),
  ];
}

function contentSchemas({ content }: JsonObject): [string, Json][] {
  if (!isObject(content)) return [];
  return Object.entries(content).map(([mediaType, media]) => [mediaType, isObject(media) ? (media.schema ?? {}) : {}]);
}

function resolve(document: Document, node: Json): JsonObject {
  const name = isObject(node) && typeof node.$ref === 'string' ? node.$ref.split('/').at(-1) : undefined;
  return (name === undefined ? node : document.components.responses?.[name]) as JsonObject;
}

/** The document's operations without references, by id: what a validator compiles. */
export function operationObjects(document: Document): Map<string, JsonObject> {
  const plain = dereference(document);
  return new Map(allOperations(plain).map(({ id, path, method }) => [id, plain.paths[path]?.[method] as JsonObject]));
}
