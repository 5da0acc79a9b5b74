import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';

/**
 * Gives a value the type that its schema names, as GitLab's API does for JSON and forms alike: a string becomes the integer,
 * number or boolean it spells, and a word of a case-insensitive `enum` gets the spelling of the `enum`. Nothing else changes.
 */
export function coerce(value: Json, schema: Json | undefined): Json {
  if (!isObject(schema)) return value;
  const own = coerceOwn(value, schema);
  const branches = [schema.allOf, schema.anyOf].filter(Array.isArray).flat();
  return branches.reduce<Json>((changed, branch) => coerce(changed, branch), own);
}

function coerceOwn(value: Json, schema: JsonObject): Json {
  if (typeof value === 'string') return coerceText(value, schema);
  if (Array.isArray(value)) return schema.items === undefined ? value : value.map((item) => coerce(item, schema.items));
  return isObject(value) ? coerceMembers(value, schema) : value;
}

function coerceMembers(value: JsonObject, { properties, additionalProperties }: JsonObject): JsonObject {
  const coerced: JsonObject = Object.create(null);
  for (const [name, member] of Object.entries(value)) {
    const schema = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    coerced[name] = coerce(member, schema);
  }
  return coerced;
}

function coerceText(text: string, schema: JsonObject): Json {
  const types = [schema.type].flat();
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
