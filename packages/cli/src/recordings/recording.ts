import type { RecordedReply, RecordedRequest } from '@gitlab-internal-api/validator';

/** The formats in which exchanges are recorded. */
export type RecordingFormat = 'har' | 'ndjson' | 'gitlab-shell' | 'api-json' | 'workhorse';

/** The formats as they are named on the command line. */
export const recordingFormats: readonly RecordingFormat[] = ['har', 'ndjson', 'gitlab-shell', 'api-json', 'workhorse'];

/** Where in a file something stands, counted from 1; a HAR file has entries, too. */
export interface Position {
  readonly line: number;
  readonly entry?: number;
}

/** An exchange as it was recorded; its URL is still that of the recording. */
export interface RecordedExchange {
  readonly position: Position;
  /** When it happened, by the clock of whoever checked the credentials. */
  readonly time: Date | undefined;
  readonly request: Omit<RecordedRequest, 'target'> & { readonly url: string };
  readonly reply: RecordedReply | undefined;
  /** Who called, where the recording says so. */
  readonly consumer?: string | undefined;
  /** Whether somebody asked for a reply that may be anything: an injected fault. */
  readonly isFault?: boolean;
}

/** Something in a recording that cannot be read. */
export interface RecordingProblem {
  readonly position: Position;
  readonly message: string;
  /** Whether the file ends before it should. */
  readonly isTruncated: boolean;
}

/** What a recording holds, in its order. */
export type RecordingItem =
  | { readonly exchange: RecordedExchange }
  | { readonly problem: RecordingProblem }
  /** Something else that is in its place there: a log tells of more than requests. */
  | { readonly other: Position };

/** A part of a recording that was read at once. */
export type RecordingItems = AsyncGenerator<readonly RecordingItem[]>;
