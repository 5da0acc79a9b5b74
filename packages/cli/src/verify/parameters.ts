import { isObject, type Json, type JsonObject, type OperationSummary } from '@gitlab-internal-api/contract';

/** The parameters of a request, apart by where they stand. */
export interface Parameters {
  readonly path: JsonObject;
  readonly query: JsonObject;
  /** Undefined where the operation takes no body. */
  readonly body?: Json | undefined;
}

/** A parameter, or a part of one, as the contract describes it. */
export interface Field {
  readonly place: 'query' | 'body';
  /** The way to it: `['packs', '0', 'expires_at']`. */
  readonly way: readonly string[];
  readonly schema: JsonObject;
  readonly required: boolean;
}

/** An object of a body that lies in a list or an object is looked into, and nothing below that. */
const deepest = 3;

/** The parameters of query and body, and the members of those that have some in an example. */
export function fieldsOf(definition: JsonObject, mediaType: string | undefined, example: Parameters): Field[] {
  const query = listedParameters(definition, 'query').map(({ name, schema, required }): Field => {
    return { place: 'query', way: [String(name)], schema: isObject(schema) ? schema : {}, required: required === true };
  });
  return [...query, ...fieldsIn(bodySchema(definition, mediaType), example.body, [])];
}

/** The parameters of a definition that stand in a part of the request. */
export function listedParameters({ parameters }: JsonObject, place: string): JsonObject[] {
  return [parameters ?? []]
    .flat()
    .filter(isObject)
    .filter((parameter) => parameter.in === place);
}

/** The body of an operation in one of its media types. */
export function bodyMedia({ requestBody }: JsonObject, mediaType: string | undefined): JsonObject | undefined {
  const content = isObject(requestBody) && isObject(requestBody.content) ? requestBody.content : {};
  const media = content[mediaType ?? ''];
  return isObject(media) ? media : undefined;
}

function bodySchema(definition: JsonObject, mediaType: string | undefined): JsonObject {
  const schema = bodyMedia(definition, mediaType)?.schema;
  return isObject(schema) ? schema : {};
}

function fieldsIn(schema: JsonObject, value: Json | undefined, way: readonly string[]): Field[] {
  if (way.length >= deepest) return [];
  if (Array.isArray(value)) return isObject(schema.items) ? fieldsIn(schema.items, value[0], [...way, '0']) : [];
  if (!isObject(value)) return [];
  const required = partsOf(schema).flatMap((part) => [part.required ?? []].flat());
  const members = partsOf(schema).flatMap(({ properties }) => (isObject(properties) ? Object.entries(properties) : []));
  return members.flatMap(([name, member]) => {
    if (!isObject(member)) return [];
    const own = { place: 'body', way: [...way, name], schema: member, required: required.includes(name) } as const;
    return [own, ...fieldsIn(member, value[name], own.way)];
  });
}

/** A schema and the members of its `allOf`, which all hold; those of `anyOf` may. */
function partsOf(schema: JsonObject): JsonObject[] {
  const members = [schema.allOf ?? []].flat().filter(isObject);
  return [schema, ...members.flatMap(partsOf)];
}

/** The parameters with another value at a place; undefined takes the value away. */
export function withValue(parameters: Parameters, { place, way }: Field, value: Json | undefined): Parameters {
  return { ...parameters, [place]: replaced(parameters[place] ?? {}, way, value) };
}

function replaced(node: Json, [name = '', ...rest]: readonly string[], value: Json | undefined): Json {
  if (Array.isArray(node))
    return node.map((member, index) => (String(index) === name ? replaced(member, rest, value) : member));
  const { [name]: own, ...others } = isObject(node) ? node : {};
  if (rest.length > 0) return { ...others, [name]: replaced(own ?? {}, rest, value) };
  return value === undefined ? others : { ...others, [name]: value };
}

/** The way GitLab names a nested parameter: `packs[0][expires_at]`. */
export function nameOf({ way: [first = '', ...rest] }: Field): string {
  return [first, ...rest.map((name) => `[${name}]`)].join('');
}

/** The path of an operation with its parameters filled in. */
export function pathOf({ path }: OperationSummary, parameters: JsonObject): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parameters[name] ?? '')));
}

/** Parameters as GitLab reads them from a query or a form: `packs[][seats]=1`. Null cannot be said there. */
export function formPairs(value: Json, name = ''): [name: string, value: string][] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap((member) => formPairs(member, `${name}[]`));
  if (!isObject(value)) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, member]) => formPairs(member, name === '' ? key : `${name}[${key}]`));
}
