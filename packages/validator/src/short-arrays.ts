import { isObject, type Json, mapValues } from '@gitlab-internal-api/contract';

const longest = 1_000;

/**
 * The value with the beginnings of its arrays, itself where none is long. All that is wrong with an array of millions
 * does not fit into the memory: only its beginning is searched for every mistake.
 */
export function withShortArrays<Value extends Json | undefined>(value: Value): Value {
  return hasLongArray(value) ? (cut(value ?? null) as Value) : value;
}

function hasLongArray(value: Json | undefined): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.length > longest || value.some(hasLongArray);
  for (const name in value) if (hasLongArray(value[name])) return true;
  return false;
}

function cut(value: Json): Json {
  if (Array.isArray(value)) return value.slice(0, longest).map(cut);
  return isObject(value) ? mapValues(value, cut) : value;
}
