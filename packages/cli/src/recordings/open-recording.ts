import { UserError } from '../user-error.ts';
import { nameOf, openBytes } from './bytes.ts';
import { readHar } from './har.ts';
import { readJsonLines } from './json-lines.ts';
import { type RecordingFormat, type RecordingItems, recordingFormats } from './recording.ts';
import { sniffFormat } from './sniff.ts';

/** A recording that is open for reading. */
export interface OpenRecording {
  readonly name: string;
  /** Undefined for an empty file, which has no format. */
  readonly format: RecordingFormat | undefined;
  readonly items: RecordingItems;
  bytesRead(): number;
}

/** Opens a recording in the format that was named, or in the one that it looks like. */
export async function openRecording(file: string, named: RecordingFormat | undefined): Promise<OpenRecording> {
  const bytes = await openBytes(file);
  const format = named ?? sniffFormat(bytes.head);
  const isEmpty = bytes.head.toString('latin1').trim() === '' && bytes.problem() === undefined;
  const about = { name: nameOf(file), format, bytesRead: bytes.bytesRead };
  if (isEmpty) return { ...about, items: nothing() };
  const broken = bytes.problem();
  if (format === undefined && broken !== undefined) throw new UserError(`cannot read ${about.name}: ${broken}`);
  if (format === undefined) throw new UserError(unknownFormat(about.name));
  return { ...about, items: format === 'har' ? readHar(bytes) : readJsonLines(bytes, format) };
}

async function* nothing(): RecordingItems {}

function unknownFormat(name: string): string {
  return `${name} is no recording that I recognise; name its format with --input-format ${recordingFormats.join('|')}`;
}
