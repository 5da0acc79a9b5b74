import { systemProblem, UserError } from '../user-error.ts';
import type { ListeningFlags } from './listening-flags.ts';

/** Says what the user can do about an error of the start; an error of ours is returned as it is. */
export function explainStart(error: unknown, flags: ListeningFlags): unknown {
  // By their names, so that no mistake has to wait until the server is loaded.
  const { name, message, code = '', syscall = '' } = error as NodeJS.ErrnoException;
  if (name === 'WorldFileError' || name === 'ListeningError') return new UserError(message);
  if (name === 'UnknownDatabaseError' || name === 'UnusableDatabaseError')
    return new UserError(`--database: ${message}`);
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return error;
  return new UserError(listenProblems[code]?.(flags) ?? `cannot listen on ${flags.host}: ${systemProblem(error)}`);
}

const listenProblems: Readonly<Record<string, (flags: ListeningFlags) => string>> = {
  EADDRINUSE: ({ host, port }) =>
    `port ${port} of ${host} is in use; choose another with --port, or any free one with --port 0`,
  EACCES: ({ port }) => `port ${port} is for administrators; choose one above 1023 with --port`,
  EADDRNOTAVAIL: ({ host }) => `${host} is no address of this machine; choose one with --host`,
  ENOTFOUND: ({ host }) => `no address is known of ${host}; choose one with --host`,
  EAI_AGAIN: ({ host }) => `no address is known of ${host}; choose one with --host`,
};
