import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { duplicateMistakes } from './duplicates.ts';
import type { LooseWorld } from './loose-world.ts';
import { type Mistake, printPath } from './mistake.ts';
import { referenceMistakes } from './references.ts';
import { shapeMistakes, withoutMisfits } from './shape.ts';
import { type Place, readYaml, type Source } from './source.ts';
import { textMistakes } from './texts.ts';
import type { World } from './world.ts';

/** Says what is wrong with a world file: every mistake, in a line of its own. */
export class WorldFileError extends Error {
  override readonly name = 'WorldFileError';
}

/** Reads a world from a YAML file. */
export function readWorldFile(file: string): World {
  const bytes = readBytes(file);
  if (!isUtf8(bytes)) throw new WorldFileError(`${file}: this is not text in UTF-8`);
  return parseWorld(bytes.toString('utf8'), file);
}

/** Reads a world from a YAML text; the name stands for the file in messages. */
export function parseWorld(text: string, name: string): World {
  return toWorld(readYaml(text, name));
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new WorldFileError(`${file}: ${reasons[code] ?? message}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'this is a directory, not a world file',
  EACCES: 'this file may not be read',
};

function toWorld(source: Source): World {
  const data = source.data ?? {};
  const found = source.mistakes.length > 0 ? firstOfLines(source.mistakes) : mistakesOf(data).map((mistake) => located(mistake, source));
  if (found.length === 0) return data as World;
  throw new WorldFileError(found.toSorted(byPlace).map(print).join('\n'));
}

function mistakesOf(data: unknown): Mistake[] {
  const shape = shapeMistakes(data);
  const world = (shape.length === 0 ? data : withoutMisfits(data)) as LooseWorld;
  return firstOfEach([...shape, ...textMistakes(data), ...duplicateMistakes(world), ...referenceMistakes(world)]);
}

/** One thing may be wrong in several ways; the first says enough. */
function firstOfEach(mistakes: readonly Mistake[]): Mistake[] {
  return [...new Map(mistakes.toReversed().map((mistake) => [printPath(mistake.path), mistake])).values()].toReversed();
}

/** After a slip in the syntax the rest of the line makes no sense. */
function firstOfLines(mistakes: readonly Located[]): Located[] {
  return [...new Map(mistakes.toReversed().map((mistake) => [mistake.place.line, mistake])).values()].toReversed();
}

interface Located {
  readonly place: Place;
  readonly problem: string;
}

function located({ path, atKey, problem }: Mistake, source: Source): Located {
  return { place: source.place(path, atKey), problem: `${printPath(path)}: ${problem}` };
}

function byPlace({ place: a }: Located, { place: b }: Located): number {
  return a.line - b.line || a.column - b.column;
}

function print({ place: { file, line, column }, problem }: Located): string {
  return `${file}:${line}:${column}: ${problem}`;
}
