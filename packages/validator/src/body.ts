import { isUtf8 } from 'node:buffer';
import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';
import { collectParameters, countLimit, MalformedParametersError, parseRackParameters } from './rack-parameters.ts';

/** What a body turned out to be: parameters, or why it cannot be read. */
export type ParsedBody =
  | { readonly parameters: JsonObject }
  | { readonly malformed: string }
  | { readonly unsupported: string };

const form = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data';

/** Ruby's JSON parser refuses deeper nesting; here it would also overflow the stack of whoever walks the value. */
const depthLimit = 100;

/** What JSON of the largest body could hold, millions of empty objects, would fill the memory. */
const valueLimit = 500_000;

/** The media type of a `Content-Type`, without its parameters and in lower case. */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
  if (contentType === undefined) return undefined;
  const end = contentType.indexOf(';');
  const mediaType = (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
  return mediaType === '' ? undefined : mediaType;
}

/** Whether a body of this `Content-Type` is a form, which is also what a body without one is. */
export function isForm(contentType: string | undefined): boolean {
  return [form, multipart].includes(mediaTypeOf(contentType) ?? form);
}

/**
 * Reads the parameters of a body that may be of these media types. An empty body has none, whatever it is said to be. A JSON
 * body whose top value is no object has none either, as on GitLab, except a string with JSON in it where the contract lists
 * such a string.
 */
export function parseBody(
  bytes: Uint8Array,
  contentType: string | undefined,
  content: JsonObject,
): ParsedBody | Promise<ParsedBody> {
  if (bytes.length === 0) return { parameters: {} };
  const mediaType = mediaTypeOf(contentType) ?? form;
  const media = Object.hasOwn(content, mediaType) ? content[mediaType] : undefined;
  if (media === undefined) return { unsupported: mediaType };
  if (mediaType === multipart)
    return parseMultipart(bytes, contentType ?? '').then((parameters) => ({ parameters }), refused);
  try {
    return { parameters: read(bytes, mediaType, media) };
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): ParsedBody {
  return { malformed: reasonOf(error) };
}

function read(bytes: Uint8Array, mediaType: string, media: Json): JsonObject {
  insistOnUtf8(bytes);
  if (mediaType === form) return parseRackParameters(decoder.decode(bytes));
  if (hasManyValues(bytes)) throw new MalformedParametersError(`it holds more than ${valueLimit} values`);
  return topObject(JSON.parse(decoder.decode(bytes)), media);
}

const decoder = new TextDecoder();

function insistOnUtf8(bytes: Uint8Array): void {
  if (!isUtf8(bytes)) throw new MalformedParametersError('it is not valid UTF-8');
}

/** Counts what begins a value in JSON; a body of fewer bytes has fewer values. */
function hasManyValues(bytes: Uint8Array): boolean {
  if (bytes.length <= valueLimit) return false;
  let count = 1;
  for (let index = 0; index < bytes.length && count <= valueLimit; index += 1) {
    const character = String.fromCharCode(bytes[index] ?? 0);
    if (character === '"') index = endOfText(bytes, index);
    else if (',[{'.includes(character)) count += 1;
  }
  return count > valueLimit;
}

function endOfText(bytes: Uint8Array, start: number): number {
  const [quote, backslash] = [0x22, 0x5c];
  for (let end = bytes.indexOf(quote, start + 1); end > 0; end = bytes.indexOf(quote, end + 1)) {
    let before = end;
    while (bytes[before - 1] === backslash) before -= 1;
    if ((end - before) % 2 === 0) return end;
  }
  return bytes.length;
}

function topObject(value: Json, media: Json): JsonObject {
  const top = typeof value === 'string' && takesJsonText(media) ? JSON.parse(value) : value;
  if (isDeeper(top, depthLimit)) throw new MalformedParametersError(`it is nested more than ${depthLimit} deep`);
  return isObject(top) ? top : {};
}

function isDeeper(value: Json, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  if (Array.isArray(value)) return value.some((member) => isDeeper(member, limit - 1));
  for (const name in value) if (isDeeper(value[name] ?? null, limit - 1)) return true;
  return false;
}

function takesJsonText(media: Json): boolean {
  const schema = isObject(media) && isObject(media.schema) ? media.schema : {};
  return [schema.anyOf ?? []]
    .flat()
    .some((branch) => isObject(branch) && branch.contentMediaType === 'application/json');
}

async function parseMultipart(bytes: Uint8Array, contentType: string): Promise<JsonObject> {
  if (hasManyParts(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), contentType))
    throw new MalformedParametersError(`more than ${countLimit} parameters`);
  const fields = await new Response(bytes as BodyInit, { headers: { 'Content-Type': contentType } }).formData();
  const parameters = collectParameters(textFields(fields));
  insistOnUtf8(bytes);
  return parameters;
}

/** Counted beforehand, because reading a million parts takes seconds. */
function hasManyParts(bytes: Buffer, contentType: string): boolean {
  const [, boundary = ''] = /boundary="?([^";]+)/i.exec(contentType) ?? [];
  let count = -1;
  for (let at = 0; at >= 0 && count <= countLimit; at = bytes.indexOf(`--${boundary}`, at + 1)) count += 1;
  return count > countLimit;
}

function* textFields(fields: FormData): Generator<[string, string]> {
  for (const [name, value] of fields) {
    if (typeof value !== 'string')
      throw new MalformedParametersError(`'${name.slice(0, 40)}' is a file; only text fields are parameters here`);
    yield [name, value];
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof MalformedParametersError) return error.message;
  // V8 quotes the text around the mistake, which may hold a secret: only the position is told.
  if (error instanceof SyntaxError) return `it is not JSON${/ at position \d+/.exec(error.message)?.[0] ?? ''}`;
  if (error instanceof TypeError) return 'it is not in the format that its Content-Type names';
  throw error;
}
