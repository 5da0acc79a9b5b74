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
  const found = new Map<SchemeName, string>();
  for (const place of placesOf(operation)) {
    const value = find(place, headers, parameters);
    if (value !== undefined) found.set(place.scheme, value);
  }
  return found;
}

/** Lower-case names to values, as Node gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The value of a header that is allowed once; of several, the first. */
export function headerOf(headers: Headers, name: string): string | undefined {
  return firstOf(headers[name.toLowerCase()]);
}

/** The first of the values of a header; that of one which is not there costs nothing. */
export function firstOf(value: Headers[string]): string | undefined {
  return typeof value === 'object' ? value[0] : value;
}

/** Where the credential of a scheme stands. */
interface Place {
  readonly scheme: SchemeName;
  readonly isHeader: boolean;
  readonly isBearer: boolean;
  /** That of a header in lower case. */
  readonly name: string;
}

const known = new WeakMap<OperationSummary, readonly Place[]>();

/** The places at which an operation looks, worked out at its first request. */
function placesOf(operation: OperationSummary): readonly Place[] {
  const before = known.get(operation);
  if (before) return before;
  const places = [...new Set(operation.security.flat())].flatMap(placeOf);
  known.set(operation, places);
  return places;
}

/** The schemes of the stub's own endpoints are looked at by the stub itself. */
function placeOf(scheme: string): Place[] {
  if (!isScheme(scheme)) return [];
  const { in: where, type, name } = securitySchemes[scheme];
  const isHeader = where === 'header';
  return [{ scheme, isHeader, isBearer: type === 'http', name: isHeader ? name.toLowerCase() : name }];
}

function isScheme(name: string): name is SchemeName {
  return Object.hasOwn(securitySchemes, name);
}

function find({ name, isHeader, isBearer }: Place, headers: Headers, parameters: JsonObject): string | undefined {
  const value = isHeader ? headerOf(headers, name) : parameterOf(parameters, name);
  return isBearer ? bearer(value) : value;
}

function parameterOf(parameters: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Many tools that record traffic mask the whole header, scheme and all: such a mask stands for a token. */
const maskedHeader = /^\[?(?:MASKED|FILTERED|REDACTED)\]?$/;

function bearer(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  if (maskedHeader.test(authorization)) return authorization;
  return /^bearer +(.+)$/i.exec(authorization)?.[1]?.trim();
}
