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
  return fillerOf(schema.$defs[noun] as Node)(value) as Complete<Name>;
}

/** The whole world with the defaults of the schema. */
export function completeWorld(world: Described['World']): Described['World'] {
  return fillerOf(schema as Node)(world) as Described['World'];
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

type Filler = (value: unknown) => unknown;

const fillers = new Map<Node, Filler>();

/** There may be millions of rows: what the schema says is looked up once. */
function fillerOf(node: Node): Filler {
  const meant = resolve(node);
  let filler = fillers.get(meant);
  if (!filler) {
    filler = meant.items ? itemsFiller(meant.items) : meant.properties ? membersFiller(meant.properties) : same;
    fillers.set(meant, filler);
  }
  return filler;
}

function same(value: unknown): unknown {
  return value;
}

function itemsFiller(items: Node): Filler {
  const filler = fillerOf(items);
  return (value) => (Array.isArray(value) ? value.map(filler) : value);
}

function membersFiller(properties: Readonly<Record<string, Node>>): Filler {
  const members = Object.entries(properties).map(([name, node]) => ({
    name,
    otherwise: node.default,
    filler: fillerOf(node),
  }));
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const filled: Record<string, unknown> = {};
    for (const { name, otherwise, filler } of members) {
      const given = (value as Record<string, unknown>)[name];
      const member = given === undefined ? otherwise : given;
      if (member !== undefined) filled[name] = filler(member);
    }
    return filled;
  };
}

function resolve(node: Node): Node {
  const name = node.$ref?.slice('#/$defs/'.length);
  return name === undefined ? node : ((schema.$defs as Record<string, Node>)[name] ?? node);
}
