import { type Mistake, maxMistakes, printPath, printValue } from './mistake.ts';
import { lists } from './tables.ts';
import type { World } from './world.ts';
import { mistakesOf } from './world-file.ts';

/** Something wrong in a world that came in no file: where, as a person writes it, and what. */
export interface WorldMistake {
  readonly path: string;
  readonly message: string;
}

/** Holds a value against everything that a world file is held against. */
export function checkWorld(data: unknown): { readonly world: World } | { readonly mistakes: readonly WorldMistake[] } {
  // A name where a list belongs makes no sense to the other checks.
  const named = namedFiles(data);
  const mistakes = named.length > 0 ? named : mistakesOf(data);
  if (mistakes.length === 0) return { world: data as World };
  const byPath = new Map(mistakes.toReversed().map(({ path, problem }) => [printPath(path), problem]));
  const printed = [...byPath].map(([path, message]) => ({ path, message })).reverse();
  return { mistakes: printed.slice(0, maxMistakes) };
}

/** A world file may name others, which nobody may do from outside: they would be read on the machine of the server. */
function namedFiles(data: unknown): Mistake[] {
  const members = (typeof data === 'object' && data !== null ? data : {}) as Readonly<Record<string, unknown>>;
  return lists
    .filter((list) => typeof members[list] === 'string')
    .map((list) => ({
      path: [list],
      problem: `${printValue(members[list])} can only be named in a file; write the list itself`,
    }));
}
