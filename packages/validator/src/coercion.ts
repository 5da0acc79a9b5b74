import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';
import { bareObject } from './bare-object.ts';

/** Gives a value the type that a schema names; returns the same value where nothing is to change. */
export type Coercion = (value: Json) => Json;

const known = new WeakMap<JsonObject, Coercion>();

/**
 * What gives values the types of a schema, as GitLab's API does for JSON and forms alike: a string becomes the integer,
 * number or boolean it spells, and a word of a case-insensitive `enum` gets the spelling of the `enum`. Nothing else changes.
 */
export function coercionOf(schema: Json | undefined): Coercion {
  if (!isObject(schema)) return unchanged;
  const made = known.get(schema) ?? combine([ownCoercion(schema), ...branchesOf(schema).map(coercionOf)]);
  known.set(schema, made);
  return made;
}

const unchanged: Coercion = (value) => value;

function branchesOf({ allOf, anyOf }: JsonObject): Json[] {
  return [allOf, anyOf].filter(Array.isArray).flat();
}

function combine(coercions: readonly Coercion[]): Coercion {
  const [first = unchanged, ...others] = coercions.filter((coercion) => coercion !== unchanged);
  return others.length === 0 ? first : (value) => others.reduce((changed, coercion) => coercion(changed), first(value));
}

function ownCoercion(schema: JsonObject): Coercion {
  const [text, item, members] = [textCoercion(schema), coercionOf(schema.items), memberCoercion(schema)];
  if ([text, item, members].every((coercion) => coercion === unchanged)) return unchanged;
  return (value) => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return item === unchanged ? value : value.map(item);
    return isObject(value) ? members(value) : value;
  };
}

function memberCoercion({ properties, additionalProperties }: JsonObject): Coercion {
  const named = isObject(properties) ? Object.entries(properties) : [];
  const own = new Map(named.map(([name, schema]) => [name, coercionOf(schema)]));
  const others = coercionOf(additionalProperties);
  if (others === unchanged && [...own.values()].every((coercion) => coercion === unchanged)) return unchanged;
  return (value) => coerceMembers(value as JsonObject, (name) => own.get(name) ?? others);
}

function coerceMembers(value: JsonObject, coercionFor: (name: string) => Coercion): JsonObject {
  let coerced: JsonObject | undefined;
  for (const name of Object.keys(value)) {
    const member = value[name] as Json;
    const changed = coercionFor(name)(member);
    if (changed === member) continue;
    coerced ??= Object.assign(bareObject(), value);
    coerced[name] = changed;
  }
  return coerced ?? value;
}

function textCoercion(schema: JsonObject): Coercion {
  const types = [schema.type].flat();
  if (!types.includes('string') || schema['x-gitlab-case-insensitive'] === true || isNothing(types, schema.format))
    return (value) => coerceText(value as string, types, schema);
  return unchanged;
}

function coerceText(text: string, types: readonly (Json | undefined)[], schema: JsonObject): Json {
  if (text === '' && isNothing(types, schema.format)) return null;
  if (types.includes('string'))
    return schema['x-gitlab-case-insensitive'] === true ? foldCase(text, schema.enum) : text;
  if (types.includes('integer') && /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  if (types.includes('number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (types.includes('boolean') && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}

/** GitLab's API takes an empty text for nothing where it expects anything but a text, as a form has no other way to say null. */
function isNothing(types: readonly (Json | undefined)[], format: Json | undefined): boolean {
  return types.includes('null') && (format === 'ruby-date' || !types.includes('string'));
}

function foldCase(text: string, words: Json | undefined): Json {
  const known = Array.isArray(words)
    ? words.find((word) => typeof word === 'string' && word.toLowerCase() === text.toLowerCase())
    : undefined;
  return known ?? text;
}
