import { constants } from 'node:os';
import type { RunningServer } from '@gitlab-internal-api/server';

/** pnpm passes the Ctrl-C on that the terminal has sent to all its processes: two within this many milliseconds are one. */
const echo = 300;

/** What ends a server beside signals. */
interface Stopping {
  /** The end of standard input: whoever held its other end is gone. */
  readonly exitWithStdin?: true;
}

/** Ends the process at SIGINT and SIGTERM: at the first when what is under way is finished, at another at once. */
export function stopOnSignals(server: Pick<RunningServer, 'close'>, { exitWithStdin }: Stopping = {}): void {
  let asked: number | undefined;
  const finish = () => {
    if (asked !== undefined) return;
    asked = performance.now();
    // With 0, unless closing it has found out something else.
    void server.close().then(() => process.exit(), fail);
  };
  const stop = (signal: 'SIGINT' | 'SIGTERM') => {
    if (asked !== undefined && performance.now() - asked > echo) process.exit(128 + constants.signals[signal]);
    finish();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  // A parent that was killed cannot send a signal, but the kernel closes its end of the pipe.
  if (exitWithStdin) process.stdin.on('end', finish).on('error', finish).resume();
}

function fail(error: unknown): never {
  console.error(error);
  process.exit(1);
}
