import { isObject, type Json, type JsonObject } from '../document.ts';

/** A member of a message, by the name that GitLab's documentation uses: `counters.gitops_sync`, `packs[].expires_at`. */
export interface SchemaItem {
  readonly name: string;
  readonly required: boolean;
  readonly node: JsonObject;
}

/** What a schema without references says: its members, and the rules that are about several of them. */
export interface SchemaItems {
  readonly members: readonly SchemaItem[];
  readonly rules: readonly SchemaItem[];
}

/** Keywords that describe a value rather than limit it, and those that are followed into what they hold. */
const notLimits = new Set([
  ...['description', 'summary', 'title', 'examples', 'default', 'deprecated', 'externalDocs'],
  ...['properties', 'items', 'allOf', 'anyOf', 'not', 'required'],
]);

/** Lists the members and the rules of a schema. */
export function schemaItems(schema: Json | undefined, prefix = ''): SchemaItems {
  const parts = isObject(schema) ? partsOf(schema) : [];
  const required = new Set(parts.filter(({ isSure }) => isSure).flatMap(({ node }) => namesIn(node.required)));
  const members = new Map<string, SchemaItem>();
  for (const { node } of parts) {
    for (const [key, property] of Object.entries(isObject(node.properties) ? node.properties : {})) {
      const name = prefix === '' ? key : `${prefix}.${key}`;
      if (isObject(property) && !members.has(name))
        members.set(name, { name, required: required.has(key), node: property });
    }
  }
  const below = [
    ...[...members.values()].map(({ node, name }) => schemaItems(node, name)),
    ...parts.flatMap(({ node }) => (node.items === undefined ? [] : [schemaItems(node.items, `${prefix}[]`)])),
  ];
  return {
    members: [...members.values(), ...below.flatMap((items) => items.members)],
    rules: [...parts.flatMap(({ node }) => rulesOf(node, prefix)), ...below.flatMap((items) => items.rules)],
  };
}

/** What a value has to be by a schema, without its members. */
export function limitsOf(node: JsonObject): JsonObject {
  const own = partsOf(node).filter(({ isSure }) => isSure);
  return Object.fromEntries(
    own.flatMap(({ node: part }) =>
      Object.entries(part).filter(([keyword]) => !notLimits.has(keyword) && !keyword.startsWith('x-')),
    ),
  );
}

/** The names that a rule is about: those that it lets nobody send together. */
export function namesTogether({ not }: JsonObject): string[] {
  return isObject(not) ? namesIn(not.required) : [];
}

interface Part {
  readonly node: JsonObject;
  /** False for one alternative of several. */
  readonly isSure: boolean;
}

function partsOf(node: JsonObject, isSure = true): Part[] {
  // A rule describes members again that stand elsewhere.
  const all = listOf(node.allOf).flatMap((member) => partsOf(member, isSure));
  const any = listOf(node.anyOf).flatMap((member) => partsOf(member, false));
  return [{ node, isSure }, ...all, ...any];
}

function rulesOf(node: JsonObject, prefix: string): SchemaItem[] {
  const choices = listOf(node.anyOf).filter(({ required, properties }) => required !== undefined && !properties);
  if (!isObject(node.not) && choices.length === 0) return [];
  const offered = [...new Set(choices.flatMap(({ required }) => namesIn(required)))].join(', ');
  const name = isObject(node.not) ? `${namesTogether(node).join(' and ')} exclude each other` : `one of ${offered}`;
  return [{ name: prefix === '' ? name : `${prefix}: ${name}`, required: false, node }];
}

function listOf(members: Json | undefined): JsonObject[] {
  return Array.isArray(members) ? members.filter(isObject) : [];
}

function namesIn(required: Json | undefined): string[] {
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}
