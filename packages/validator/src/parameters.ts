import { isObject, type Json, type JsonObject, type OperationSummary } from '@gitlab-internal-api/contract';
import { isForm, mediaTypeOf, parseBody } from './body.ts';
import { carrierReplies } from './carrier.ts';
import { coerce } from './coercion.ts';
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

/** Merges query and body into the place where the contract lists the parameters, and coerces them to its types. */
export async function readParameters(
  message: RequestMessage,
  operation: OperationSummary,
  definition: JsonObject,
  path: JsonObject,
): Promise<ReadParameters | Refused> {
  const query = parseQuery(message.target);
  if (typeof query === 'string')
    return { reply: carrierReplies.badRequest(query), violations: [malformed('query', query)] };
  const contentType = headerOf(message.headers, 'content-type');
  const content = contentOf(operation, definition);
  const parsed = await parseBody(message.body, contentType, content);
  if ('unsupported' in parsed)
    return { reply: refuseMediaType(parsed.unsupported), violations: [unsupported(parsed.unsupported, content)] };
  if ('malformed' in parsed)
    return {
      reply: refuseMalformed(operation, parsed.malformed, isForm(contentType)),
      violations: [malformed('body', parsed.malformed)],
    };
  const merged = { ...query, ...parsed.parameters };
  // Refused by a middleware of GitLab: PostgreSQL cannot keep such a text.
  if (holdsNullByte(merged) || holdsNullByte(path))
    return { reply: carrierReplies.badRequest(nullByte), violations: [malformed('body', nullByte)] };
  return place(merged, path, message, operation, definition);
}

function place(
  merged: JsonObject,
  path: JsonObject,
  { headers }: RequestMessage,
  operation: OperationSummary,
  definition: JsonObject,
): ReadParameters {
  const mediaType = validatedAs(headerOf(headers, 'content-type'), operation);
  const schema =
    mediaType === undefined
      ? parameterSchema(definition, 'query')
      : (contentOf(operation, definition)[mediaType] as JsonObject).schema;
  const coerced = coerce(merged, schema) as JsonObject;
  return {
    path: coerce(path, parameterSchema(definition, 'path')) as JsonObject,
    headers,
    mediaType,
    schema,
    ...(mediaType === undefined ? { query: coerced, body: undefined } : { query: {}, body: coerced }),
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
