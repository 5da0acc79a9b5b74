import { at, type Document, isObject, type Json, type JsonObject, mapValues } from '@gitlab-internal-api/contract';

const self = 'scripts/generate/openapi-30.ts';

/**
 * The same contract in the words of OpenAPI 3.0.3, for generators that know no 3.1. It reads what the contract uses and
 * throws at any other keyword, so that nothing is lost unnoticed. What 3.0 cannot say, `contentMediaType`,
 * is told by the description beside it.
 */
export function inOpenApi30(document: Document): Document {
  const plain = withTypesOfNull(withTextParameters(document, document), document);
  return { ...(outsideSchemas(plain) as Document), openapi: '3.0.3', info: info30(document.info) };
}

/** A parameter is text on its way: where numbers and texts are taken, a text says the same without a union. */
function withTextParameters(node: Json, document: Document): Json {
  if (Array.isArray(node)) return node.map((member) => withTextParameters(member, document));
  if (!isObject(node)) return node;
  const visited = mapValues(node, (member) => withTextParameters(member, document));
  const schema = resolved(node.schema ?? null, document);
  if (typeof node.in !== 'string' || !Array.isArray(schema?.type) || !schema.type.includes('string')) return visited;
  const { minimum: _, examples, ...rest } = schema;
  const named = isObject(node.examples) ? { examples: mapValues(node.examples, withTextValue) } : {};
  const listed = Array.isArray(examples) ? { examples: examples.map(String) } : {};
  return { ...visited, ...named, schema: { ...rest, type: 'string', ...listed } };
}

function withTextValue(example: Json): Json {
  return isObject(example) ? { ...example, value: String(example.value) } : example;
}

function resolved(schema: Json, document: Document): JsonObject | undefined {
  const target = isObject(schema) && typeof schema.$ref === 'string' ? at(document, schema.$ref) : schema;
  return isObject(target) ? target : undefined;
}

/** "This or null" becomes this with `null` among its types: 3.0 has no schema that is null and nothing else. */
function withTypesOfNull(node: Json, document: Document): Json {
  if (Array.isArray(node)) return node.map((member) => withTypesOfNull(member, document));
  if (!isObject(node)) return node;
  const visited = mapValues(node, (member) => withTypesOfNull(member, document));
  const { anyOf, ...rest } = visited;
  const [one = null, other, ...more] = Array.isArray(anyOf) ? anyOf : [];
  if (more.length > 0 || !isObject(other) || other.type !== 'null') return visited;
  const target = resolved(one, document);
  if (typeof target?.type !== 'string') throw new Error(`${self} cannot say 'or null' of ${JSON.stringify(one)}`);
  return { ...target, ...rest, type: [target.type, 'null'] };
}

/** 3.0 has no summary, and names a licence by URL; SPDX keeps a page for each identifier. */
function info30(info: Json | undefined): JsonObject {
  const { license, summary: _, ...rest } = isObject(info) ? info : ({} as JsonObject);
  if (!isObject(license)) return rest;
  const { identifier, ...named } = license;
  return { ...rest, license: { ...named, url: `https://spdx.org/licenses/${identifier}.html` } };
}

/** Everything but schemas is written alike in both; named examples hold values, not parts of a document. */
function outsideSchemas(node: Json): Json {
  if (Array.isArray(node)) return node.map(outsideSchemas);
  if (!isObject(node)) return node;
  return mapValues(node, (value, key) => {
    if (key === 'examples') return value;
    if (key === 'schema') return schema30(value);
    return key === 'schemas' && isObject(value) ? mapValues(value, schema30) : outsideSchemas(value);
  });
}

function schema30(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const { $ref, const: constant, examples, contentMediaType: _, type, ...rest } = schema;
  const unknown = Object.keys(rest).find((keyword) => !(known.has(keyword) || keyword.startsWith('x-')));
  if (unknown !== undefined) throw new Error(`${self} cannot say '${unknown}' in OpenAPI 3.0`);
  const same = mapValues(rest, (value, keyword) => subschemas[keyword]?.(value) ?? value);
  // 3.0 ignores what stands beside a $ref.
  if (typeof $ref === 'string') return Object.keys(same).length === 0 ? { $ref } : { ...same, allOf: [{ $ref }] };
  const typed = Array.isArray(type) ? anyTypeOf(type, same) : typeof type === 'string' ? oneTypeOf(type, same) : same;
  return {
    ...typed,
    ...(constant === undefined ? {} : { enum: [constant] }),
    ...(Array.isArray(examples) && examples[0] !== undefined ? { example: examples[0] } : {}),
  };
}

const each = (value: Json) => (Array.isArray(value) ? value.map(schema30) : value);

/** The keywords that hold schemas. */
const subschemas: Readonly<Record<string, (value: Json) => Json>> = {
  allOf: each,
  anyOf: each,
  oneOf: each,
  not: schema30,
  items: schema30,
  additionalProperties: schema30,
  properties: (value) => (isObject(value) ? mapValues(value, schema30) : value),
};

/** The keywords that speak of one type only. */
const keywordsOf: Readonly<Record<string, readonly string[]>> = {
  string: ['pattern', 'format', 'minLength', 'maxLength'],
  integer: ['minimum', 'maximum'],
  number: ['minimum', 'maximum'],
  array: ['items', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties'],
};

const known = new Set([
  ...Object.keys(subschemas),
  ...Object.values(keywordsOf).flat(),
  ...['title', 'description', 'default', 'deprecated', 'enum', 'externalDocs', 'readOnly', 'writeOnly'],
]);

/** 3.0 wants `items` wherever it says `array`. */
function oneTypeOf(type: string, rest: JsonObject): JsonObject {
  return { type, ...rest, ...(type === 'array' && rest.items === undefined ? { items: {} } : {}) };
}

/** `null` is `nullable` in 3.0, which counts only beside a `type`; several types are several schemas. */
function anyTypeOf(types: readonly Json[], rest: JsonObject): JsonObject {
  const [first = '', ...others] = types.filter((type) => type !== 'null').map(String);
  const nullable = types.includes('null') ? { nullable: true } : {};
  if (others.length === 0) return { ...oneTypeOf(first, withRange(rest)), ...nullable };
  // All types there are, null among them: 3.0 says so with none.
  if (types.length === 6) return rest;
  if ('anyOf' in rest) throw new Error(`${self} cannot say anyOf beside several types`);
  const anyOf = [first, ...others].map((type) => {
    const own = only(rest, (keyword) => keywordsOf[type]?.includes(keyword) === true);
    return { ...oneTypeOf(type, own), ...nullable };
  });
  return { ...only(rest, (keyword) => !anyOf.some((branch) => keyword in branch)), anyOf };
}

function only(schema: JsonObject, wanted: (keyword: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => wanted(keyword)));
}

/** Generators cannot name null as a value of an enum; where the others are numbers in a row, a range says the same. */
function withRange({ enum: values, ...rest }: JsonObject): JsonObject {
  if (!Array.isArray(values)) return rest;
  const [first, ...others] = values.filter((value) => value !== null);
  const row = [first, ...others].every((value, index) => Number.isInteger(first) && value === Number(first) + index);
  if (!values.includes(null) || !row) return { ...rest, enum: values };
  return { ...rest, minimum: Number(first), maximum: Number(first) + others.length };
}
