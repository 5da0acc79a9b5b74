// The part of Redocly's visitor interface that our rules use; `@redocly/cli` is one bundle and brings no types.

/** What YAML calls a mapping. Nothing is known about its values: a rule meets contracts that are still being written. */
export type Mapping = Readonly<Record<string, unknown>>;

/** A place in a file of the contract. */
interface Location {
  readonly source: { readonly absoluteRef: string };
  /** A JSON pointer with a leading `#`; `#/` is the whole file. */
  readonly pointer: string;
  child(keys: readonly string[]): Location;
  /** The same place, but the key is underlined and not its value. */
  key(): Location;
}

/** What Redocly tells a rule about the node it visits. */
export interface Context {
  readonly key: string | number;
  readonly location: Location;
  readonly type: { readonly name: string };
  report(problem: { message: string; location?: Location }): void;
  resolve(node: unknown): Resolved;
}

/** Where a `$ref` leads; nothing, when it leads nowhere. */
interface Resolved {
  readonly node?: unknown;
  readonly location?: Location | undefined;
}

/** Looks at one node; `target` is there for `ref`, which visits each `$ref` as it is written. */
export type Visit = (node: Mapping, context: Context, target?: Resolved) => void;

type NodeType =
  | 'any'
  | 'ref'
  | 'Components'
  | 'Example'
  | 'Header'
  | 'MediaType'
  | 'Operation'
  | 'Parameter'
  | 'Paths'
  | 'Response'
  | 'Responses'
  | 'Root'
  | 'SchemaProperties'
  | 'SecurityScheme';

/** Which nodes a rule looks at, by their OpenAPI type. */
type Visitor = Readonly<Partial<Record<NodeType, Visit | { readonly leave: Visit }>>>;

/** A rule as Redocly takes it: a new visitor for each document. */
export type Rule = () => Readonly<Record<string, Visit | { readonly leave: Visit }>>;

/** Makes a rule of a visitor, and passes over nodes that are no mapping: Redocly's own `struct` reports those. */
export function rule(newVisitor: () => Visitor): Rule {
  return () =>
    Object.fromEntries(
      Object.entries(newVisitor()).map(([type, visit]) => [
        type,
        typeof visit === 'function' ? mappingsOnly(visit) : { leave: mappingsOnly(visit.leave) },
      ]),
    );
}

function mappingsOnly(visit: Visit): Visit {
  return (node, context, target) => {
    if (isMapping(node)) visit(node, context, target);
  };
}

/** Is it a mapping, and not a list, a scalar or nothing? */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The pairs of a mapping without its extensions; none, if it is no mapping. */
export function entriesOf(value: unknown): [key: string, value: unknown][] {
  return isMapping(value) ? Object.entries(value).filter(([key]) => !key.startsWith('x-')) : [];
}

/** Is it text, and more than white space? */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
