import { isObject, type JsonObject } from '@gitlab-internal-api/contract';
import { readApiJsonLine } from './api-json-log.ts';
import type { Bytes } from './bytes.ts';
import { readExchangeLine } from './exchange-line.ts';
import { readGitlabShellLine } from './gitlab-shell-log.ts';
import { type Line, linesOf } from './lines.ts';
import type { Position, RecordingFormat, RecordingItem, RecordingItems } from './recording.ts';
import { readWorkhorseLine } from './workhorse-log.ts';

/** A format that has a JSON object on each line. */
export type LineFormat = Exclude<RecordingFormat, 'har'>;

const readers: Record<LineFormat, (value: JsonObject, position: Position) => RecordingItem> = {
  ndjson: readExchangeLine,
  'gitlab-shell': readGitlabShellLine,
  'api-json': readApiJsonLine,
  workhorse: readWorkhorseLine,
};

/** Reads a file that has a JSON object on each line. */
export async function* readJsonLines(bytes: Bytes, format: LineFormat): RecordingItems {
  let last = 0;
  for await (const lines of linesOf(bytes.parts)) {
    yield lines.flatMap((line) => itemOf(line, format));
    last = lines.at(-1)?.line ?? last;
  }
  const broken = bytes.problem();
  if (broken !== undefined) {
    const message = `the file ends too early: ${broken}`;
    yield [{ problem: { position: { line: last + 1 }, message, isTruncated: true } }];
  }
}

function itemOf({ line, text, isWhole }: Line, format: LineFormat): RecordingItem[] {
  const position = { line };
  const problem = (message: string): RecordingItem[] => [{ problem: { position, message, isTruncated: !isWhole } }];
  if (text === undefined) return problem('the line is too long to be read');
  if (text.trim() === '') return [];
  // Some editors begin a file with a mark of its encoding.
  const value = parse(line === 1 ? text.replace(/^\uFEFF/, '') : text);
  if (value === undefined && !isWhole) return problem('the file ends in the middle of this line');
  if (value === undefined && format !== 'ndjson' && !/^\s*\{/.test(text)) return [{ other: position }];
  return isObject(value) ? [readers[format](value, position)] : problem('the line is not a JSON object');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
