import { isAbsolute, join } from 'node:path';
import { fileProblem } from './file-problem.ts';
import { printValue } from './mistake.ts';
import { readNdjson } from './ndjson.ts';
import type { OnProgress } from './progress.ts';
import type { Source, TextMistake } from './source.ts';
import schema from './world.schema.json' with { type: 'json' };

/** The lists of a world; each may stand in a file of its own, an element a line, that the world names: `@users.ndjson`. */
export const lists: readonly string[] = Object.entries(schema.properties).flatMap(([name, node]) =>
  'items' in node ? name : [],
);

/** Where the files lie that a world names, and who is told how far their reading is. */
export interface TableOptions {
  readonly folder: string;
  readonly onProgress?: OnProgress | undefined;
}

/** A world together with the files that it names; without options it may name none. */
export function withTables(world: Source, options: TableOptions | undefined): Source {
  const tables = new Map(openTables(world, options));
  if (tables.size === 0) return world;
  const data = {
    ...(world.data as object),
    ...Object.fromEntries([...tables].map(([list, { data }]) => [list, data])),
  };
  const mistakes = [...world.mistakes, ...[...tables.values()].flatMap((table) => table.mistakes)];
  return {
    data,
    mistakes,
    place: ([list = '', ...path], atKey) => {
      const table = path.length > 0 ? tables.get(String(list)) : undefined;
      return table ? table.place(path, atKey) : world.place([list, ...path], atKey);
    },
  };
}

function* openTables(world: Source, options: TableOptions | undefined): Iterable<readonly [string, Source]> {
  const data = (world.data ?? {}) as Readonly<Record<string, unknown>>;
  for (const list of lists) {
    const name = data[list];
    if (typeof name !== 'string') continue;
    yield [list, open(name, options, (problem) => ({ place: world.place([list]), problem: `${list}: ${problem}` }))];
  }
}

function open(name: string, options: TableOptions | undefined, at: (problem: string) => TextMistake): Source {
  const refuse = (problem: string): Source => ({ data: [], mistakes: [at(problem)], place: () => at(problem).place });
  if (!name.startsWith('@')) return refuse(`${printValue(name)} is not a list; '@${name}' would be one in that file`);
  if (!options) return refuse(`${printValue(name)} can only be named in a file; write the list itself`);
  const path = name.slice(1);
  const file = isAbsolute(path) ? path : join(options.folder, path);
  try {
    const table = readNdjson(file, options.onProgress);
    names.set(table.data, name);
    return table;
  } catch (error) {
    return refuse(`${file}: ${fileProblem(error)}`);
  }
}

const names = new WeakMap<object, string>();

/** How a world named the file that a list was read from; undefined for a list that stood in the world itself. */
export function tableName(list: object): string | undefined {
  return names.get(list);
}
