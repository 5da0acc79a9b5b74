import type { ServeFlags } from './serve-options.ts';
import { systemProblem, UserError } from './user-error.ts';

/** Says what the user can do about an error of the start; an error of ours is returned as it is. */
export async function explainStart(error: unknown, flags: ServeFlags): Promise<unknown> {
  const { UnknownDatabaseError, WorldFileError } = await import('@gitlab-internal-api/server');
  if (error instanceof WorldFileError) return new UserError(error.message);
  if (error instanceof UnknownDatabaseError) return new UserError(`--database: ${error.message}`);
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (code === 'ERR_SQLITE_ERROR') return new UserError(`--database ${flags.database}: ${message}`);
  if (syscall === 'listen' || syscall === 'getaddrinfo') return new UserError(listenProblem(code, flags) ?? `cannot listen on ${flags.host}: ${systemProblem(error)}`);
  return error;
}

function listenProblem(code: string | undefined, { host, port }: ServeFlags): string | undefined {
  if (code === 'EADDRINUSE') return `port ${port} of ${host} is in use; choose another with --port, or any free one with --port 0`;
  if (code === 'EACCES') return `port ${port} is for administrators; choose one above 1023 with --port`;
  if (code === 'EADDRNOTAVAIL') return `${host} is no address of this machine; choose one with --host`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `no address is known of ${host}; choose one with --host`;
  return undefined;
}
