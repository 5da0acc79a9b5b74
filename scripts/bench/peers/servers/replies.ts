import { readFileSync } from 'node:fs';

/** A reply that the stub gave, which the contestants without behaviour repeat. */
export interface RecordedReply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Replies by method and target. */
export type RecordedReplies = Record<string, RecordedReply>;

/** Reads the replies from the file that is the first argument of a contestant. */
export function readReplies(): Map<string, RecordedReply> {
  return new Map(Object.entries(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as RecordedReplies));
}

/** The port that is the second argument of a contestant. */
export const port: number = Number(process.argv[3]);
