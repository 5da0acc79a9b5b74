import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { nodeOf } from './project.ts';

/** Starts the stub of a project, on a free port. */
export async function serve(folder: string): Promise<{ readonly url: string } & AsyncDisposable> {
  const options = ['serve', '--port', '0', '--ready', 'json', '--log-level', 'error'];
  const child = spawn('gitlab-internal-api', options, {
    cwd: folder,
    env: { ...process.env, PATH: [dirname(nodeOf(folder)), process.env.PATH].join(delimiter) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close').then(([code]) => Promise.reject(new Error(`the stub ended with ${code}`)));
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  return {
    url: JSON.parse(line).url,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended.catch(() => undefined);
    },
  };
}
