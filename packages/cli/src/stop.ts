import { constants } from 'node:os';
import type { RunningServer } from '@gitlab-internal-api/server';

/** pnpm passes the Ctrl-C on that the terminal has sent to all its processes: two within this many milliseconds are one. */
const echo = 300;

/** Ends the process at SIGINT and SIGTERM: at the first when what is under way is finished, at another at once. */
export function stopOnSignals(server: RunningServer): void {
  let asked: number | undefined;
  const stop = (signal: 'SIGINT' | 'SIGTERM') => {
    if (asked !== undefined && performance.now() - asked > echo) process.exit(128 + constants.signals[signal]);
    if (asked !== undefined) return;
    asked = performance.now();
    void server.close().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

function fail(error: unknown): never {
  console.error(error);
  process.exit(1);
}
