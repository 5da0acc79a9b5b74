import { alternativesOf } from './checklist.test-support.ts';
import { isObject, type JsonObject } from './document.ts';

const printed: Readonly<Record<string, (schema: JsonObject) => boolean>> = {
  string: (schema) => typesOf(schema).includes('string'),
  integer: (schema) => typesOf(schema).includes('integer'),
  boolean: (schema) => typesOf(schema).includes('boolean'),
  date: (schema) => typesOf(schema).includes('string') && ['date', 'ruby-date'].includes(schema.format as string),
  hash: (schema) => typesOf(schema).includes('object'),
  array: (schema) => typesOf(schema).includes('array'),
  'string array': (schema) => typesOf(schema).includes('array') && typesOf(schema.items).includes('string'),
  'integer array': (schema) => typesOf(schema).includes('array') && typesOf(schema.items).includes('integer'),
  'integer/string': (schema) => typesOf(schema).includes('integer') && typesOf(schema).includes('string'),
  // The documentation means what its examples send: an array or an object, written as JSON like the rest of the body.
  'JSON string': (schema) => typesOf(schema).some((type) => type === 'array' || type === 'object'),
};

/** Whether a schema takes what a table of the documentation prints as this type. */
export function isTyped(schema: JsonObject, type: string): boolean {
  return printed[type]?.(schema) ?? false;
}

function typesOf(schema: unknown): string[] {
  if (!isObject(schema)) return [];
  return alternativesOf(schema).flatMap(({ type }) => (type === undefined ? [] : [type].flat())) as string[];
}
