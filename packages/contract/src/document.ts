/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A JSON object. */
export interface JsonObject {
  [key: string]: Json;
}

/** An OpenAPI document as plain data; its parts are narrowed where they are read. */
export interface Document extends JsonObject {
  paths: { [path: string]: JsonObject };
  components: { [kind: string]: JsonObject };
}

/** The methods under which OpenAPI lists operations. */
export const methods: readonly ['get', 'put', 'post', 'delete', 'patch'] = ['get', 'put', 'post', 'delete', 'patch'];

/** Whether a value is a JSON object, and neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Follows a JSON pointer such as `#/components/schemas/Id`. */
export function at(document: Json, pointer: string): Json | undefined {
  let node: Json | undefined = document;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    node = Array.isArray(node) ? node[Number(key)] : isObject(node) ? node[key] : undefined;
  }
  return node;
}

/** The document with every `$ref` replaced by what it refers to; words beside a `$ref` win over those it refers to. */
export function dereference(document: Document): Document {
  const resolved = new Map<string, Json>();
  const refer = (pointer: string): Json => {
    const known = resolved.get(pointer);
    if (known !== undefined) return known;
    const value = visit(at(document, pointer) ?? null);
    resolved.set(pointer, value);
    return value;
  };
  const visit = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(visit);
    if (!isObject(node)) return node;
    const { $ref, ...own } = node;
    if (typeof $ref !== 'string') return mapValues(node, visit);
    const target = refer($ref);
    return Object.keys(own).length === 0 || !isObject(target) ? target : { ...target, ...mapValues(own, visit) };
  };
  return visit(document) as Document;
}

/** The document with every `$ref` resolved and no components but the security schemes, which are named, not referred to. */
export function withoutReferences(document: Document): Document {
  const { components, ...rest } = dereference(document);
  return { ...rest, components: { securitySchemes: components.securitySchemes ?? {} } } as Document;
}

/** The object with every value replaced by what `change` makes of it. */
export function mapValues(object: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}
