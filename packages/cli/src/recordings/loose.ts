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
  let isEmpty = true;
  const add = (name: string, text: Json | undefined) => {
    // HTTP/2 keeps method and path among the headers.
    if (name === '' || name.startsWith(':')) return;
    const key = name.toLowerCase();
    const own = Array.isArray(text) ? text.map(String) : String(text ?? '');
    const known = headers[key];
    headers[key] = known === undefined ? own : [known, own].flat();
    isEmpty = false;
  };
  if (Array.isArray(value)) {
    for (const header of value) if (isObject(header)) add(textIn(header, 'name') ?? '', header.value);
  } else if (isObject(value)) for (const name of Object.keys(value)) add(name, value[name]);
  return isEmpty ? undefined : headers;
}

/** The bytes of a text that may be Base64. */
export function bytesOf(text: string, encoding: string | undefined): Buffer {
  return Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8');
}
