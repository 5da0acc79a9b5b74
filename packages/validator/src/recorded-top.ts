import { isObject, type Json, type OperationSummary } from '@gitlab-internal-api/contract';
import type { ReadParameters } from './parameters.ts';
import type { Violation } from './violation.ts';

const openBrace = 0x7b;

/**
 * Finds that the JSON of a request is no object, which GitLab reads as no parameters at all: where none is required, nothing
 * else would tell.
 */
export function topViolations(
  body: Uint8Array | undefined,
  { mediaType, schema }: ReadParameters,
  { requestMediaTypes }: OperationSummary,
): Violation[] {
  const isJson = mediaType !== undefined && /[/+]json$/.test(mediaType) && requestMediaTypes.includes(mediaType);
  if (!isJson || body === undefined || body.length === 0 || body[0] === openBrace) return [];
  const value: Json = JSON.parse(new TextDecoder().decode(body));
  if (isObject(value) || (typeof value === 'string' && takesText(schema))) return [];
  return [{ code: 'type', in: 'body', pointer: '', names: [], message: 'the body must be of type object' }];
}

/** Whether a text with JSON in it may stand for the object. */
function takesText(schema: Json | undefined): boolean {
  const alternatives = isObject(schema) ? [schema.anyOf ?? []].flat().filter(isObject) : [];
  return alternatives.some(({ contentMediaType }) => contentMediaType === 'application/json');
}
