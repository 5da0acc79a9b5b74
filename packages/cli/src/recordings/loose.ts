import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';
import type { Headers } from '@gitlab-internal-api/validator';

/** A member of an object that is an object itself; an empty one where it is not. */
export function objectIn(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isObject(value) ? value : {};
}

/** A member of an object that is a text. */
export function textIn(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
}

/** A member of an object that is a number. */
export function numberIn(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  return typeof value === 'number' ? value : undefined;
}

/** A point in time that a recording tells; undefined where it tells none that can be read. */
export function timeOf(text: string | undefined): Date | undefined {
  const time = new Date(text ?? '');
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** Headers, from an object or a list of name and value; none were not recorded, as no message is without any. */
export function headersOf(value: Json | undefined): Headers | undefined {
  const headers: Record<string, string | string[]> = {};
  let count = 0;
  if (Array.isArray(value)) {
    for (const header of value)
      if (isObject(header)) count += addHeader(headers, textIn(header, 'name') ?? '', header.value);
  } else if (isObject(value)) for (const name in value) count += addHeader(headers, name, value[name]);
  return count === 0 ? undefined : headers;
}

/** How many headers were added: one or none, as HTTP/2 keeps method and path among the headers. */
function addHeader(headers: Record<string, string | string[]>, name: string, value: Json | undefined): number {
  if (name === '' || name.startsWith(':')) return 0;
  const key = name.toLowerCase();
  const own = typeof value === 'string' ? value : Array.isArray(value) ? value.map(String) : String(value ?? '');
  const known = headers[key];
  headers[key] = known === undefined ? own : [known, own].flat();
  return 1;
}

/** The bytes of a text that may be Base64. */
export function bytesOf(text: string, encoding: string | undefined): Buffer {
  return Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8');
}
