import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';
import fc, { type Arbitrary } from 'fast-check';

/** A schema without `allOf`: one object schema with the members of all. */
export function flat(schema: JsonObject): JsonObject {
  const parts = [schema.allOf ?? []].flat().filter(isObject).map(flat);
  const all = [schema, ...parts];
  const names = [...new Set(all.flatMap(({ required }) => [required ?? []].flat()))];
  const choices = parts.flatMap(({ anyOf }) => [anyOf ?? []].flat());
  const excluding = parts.flatMap(({ not }) => (isObject(not) ? [not] : []));
  const { allOf: _, ...own } = schema;
  return {
    ...Object.assign({}, ...parts, own),
    ...(names.length > 0 && { required: names }),
    ...(choices.length > 0 && { anyOf: choices }),
    ...(excluding.length > 0 && { excluding }),
    properties: Object.assign({}, ...all.map(({ properties }) => properties ?? {})),
  };
}

/** Values that a schema of the contract allows. */
export function valuesOf(schema: JsonObject): Arbitrary<Json> {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const alternatives = [schema.anyOf ?? []].flat().filter(isObject);
  if (schema.type === undefined && alternatives.length > 0) return fc.oneof(...alternatives.map(valuesOf));
  const types = [schema.type ?? (schema.allOf ? 'object' : 'any')].flat();
  return fc.oneof(...types.map((type) => valuesOfType(String(type), schema)));
}

function valuesOfType(type: string, schema: JsonObject): Arbitrary<Json> {
  const { minimum: min = -2147483648, maximum: max = 2147483647 } = schema as { minimum?: number; maximum?: number };
  if (type === 'string') return texts(schema);
  if (type === 'integer') return fc.integer({ min, max });
  if (type === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true });
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'array') return arrays(schema);
  return type === 'object' ? objects(flat(schema)) : anything;
}

const anything = fc.jsonValue({ maxDepth: 2 }) as Arbitrary<Json>;

const dates = ['2020-07-15', '"2020-07-15"', '13 Jun 2021', '01/12/2018', '2020-07-15T10:11:12Z', '20200715'];

function texts({ pattern, format, minLength = 0, contentMediaType }: JsonObject): Arbitrary<Json> {
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern));
  if (format === 'ip') return fc.oneof(fc.ipV4(), fc.ipV6());
  if (format === 'ruby-date') return fc.constantFrom(...dates);
  if (format === 'uri') return fc.webUrl();
  if (contentMediaType === 'application/json') return fc.constantFrom('{"alert":{}}', '{"alert":{"title":"x"}}');
  return fc.string({ unit: 'grapheme', minLength: Number(minLength), maxLength: 20 });
}

function arrays({ items, minItems = 0 }: JsonObject): Arbitrary<Json> {
  return fc.array(isObject(items) ? valuesOf(items) : anything, { minLength: Number(minItems), maxLength: 4 });
}

function objects(schema: JsonObject): Arbitrary<Json> {
  const choices = [schema.anyOf ?? [{}]].flat().filter(isObject);
  if (Object.keys(schema.properties ?? {}).length === 0)
    return fc.dictionary(fc.stringMatching(/^\w{1,8}$/), anything, { maxKeys: 4 });
  return fc
    .oneof(...choices.map((choice) => records(schema, choice)))
    .filter((value) => ![schema.excluding ?? []].flat().some((not) => isExcluded(value, not)));
}

type Schemas = { [name: string]: JsonObject };

function records(schema: JsonObject, choice: JsonObject): Arbitrary<JsonObject> {
  const properties = { ...(schema.properties as Schemas), ...(choice.properties as Schemas | undefined) };
  const members = Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, valuesOf(member)]));
  const requiredKeys = [schema.required ?? [], choice.required ?? []].flat() as string[];
  return fc.record(members, { requiredKeys: [...new Set(requiredKeys)] });
}

function isExcluded(value: JsonObject, not: Json): boolean {
  return isObject(not) && ([not.required ?? []].flat() as string[]).every((name) => Object.hasOwn(value, name));
}

