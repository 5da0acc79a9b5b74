import { type Document, isObject, type Json, type JsonObject, mapValues } from './document.ts';

const prefix = '#/components/schemas/';

/** A schema of the document as a JSON Schema (2020-12) that stands alone: the components it uses become its `$defs`. */
export function selfContained(document: Document, schema: Json, title: string): JsonObject {
  const definitions: JsonObject = {};
  const visit = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(visit);
    if (!isObject(node)) return node;
    const { $ref } = node;
    if (typeof $ref !== 'string' || !$ref.startsWith(prefix)) return mapValues(node, visit);
    const name = $ref.slice(prefix.length);
    define(name);
    return { ...mapValues(node, visit), $ref: `#/$defs/${name}` };
  };
  const define = (name: string) => {
    if (name in definitions) return;
    definitions[name] = {};
    definitions[name] = visit(document.components.schemas?.[name] ?? {});
  };
  const body = visit(schema);
  const sorted = Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    ...(isObject(body) ? body : {}),
    ...(Object.keys(sorted).length > 0 ? { $defs: sorted } : {}),
  };
}
