import { getSystemErrorMessage } from 'node:util';

/** A mistake of whoever typed the command: the message says what is wrong and what would be right. */
export class UserError extends Error {
  override name = 'UserError';
}

/** What the operating system says is wrong, such as `no such file or directory`. */
export function systemProblem(error: unknown): string {
  const { errno, message } = error as NodeJS.ErrnoException;
  return errno === undefined ? message : getSystemErrorMessage(errno);
}
