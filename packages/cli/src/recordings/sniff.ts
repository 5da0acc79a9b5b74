import { isObject } from '@gitlab-internal-api/contract';
import type { RecordingFormat } from './recording.ts';

/** Recognises the format of a recording by how it begins; undefined where it looks like none of them. */
export function sniffFormat(head: Buffer): RecordingFormat | undefined {
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  if (/^\s*\{\s*("\$?\w+"\s*:\s*"[^"]*"\s*,\s*)*"log"\s*:\s*\{/.test(text)) return 'har';
  const lines = text.split('\n').filter((line) => line.trimStart().startsWith('{'));
  const told = lines.map(formatOfLine).find((format) => format !== undefined);
  if (told !== undefined) return told;
  return lines.some((line) => /"level":|"msg":/.test(line)) ? 'gitlab-shell' : undefined;
}

function formatOfLine(line: string): RecordingFormat | undefined {
  const value = objectOf(line);
  // The first line may be longer than what is looked at.
  if (value === undefined) return /^\s*\{.{0,2000}"request"\s*:\s*\{/.test(line) ? 'ndjson' : undefined;
  if ('request' in value) return 'ndjson';
  if ('uri' in value && 'method' in value) return 'workhorse';
  if ('path' in value && 'method' in value) return 'api-json';
  return 'url' in value && 'method' in value ? 'gitlab-shell' : undefined;
}

function objectOf(line: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
