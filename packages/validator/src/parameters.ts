import { isObject, type Json, type JsonObject, type OperationSummary } from '@gitlab-internal-api/contract';
import { isBare } from './bare-object.ts';
import { isForm, mediaTypeOf, type ParsedBody, parseBody } from './body.ts';
import { carrierReplies } from './carrier.ts';
import { type Coercion, coercionOf } from './coercion.ts';
import { headerOf } from './credential.ts';
import type { Exchange, RequestMessage } from './exchange.ts';
import { holdsNullByte } from './null-byte.ts';
import { MalformedParametersError, parseRackParameters } from './rack-parameters.ts';
import { refuseMalformed, refuseMediaType } from './refusal.ts';
import type { RequestParts } from './request-validator.ts';
import type { Violation } from './violation.ts';

/** The parameters of a request where the contract lists them, with the schema that describes them there. */
export interface ReadParameters extends RequestParts {
  readonly body: JsonObject | undefined;
  readonly schema: Json | undefined;
}

const nullByte = 'a parameter holds a null byte';

type Refused = Pick<Exchange, 'reply' | 'violations'>;

/** Reads the parameters of a request, or says why they cannot be read; a multipart body takes a moment. */
export type ParameterReader = (
  message: RequestMessage,
  path: JsonObject,
) => ReadParameters | Refused | Promise<ReadParameters | Refused>;

/** What an operation says of its parameters. */
interface Listed {
  readonly operation: OperationSummary;
  /** The bodies that are read, by media type. */
  readonly content: JsonObject;
  readonly path: Coercion;
  /** The parameters that are not in the path, by the media type whose schema describes them; of the query without one. */
  readonly schemas: ReadonlyMap<string | undefined, Json | undefined>;
}

/** What merges query and body into the place where the contract lists the parameters, and coerces them to its types. */
export function createParameterReader(operation: OperationSummary, definition: JsonObject): ParameterReader {
  const content = contentOf(operation, definition);
  const described = operation.requestMediaTypes.map((type) => [type, (content[type] as JsonObject).schema] as const);
  const schemas = new Map([[undefined, parameterSchema(definition, 'query')], ...described]);
  const listed = { operation, content, path: coercionOf(parameterSchema(definition, 'path')), schemas };
  return (message, path) => {
    const query = parseQuery(message.target);
    if (typeof query === 'string')
      return { reply: carrierReplies.badRequest(query), violations: [malformed('query', query)] };
    const parsed = parseBody(message.body, headerOf(message.headers, 'content-type'), content);
    return parsed instanceof Promise
      ? parsed.then((body) => merge(message, { path, query, body }, listed))
      : merge(message, { path, query, body: parsed }, listed);
  };
}

interface Parsed {
  readonly path: JsonObject;
  readonly query: JsonObject;
  readonly body: ParsedBody;
}

function merge(
  message: RequestMessage,
  { path, query, body: parsed }: Parsed,
  listed: Listed,
): ReadParameters | Refused {
  const { operation, content } = listed;
  const contentType = headerOf(message.headers, 'content-type');
  if ('unsupported' in parsed)
    return { reply: refuseMediaType(parsed.unsupported), violations: [unsupported(parsed.unsupported, content)] };
  if ('malformed' in parsed)
    return {
      reply: refuseMalformed(operation, parsed.malformed, isForm(contentType)),
      violations: [malformed('body', parsed.malformed)],
    };
  const merged = isBare(query) ? parsed.parameters : { ...query, ...parsed.parameters };
  // Refused by a middleware of GitLab: PostgreSQL cannot keep such a text.
  if (holdsNullByte(merged) || holdsNullByte(path))
    return { reply: carrierReplies.badRequest(nullByte), violations: [malformed('body', nullByte)] };
  const mediaType = validatedAs(contentType, operation);
  const schema = listed.schemas.get(mediaType);
  const coerced = coercionOf(schema)(merged) as JsonObject;
  return {
    path: listed.path(path) as JsonObject,
    headers: message.headers,
    mediaType,
    schema,
    query: mediaType === undefined ? coerced : {},
    body: mediaType === undefined ? undefined : coerced,
  };
}

/**
 * The media type whose schema describes the parameters. That of a form stands for multipart, whose fields
 * express-openapi-validator would parse as JSON once more.
 */
function validatedAs(contentType: string | undefined, { requestMediaTypes }: OperationSummary): string | undefined {
  const mediaType = isForm(contentType) ? 'application/x-www-form-urlencoded' : mediaTypeOf(contentType);
  return requestMediaTypes.find((declared) => declared === mediaType) ?? requestMediaTypes[0];
}

/** An operation without a body of its own still takes parameters in the media types that GitLab's API reads. */
function contentOf({ area }: OperationSummary, { requestBody }: JsonObject): JsonObject {
  if (isObject(requestBody) && isObject(requestBody.content)) return requestBody.content;
  const form = { 'application/x-www-form-urlencoded': {} };
  return area === 'scim'
    ? { 'application/scim+json': {}, ...form }
    : { 'application/json': {}, ...form, 'multipart/form-data': {} };
}

function parseQuery(target: string): JsonObject | string {
  const start = target.indexOf('?');
  try {
    return start < 0 ? {} : parseRackParameters(target.slice(start + 1));
  } catch (error) {
    if (error instanceof MalformedParametersError) return error.message;
    throw error;
  }
}

function parameterSchema({ parameters }: JsonObject, place: 'path' | 'query'): JsonObject {
  const listed = ((parameters ?? []) as JsonObject[]).filter((parameter) => parameter.in === place);
  return { properties: Object.fromEntries(listed.map(({ name, schema }) => [name as string, schema ?? {}])) };
}

function malformed(place: 'query' | 'body', reason: string): Violation {
  return { code: 'malformed', in: place, pointer: '', names: [], message: `the ${place} cannot be read: ${reason}` };
}

function unsupported(mediaType: string, content: JsonObject): Violation {
  const message = `${mediaType} is not ${Object.keys(content).join(' or ')}`;
  return { code: 'media-type', in: 'header', pointer: '/Content-Type', names: [], message };
}
