import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type StubOptions, startStub } from './start-stub.ts';

/** A stub in a process of its own; `await using` kills it. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: string;
  /** The lines of its log so far. */
  readonly log: readonly LogLine[];
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>;
}

/** A line of the log. */
export interface LogLine {
  readonly msg: string;
  readonly status?: number;
}

/** Starts a stub in a process of its own. */
export async function startProcess(options: StubOptions): Promise<ServerProcess> {
  const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const log: LogLine[] = [];
  const errors: string[] = [];
  createInterface(child.stderr).on('line', (line) =>
    line.startsWith('{') ? log.push(JSON.parse(line)) : errors.push(line),
  );
  const [url] = await Promise.race([once(createInterface(child.stdout), 'line'), exited.then(() => [])]);
  if (url === undefined) throw new Error(`the server did not start: ${errors.join('\n')}`);
  void exited.then(([code]) => code !== null && console.error(`the server ended by itself:\n${errors.join('\n')}`));
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  return { url, log, kill, [Symbol.asyncDispose]: kill };
}

if (process.argv[1] === import.meta.filename) console.log((await startStub(JSON.parse(process.argv[2] ?? '{}'))).url);
