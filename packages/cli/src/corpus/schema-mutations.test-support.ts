import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';

/** A change of a value, and what the schema says of the result. */
export interface SchemaMutation {
  readonly kind: string;
  readonly value: Json;
  readonly isForbidden: boolean;
}

/** Which side sends the value: GitLab understands a number in a text of a request, and takes null for nothing. */
export type Side = 'request' | 'reply';

type Change = Omit<SchemaMutation, 'value'> & { readonly changed: Json | undefined };

/**
 * All that can be changed in a value that fits a schema without references. What is forbidden is known without a
 * validator: only what all alternatives have in common is looked at (`properties`, `items`, `allOf`), where every
 * keyword binds.
 */
export function schemaMutations(value: Json, schema: Json | undefined, side: Side): SchemaMutation[] {
  const nodes = commonNodes(schema);
  const own = ownChanges(value, nodes, side).map(({ changed, ...rest }) => ({ ...rest, value: changed ?? null }));
  return [...own, ...memberMutations(value, nodes, side)];
}

/** The schema and all that must hold beside it. */
function commonNodes(schema: Json | undefined): JsonObject[] {
  if (!isObject(schema)) return [];
  return [schema, ...[schema.allOf ?? []].flat().flatMap(commonNodes)];
}

function memberMutations(value: Json, nodes: readonly JsonObject[], side: Side): SchemaMutation[] {
  if (Array.isArray(value)) {
    const items = nodes.flatMap(({ items: own }) => own ?? []);
    return value.flatMap((member, index) => {
      const inside = items.flatMap((schema) => schemaMutations(member, schema, side));
      return inside.map((mutation) => ({ ...mutation, value: value.with(index, mutation.value) }));
    });
  }
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((name) => propertyMutations(value, name, nodes, side));
}

function propertyMutations(
  object: JsonObject,
  name: string,
  nodes: readonly JsonObject[],
  side: Side,
): SchemaMutation[] {
  const { [name]: value = null, ...others } = object;
  const schemas = nodes.flatMap(({ properties }) => (isObject(properties) ? (properties[name] ?? []) : []));
  const inside = schemas.flatMap((schema) => schemaMutations(value, schema, side));
  const changed = inside.map((mutation) => ({ ...mutation, value: { ...object, [name]: mutation.value } }));
  const isRequired = nodes.some(({ required }) => Array.isArray(required) && required.includes(name));
  const isOptional = nodes.every((node) => !JSON.stringify(node).includes('"required"'));
  if (isRequired) return [...changed, { kind: 'required property dropped', value: others, isForbidden: true }];
  if (isOptional) return [...changed, { kind: 'optional property dropped', value: others, isForbidden: false }];
  return changed;
}

/** What can be done to a value by the schemas that all bind it. */
function ownChanges(value: Json, nodes: readonly JsonObject[], side: Side): Change[] {
  return nodes.flatMap((node) => [
    ...typeChanges(node, side),
    ...enumChanges(value, node),
    ...textChanges(value, node),
    ...sizeChanges(value, node),
  ]);
}

const otherTypes: readonly (readonly [types: readonly string[], Json])[] = [
  [['string'], 'mutant'],
  [['object'], { mutant: true }],
  [['array'], ['mutant']],
];

function typeChanges({ type }: JsonObject, side: Side): Change[] {
  const types = [type ?? []].flat().map(String);
  if (types.length === 0) return [];
  const others = otherTypes.filter(([own]) => !own.some((each) => types.includes(each))).map(([, other]) => other);
  const alien = side === 'reply' && !types.includes('null') ? [null, ...others] : others;
  return alien.map((changed) => ({ kind: `type of a ${side} changed`, changed, isForbidden: true }));
}

function enumChanges(value: Json, node: JsonObject): Change[] {
  if (!Array.isArray(node.enum) || typeof value !== 'string') return [];
  const other = node.enum.filter((each) => each !== value).map((changed) => ({ changed, isForbidden: false }));
  const changes = [{ changed: `${value}-mutant`, isForbidden: true }, ...other.slice(0, 1)];
  return changes.map((change) => ({ kind: change.isForbidden ? 'enum left' : 'enum kept', ...change }));
}

/** Texts that are in none of the formats of the contract. */
function textChanges(value: Json, { pattern, format, minLength }: JsonObject): Change[] {
  if (typeof value !== 'string') return [];
  const changes: Change[] = [];
  const changed = '<a mutant>';
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(changed))
    changes.push({ kind: 'pattern left', changed, isForbidden: true });
  if (format !== undefined) changes.push({ kind: 'format left', changed, isForbidden: true });
  if (Number(minLength ?? 0) > 0) changes.push({ kind: 'text emptied', changed: '', isForbidden: true });
  return changes;
}

function sizeChanges(value: Json, { minimum, maximum, minItems }: JsonObject): Change[] {
  const changes: Change[] = [];
  const isNumber = typeof value === 'number';
  if (isNumber && typeof minimum === 'number')
    changes.push({ kind: 'number too small', changed: minimum - 1, isForbidden: true });
  if (isNumber && typeof maximum === 'number')
    changes.push({ kind: 'number too large', changed: maximum + 1, isForbidden: true });
  if (Array.isArray(value) && Number(minItems ?? 0) > 0)
    changes.push({ kind: 'list emptied', changed: [], isForbidden: true });
  return changes;
}