/** A change that makes a valid value an invalid one, and where the violation has to be found. */
export interface Mistake {
  readonly code: 'missing' | 'type' | 'enum';
  readonly pointer: string;
  readonly value: Json;
}

/** Every way to drop something required, to change a type or to leave an `enum`, one at a time. */
export function mistakesIn(value: Json, schema: JsonObject, pointer = ''): Mistake[] {
  return [...ownMistakes(schema, pointer), ...memberMistakes(value, schema, pointer)];
}

function ownMistakes({ type, enum: words, anyOf }: JsonObject, pointer: string): Mistake[] {
  const types = [type ?? []].flat();
  const wrong = [[[]], { odd: true }, true, 1.5, 'odd'].find((other) => !types.some((known) => fits(other, known)));
  if (pointer === '' || anyOf !== undefined || types.length === 0 || wrong === undefined) return [];
  const mistakes: Mistake[] = [{ code: 'type', pointer, value: wrong }];
  return words && types.includes('string') ? [...mistakes, { code: 'enum', pointer, value: 'no-such-word' }] : mistakes;
}

function fits(value: Json, type: Json): boolean {
  if (Array.isArray(value)) return type === 'array';
  return typeof value === type || (type === 'integer' && Number.isInteger(value));
}

function memberMistakes(value: Json, schema: JsonObject, pointer: string): Mistake[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) =>
      within(value, index, mistakesIn(item, (schema.items ?? {}) as JsonObject, `${pointer}/${index}`)),
    );
  if (!isObject(value)) return [];
  const { properties = {}, required = [] } = flat(schema) as {
    properties: { [name: string]: JsonObject };
    required: string[];
  };
  const dropped = required.map(
    (name): Mistake => ({ code: 'missing', pointer: `${pointer}/${name}`, value: without(value, name) }),
  );
  const deeper = Object.keys(properties).filter((name) => Object.hasOwn(value, name));
  return [
    ...dropped,
    ...deeper.flatMap((name) =>
      within(value, name, mistakesIn(value[name] ?? null, properties[name] ?? {}, `${pointer}/${name}`)),
    ),
  ];
}

function within(holder: Json[] | JsonObject, key: string | number, mistakes: readonly Mistake[]): Mistake[] {
  return mistakes.map((mistake) => ({
    ...mistake,
    value: Array.isArray(holder) ? holder.with(Number(key), mistake.value) : { ...holder, [key]: mistake.value },
  }));
}

function without(value: JsonObject, dropped: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== dropped));
}

/** An object as a form or a query has it; undefined where it has no way to say it. */
export function formOf(value: Json): string | undefined {
  const pairs = isObject(value) ? Object.entries(value).map(([name, member]) => pairsOf(name, member)) : [];
  if (pairs.length === 0 || pairs.includes(undefined)) return undefined;
  return pairs
    .flatMap((some) => some ?? [])
    .map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`)
    .join('&');
}

type Pairs = (readonly [name: string, text: string])[] | undefined;

function pairsOf(name: string, value: Json): Pairs {
  if (value === null || value === '' || (typeof value === 'number' && !Number.isSafeInteger(value))) return undefined;
  if (typeof value !== 'object') return [[name, String(value)]];
  const members = Array.isArray(value) ? elementPairs(name, value) : memberPairs(name, value);
  return members.length === 0 || members.includes(undefined) ? undefined : members.flatMap((some) => some ?? []);
}

function memberPairs(name: string, value: JsonObject): Pairs[] {
  return Object.entries(value).map(([key, member]) =>
    /^\w+$/.test(key) ? pairsOf(`${name}[${key}]`, member) : undefined,
  );
}

/** An object after another one is told apart only where its first key is in the one before. */
function elementPairs(name: string, value: Json[]): Pairs[] {
  const keys = value.map((item) => (isObject(item) ? Object.keys(item).sort() : undefined));
  const isClear = keys.every((own, index) => index === 0 || !own || keys[index - 1]?.includes(own[0] ?? ''));
  if (!isClear || value.some(Array.isArray)) return [undefined];
  return value.map((item, index) => pairsOf(`${name}[]`, isObject(item) ? inOrder(item, keys[index] ?? []) : item));
}

function inOrder(item: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, item[name] ?? null]));
}
