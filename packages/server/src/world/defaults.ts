import type { components } from '../../generated/world.ts';
import schema from './world.schema.json' with { type: 'json' };

type Described = components['schemas'];
type Definitions = typeof schema.$defs;
type Properties<Name extends keyof Definitions> = Definitions[Name] extends { properties: infer Found } ? Found : never;
type WithDefault<Found> = { [Key in keyof Found]: Found[Key] extends { default: unknown } ? Key : never }[keyof Found];

type Noun = keyof Described & keyof Definitions;

/** Something that a world describes, with what the schema has a default for. */
export type Complete<Name extends Noun> = Described[Name] &
  Required<Pick<Described[Name], WithDefault<Properties<Name>> & keyof Described[Name]>>;

/** Fills in the defaults of the schema, all the way down, in the order of the schema. */
export function complete<Name extends Noun>(noun: Name, value: Described[Name]): Complete<Name> {
  return fill({ $ref: `#/$defs/${noun}` }, value) as Complete<Name>;
}

/** The whole world with the defaults of the schema. */
export function completeWorld(world: Described['World']): Described['World'] {
  return fill(schema as Node, world) as Described['World'];
}

/** The address of a user for whom the world has none; a schema cannot say this. */
export function defaultEmail(username: string): string {
  return `${username}@example.com`;
}

interface Node {
  readonly $ref?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
}

function fill(node: Node, value: unknown): unknown {
  const { items, properties } = resolve(node);
  if (items && Array.isArray(value)) return value.map((item) => fill(items, item));
  return properties && typeof value === 'object' && value !== null
    ? fillMembers(properties, value as Record<string, unknown>)
    : value;
}

function fillMembers(
  properties: Readonly<Record<string, Node>>,
  given: Record<string, unknown>,
): Record<string, unknown> {
  const filled: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) {
    const value = given[name] === undefined ? property.default : given[name];
    if (value !== undefined) filled[name] = fill(property, value);
  }
  return filled;
}

function resolve(node: Node): Node {
  const name = node.$ref?.slice('#/$defs/'.length);
  return name === undefined ? node : ((schema.$defs as Record<string, Node>)[name] ?? node);
}
