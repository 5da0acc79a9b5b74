import { isObject, type Json, type JsonObject, type OperationSummary } from '@gitlab-internal-api/contract';

/** The kinds of things that traffic can exercise. */
export const itemKinds = ['operation', 'status', 'media type', 'parameter', 'value'] as const;

/** A kind of thing that traffic can exercise. */
export type ItemKind = (typeof itemKinds)[number];

/** Something of an operation that traffic can exercise: `status 200`, `parameter key_id`, `value protocol=ssh`. */
export interface CoverageItem {
  readonly kind: ItemKind;
  readonly name: string;
}

/** An array in an array in an array is more than the contract has. */
const deepest = 8;

/** All that traffic can exercise of an operation. */
export function itemsOf(operation: OperationSummary, definition: JsonObject): CoverageItem[] {
  return [
    { kind: 'operation', name: operation.id },
    ...operation.statuses.map((status) => ({ kind: 'status' as const, name: String(status) })),
    ...operation.requestMediaTypes.map((name) => ({ kind: 'media type' as const, name })),
    ...distinct(parameterItems(definition)),
  ];
}

/** The key under which something exercised is looked up. */
export function keyOf(kind: ItemKind, name: string): string {
  return `${kind} ${name}`;
}

function distinct(items: readonly CoverageItem[]): CoverageItem[] {
  return [...new Map(items.map((item) => [keyOf(item.kind, item.name), item])).values()];
}

function parameterItems({ parameters, requestBody }: JsonObject): CoverageItem[] {
  const listed = [parameters ?? []].flat().filter(isObject);
  const own = listed.flatMap(({ name, schema }) => named(String(name), schema));
  const content = isObject(requestBody) && isObject(requestBody.content) ? Object.values(requestBody.content) : [];
  return [...own, ...content.filter(isObject).flatMap(({ schema }) => propertyItems('', schema, 0))];
}

function named(name: string, schema: Json | undefined, depth = 0): CoverageItem[] {
  return [{ kind: 'parameter', name }, ...valueItems(name, schema), ...propertyItems(name, schema, depth + 1)];
}

/** The values of a closed list; null says nothing about a value. */
function valueItems(name: string, schema: Json | undefined): CoverageItem[] {
  const words = branchesOf(schema).flatMap((branch) => [branch.enum ?? []].flat());
  return words.filter((word) => word !== null).map((word) => ({ kind: 'value', name: `${name}=${word}` }));
}

function propertyItems(prefix: string, schema: Json | undefined, depth: number): CoverageItem[] {
  if (depth > deepest) return [];
  return branchesOf(schema).flatMap(({ properties, items }) => [
    ...(isObject(properties) ? Object.entries(properties) : []).flatMap(([name, property]) =>
      named(prefix === '' ? name : `${prefix}[${name}]`, property, depth),
    ),
    ...(items === undefined
      ? []
      : [...valueItems(`${prefix}[]`, items), ...propertyItems(`${prefix}[]`, items, depth + 1)]),
  ]);
}

function branchesOf(schema: Json | undefined): JsonObject[] {
  if (!isObject(schema)) return [];
  const members = [schema.allOf, schema.anyOf, schema.oneOf].filter(Array.isArray).flat();
  return [schema, ...members.flatMap(branchesOf)];
}
