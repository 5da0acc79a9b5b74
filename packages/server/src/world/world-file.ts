import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { duplicateMistakes } from './duplicates.ts';
import { fileProblem } from './file-problem.ts';
import { firstMistakes, type Mistake } from './mistake.ts';
import type { OnProgress } from './progress.ts';
import { referenceMistakes } from './references.ts';
import { report } from './report.ts';
import { shapeOf } from './shape.ts';
import { readYaml, type Source } from './source.ts';
import { type TableOptions, withTables } from './tables.ts';
import { textMistakes } from './texts.ts';
import type { World } from './world.ts';

/** Says what is wrong with a world file: every mistake, in a line of its own. */
export class WorldFileError extends Error {
  override readonly name = 'WorldFileError';
}

/** How a world file is read. */
export interface ReadOptions {
  /** Is told how far a large world is. */
  readonly onProgress?: OnProgress | undefined;
}

/** Reads a world from a YAML file and from the files that it names. */
export function readWorldFile(file: string, { onProgress }: ReadOptions = {}): World {
  const bytes = readBytes(file);
  if (!isUtf8(bytes)) throw new WorldFileError(`${file}: this is not text in UTF-8`);
  return toWorld(readYaml(bytes.toString('utf8'), file), { folder: dirname(file), onProgress });
}

/** Reads a world from a YAML text, which can name no files; the name stands for it in messages. */
export function parseWorld(text: string, name: string): World {
  return toWorld(readYaml(text, name));
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new WorldFileError(`${file}: ${fileProblem(error)}`);
  }
}

function toWorld(source: Source, tables?: TableOptions): World {
  const whole = withTables(source, tables);
  const data = whole.data ?? {};
  const mistakes = whole.mistakes.length > 0 ? [] : mistakesOf(data, tables?.onProgress);
  const lines = report(whole, mistakes);
  if (lines.length === 0) return data as World;
  throw new WorldFileError(lines.join('\n'));
}

/** Everything that is wrong with a world, but not where it stands. */
export function mistakesOf(data: unknown, onProgress?: OnProgress): Mistake[] {
  const { mistakes, rest } = shapeOf(data, onProgress);
  const further = rest ? [...duplicateMistakes(rest, onProgress), ...referenceMistakes(rest)] : [];
  return [...mistakes, ...firstMistakes(textMistakes(data)), ...further];
}
