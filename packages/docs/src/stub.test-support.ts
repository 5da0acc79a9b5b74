import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The command line, as a user runs it. */
export const program: string = join(import.meta.dirname, '..', '..', 'cli', 'src', 'main.js');

/** A stub in a process of its own. */
export interface RunningStub extends AsyncDisposable {
  readonly url: string;
}

/** Starts the stub with the default world, on a free port, in a folder. */
export async function startStub(cwd: string, ...words: string[]): Promise<RunningStub> {
  const serve = [program, 'serve', '--port', '0', '--ready', 'json', '--log-level', 'error', ...words];
  const child = spawn(process.execPath, serve, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  const end = once(child, 'close');
  const ended = end.then(([code]) => Promise.reject(new Error(`the stub ended: ${code}`)));
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  ended.catch(() => undefined);
  return {
    url: JSON.parse(line).url,
    async [Symbol.asyncDispose]() {
      child.kill();
      await end;
    },
  };
}
