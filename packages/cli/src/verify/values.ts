import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';

/** A value in the place of a good one, and what is wrong with it. */
export interface WrongValue {
  readonly says: string;
  readonly value: Json;
}

/**
 * Values that a schema forbids. A number in the place of a text is none of them: GitLab makes a text of it, and of a list too.
 */
export function wrongValues(schema: JsonObject): WrongValue[] {
  const types = [schema.type ?? []].flat();
  const isText = types.includes('string');
  const wrong: WrongValue[] = [];
  if (Array.isArray(schema.enum)) wrong.push({ says: 'none of the values', value: isText ? 'no-such-value' : 99 });
  else if (types.includes('integer')) wrong.push({ says: 'no number', value: 'not-a-number' });
  else if (types.includes('boolean') && !isText) wrong.push({ says: 'neither true nor false', value: 'not-a-boolean' });
  else if (types.includes('array')) wrong.push({ says: 'no list', value: 'not-a-list' });
  else if (types.includes('object') && !isText) wrong.push({ says: 'no object', value: 'not-an-object' });
  else if (schema.pattern !== undefined) wrong.push({ says: 'of another form', value: '!' });
  else if (schema.format !== undefined) wrong.push({ says: `no ${schema.format}`, value: 'not in any format' });
  if (schema.maximum !== undefined && schema.enum === undefined)
    wrong.push({ says: 'too large', value: Number(schema.maximum) + 1 });
  return wrong;
}

/** Each of the values that a schema lists; of a list, lists of one. */
export function listedValues(schema: JsonObject): Json[] {
  const values = Array.isArray(schema.enum) ? schema.enum : [];
  const items = isObject(schema.items) ? listedValues(schema.items).map((value) => [value]) : [];
  return [...values.filter((value) => value !== null), ...items];
}
