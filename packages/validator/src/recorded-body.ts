import { isUtf8 } from 'node:buffer';
import type { Json } from '@gitlab-internal-api/contract';
import { mediaTypeOf } from './body.ts';
import { headerOf } from './credential.ts';
import type { RecordedReply } from './recorded-message.ts';

/** The body of a recorded reply: undefined where there is none, or none was recorded; broken where it cannot be read. */
export interface RecordedBody {
  readonly isRecorded: boolean;
  readonly value?: Json | undefined;
  readonly broken?: string;
}

const decoder = new TextDecoder();

/** Reads the body of a recorded reply as its media type says. */
export function readRecordedBody({ body, headers, mediaType }: RecordedReply): RecordedBody {
  if (body === undefined) return { isRecorded: false };
  if (body.length === 0) return { isRecorded: true };
  if (!isUtf8(body)) return { isRecorded: true, value: '', broken: 'it is not valid UTF-8' };
  const text = decoder.decode(body);
  const type = mediaTypeOf(headerOf(headers ?? {}, 'content-type') ?? mediaType);
  if (type !== undefined && !/[/+]json$/.test(type)) return { isRecorded: true, value: text };
  try {
    return { isRecorded: true, value: JSON.parse(text) };
  } catch (error) {
    // V8 quotes the text around the mistake, which may hold a secret: only the position is told.
    const position = / at position \d+/.exec(error instanceof Error ? error.message : '')?.[0] ?? '';
    return { isRecorded: true, value: text, broken: `it is not JSON${position}` };
  }
}
