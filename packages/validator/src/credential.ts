import type { JsonObject, OperationSummary } from '@gitlab-internal-api/contract';
import { securitySchemes } from '@gitlab-internal-api/contract/operations';

/** A security scheme of the contract. */
export type SchemeName = keyof typeof securitySchemes;

/** What a request presents, by the scheme of the operation's security that it fits. */
export type Credentials = ReadonlyMap<SchemeName, string>;

/** Finds the credentials that an operation knows in the headers and the parameters of a request. */
export function presentedCredentials(
  operation: OperationSummary,
  headers: Headers,
  parameters: JsonObject,
): Credentials {
  const schemes = new Set(operation.security.flat() as SchemeName[]);
  const found = [...schemes].map((scheme) => [scheme, find(scheme, headers, parameters)] as const);
  return new Map(found.filter((entry): entry is [SchemeName, string] => entry[1] !== undefined));
}

/** Lower-case names to values, as Node gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The value of a header that is allowed once; of several, the first. */
export function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
}

function find(scheme: SchemeName, headers: Headers, parameters: JsonObject): string | undefined {
  const definition: (typeof securitySchemes)[SchemeName] | undefined = securitySchemes[scheme];
  // Those of the stub's own endpoints are looked at by the stub itself.
  if (!definition) return undefined;
  const value =
    definition.in === 'header' ? headerOf(headers, definition.name) : parameterOf(parameters, definition.name);
  return definition.type === 'http' ? bearer(value) : value;
}

function parameterOf(parameters: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Many tools that record traffic mask the whole header, scheme and all: such a mask stands for a token. */
const maskedHeader = /^\[?(?:MASKED|FILTERED|REDACTED)\]?$/;

function bearer(authorization = ''): string | undefined {
  if (maskedHeader.test(authorization)) return authorization;
  return /^bearer +(.+)$/i.exec(authorization)?.[1]?.trim();
}
