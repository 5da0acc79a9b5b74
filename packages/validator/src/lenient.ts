import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';
import { bareObject } from './bare-object.ts';

/**
 * Makes parameters that break the contract fit for a lenient handler: a value of the wrong JSON type counts as absent, one
 * that only misses a pattern, an enum, a format or a range stays as it came.
 */
export function withoutWrongTypes(parameters: JsonObject, schema: Json | undefined): JsonObject {
  if (!isObject(schema)) return parameters;
  const members = isObject(schema.properties) ? withoutWrongMembers(parameters, schema.properties) : parameters;
  const parts = Array.isArray(schema.allOf) ? schema.allOf : [];
  return parts.reduce<JsonObject>((fit, part) => withoutWrongTypes(fit, part), members);
}

function withoutWrongMembers(parameters: JsonObject, properties: JsonObject): JsonObject {
  const kept = bareObject();
  for (const [name, value] of Object.entries(parameters)) {
    const fit = Object.hasOwn(properties, name) ? fitting(value, properties[name]) : value;
    if (fit !== undefined) kept[name] = fit;
  }
  return kept;
}

function fitting(value: Json, schema: Json | undefined): Json | undefined {
  if (!isObject(schema) || !hasType(value, [schema.type ?? []].flat())) return undefined;
  if (Array.isArray(value))
    return value.map((item) => fitting(item, schema.items ?? {})).filter((item) => item !== undefined);
  return isObject(value) ? withoutWrongTypes(value, schema) : value;
}

function hasType(value: Json, types: readonly Json[]): boolean {
  if (types.length === 0) return true;
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return types.includes(type) || (types.includes('integer') && Number.isInteger(value));
}
