import { getSystemErrorMessage } from 'node:util';

/** A server cannot listen as it was told to; the message says why, and what would help. */
export class ListeningError extends Error {
  override name = 'ListeningError';
}

/** What the operating system says is wrong, such as `no such file or directory`. */
export function systemReason(error: unknown): string {
  const { errno, message } = error as NodeJS.ErrnoException;
  return errno === undefined ? message : getSystemErrorMessage(errno);
}
