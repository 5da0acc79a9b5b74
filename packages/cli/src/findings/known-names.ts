import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';

/** A value that the contract does not describe, or describes as deprecated. */
export interface NamedValue {
  readonly pointer: string;
  readonly kind: 'unknown' | 'deprecated';
}

/** What a schema says about names: those that it has, and whether there may be others. */
interface Names {
  readonly properties: ReadonlyMap<string, Json>;
  readonly deprecated: ReadonlySet<string>;
  /** A schema that names nothing describes something that anybody may fill. */
  readonly isOpen: boolean;
  readonly items: Json | undefined;
}

/** Finds the names in a value that a schema without references does not describe, and those that are deprecated. */
export function namesToTell(value: Json, schema: Json | undefined): NamedValue[] {
  const found: NamedValue[] = [];
  collect(value, schema, '', found);
  return found;
}

function collect(value: Json, schema: Json | undefined, pointer: string, found: NamedValue[]): void {
  if (typeof value !== 'object' || value === null || !isObject(schema)) return;
  const names = namesOf(schema);
  if (Array.isArray(value)) {
    if (names.items === undefined) return;
    for (const [index, member] of value.entries()) collect(member, names.items, `${pointer}/${index}`, found);
    return;
  }
  for (const name of Object.keys(value)) {
    const property = names.properties.get(name);
    if (property === undefined) {
      if (!names.isOpen) found.push({ pointer: below(pointer, name), kind: 'unknown' });
      continue;
    }
    if (names.deprecated.has(name)) found.push({ pointer: below(pointer, name), kind: 'deprecated' });
    const member = value[name];
    if (typeof member === 'object' && member !== null) collect(member, property, below(pointer, name), found);
  }
}

function below(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

const namesKnown = new WeakMap<JsonObject, Names>();

/** Made once for each schema, because every message asks for it. */
function namesOf(schema: JsonObject): Names {
  const known = namesKnown.get(schema) ?? readNames(branchesOf(schema));
  namesKnown.set(schema, known);
  return known;
}

function readNames(branches: readonly JsonObject[]): Names {
  const objects = branches.map(({ properties }) => properties).filter(isObject);
  // Of several descriptions of a name, the first counts.
  const properties = new Map(objects.toReversed().flatMap((object) => Object.entries(object)));
  const deprecated = [...properties].filter(([, property]) => isObject(property) && property.deprecated === true);
  const isOpen = objects.length === 0 || branches.some((branch) => branch.additionalProperties !== undefined);
  const items = branches.find((branch) => branch.items !== undefined)?.items;
  return { properties, deprecated: new Set(deprecated.map(([name]) => name)), isOpen, items };
}

/** A schema and all that it is made of; which of several alternatives was meant does not matter for names. */
function branchesOf(schema: Json | undefined): JsonObject[] {
  if (!isObject(schema)) return [];
  const members = [schema.allOf, schema.anyOf, schema.oneOf].filter(Array.isArray).flat();
  return [schema, ...members.flatMap(branchesOf)];
}
