import type { Path } from './mistake.ts';
import type { World } from './world.ts';

/** A world of which anything may be absent, but nothing has a wrong type. */
export type LooseWorld = Loose<World>;

type Loose<Value> = Value extends readonly (infer Item)[]
  ? (Loose<Item> | undefined)[]
  : Value extends object
    ? { [Key in keyof Value]?: Loose<Value[Key]> | undefined }
    : Value;

/** Each entry of a list with its path. */
export function* each<Row>(
  list: readonly (Row | undefined)[] | undefined,
  ...path: Path
): Iterable<readonly [Row, Path]> {
  for (const [index, row] of (list ?? []).entries()) if (row !== undefined) yield [row, [...path, index]];
}
