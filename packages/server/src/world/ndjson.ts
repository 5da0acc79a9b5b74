import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { linesOf } from './lines.ts';
import { maxMistakes, type Path } from './mistake.ts';
import { type OnProgress, rowsPerReport } from './progress.ts';
import { type Place, readYaml, type Source, type TextMistake } from './source.ts';

/** Reads a file with a JSON value in each line; empty lines count for nothing. */
export function readNdjson(file: string, onProgress?: OnProgress): Source & { readonly data: unknown[] } {
  const rows: Row[] = [];
  const data: unknown[] = [];
  const mistakes: TextMistake[] = [];
  for (const { line, start, text } of filledLines(file, onProgress)) {
    const value = parse(text);
    if ('problem' in value) mistakes.push({ place: { file, line, column: value.column }, problem: value.problem });
    if (mistakes.length > maxMistakes) break;
    if (!('value' in value)) continue;
    data.push(value.value);
    rows.push({ line, start });
  }
  return { data, mistakes, place: (path, atKey) => placeOf(file, rows, path, atKey) };
}

interface Row {
  readonly line: number;
  readonly start: number;
}

interface FilledLine extends Row {
  readonly text: string | undefined;
}

function* filledLines(file: string, onProgress: OnProgress = () => {}): Iterable<FilledLine> {
  const { size } = statSync(file);
  let line = 0;
  for (const { start, text } of linesOf(file)) {
    line += 1;
    if (line % rowsPerReport === 0) onProgress({ step: `reading ${basename(file)}`, done: start / size });
    const content = line === 1 ? text?.replace(byteOrderMark, '') : text;
    if (content === undefined || content.trim() !== '') yield { line, start, text: content };
  }
  if (line >= rowsPerReport) onProgress({ step: `reading ${basename(file)}`, done: 1 });
}

const byteOrderMark = /^\uFEFF/;

type Parsed = { readonly value: unknown } | { readonly problem: string; readonly column: number };

function parse(text: string | undefined): Parsed {
  if (text === undefined) return { problem: 'this line is not text in UTF-8', column: 1 };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const [, reason = '', position] =
      /^(.*?)(?: (?:in JSON )?at position (\d+).*)?$/s.exec((error as Error).message) ?? [];
    const problem = `this line is not one JSON value, without commas or brackets around it: ${reason}`;
    return { problem, column: position === undefined ? text.length + 1 : Number(position) + 1 };
  }
}

/** JSON is YAML: the line is read a second time, by what knows where something stands in it. */
function placeOf(file: string, rows: readonly Row[], [index = 0, ...path]: Path, atKey = false): Place {
  const { line, start } = rows[Number(index)] ?? { line: 1, start: 0 };
  for (const { text = '' } of linesOf(file, start)) {
    return { file, line, column: readYaml(text, file).place(path, atKey).column };
  }
  return { file, line, column: 1 };
}
