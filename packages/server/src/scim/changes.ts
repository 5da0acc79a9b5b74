import { type Attribute, attributeOf, readValue } from './attribute.ts';
import { isPath } from './path.ts';

/** One operation of a PATCH. */
export interface Operation {
  readonly op: string;
  readonly path?: string;
  readonly value?: unknown;
}

/** What the operations of a PATCH come to, each attribute with its last value. */
export type Changes = ReadonlyMap<Attribute, unknown>;

/** Reads the operations of a PATCH as GitLab does; what it does not know is passed over. */
export function readChanges(operations: readonly Operation[]): Changes {
  const changes = new Map<Attribute, unknown>();
  for (const operation of operations) {
    const [name = '', value] = /^(replace|add)$/i.test(operation.op) ? assignment(operation) : [];
    const attribute = attributeOf(name);
    if (attribute) changes.set(attribute, readValue(value));
  }
  return changes;
}

/** Entra names the attribute by a path, Okta as a member of the value, of which GitLab reads the first only. */
function assignment({ path, value }: Operation): readonly [string?, unknown?] {
  if (path !== undefined) return [path, value];
  return typeof value === 'object' && value !== null ? (Object.entries(value)[0] ?? []) : [];
}

/** What is malformed in the operations of a PATCH: GitLab passes over it or crashes. */
export function malformation(operations: readonly Operation[]): string | undefined {
  const path = operations.find((operation) => operation.path !== undefined && !isPath(operation.path))?.path;
  return path === undefined ? undefined : `'${path}' is no attribute path`;
}
