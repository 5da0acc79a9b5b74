import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** How a command ended, and what it wrote. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs; a test that ends takes it along. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves as soon as it has written something to a stream. */
  written(stream: 'stdout' | 'stderr', text: string | RegExp): Promise<string>;
}

/** A server that answers. */
export interface Served extends Running {
  readonly url: string;
  readonly ready: { readonly url: string; readonly pid: number; readonly gitlabVersion: string };
}

/** A kas secret that is not that of development. */
export const kasSecret: string = Buffer.alloc(32, 7).toString('base64');

/** A world without development credentials. */
export const world: string = `
secrets: { shell: world-secret, kas: ${kasSecret}, error_tracking: world-token }
users: [{ id: 5, username: ada, tokens: [{ token: token-of-ada }] }]
`;

type Environment = Readonly<Record<string, string>>;

/** Starts the real command. */
export function start(words: readonly string[], environment: Environment = {}): Running {
  const { GITLAB_SHELL_SECRET: _, GITLAB_KAS_SECRET: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.js'), ...words], {
    env: { ...inherited, ...environment },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (part: string) => (text[stream] += part));
  const ended = new Promise<Ended>((resolve) => child.on('close', (status) => resolve({ status, ...text })));
  const written = (stream: 'stdout' | 'stderr', awaited: string | RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () =>
        (typeof awaited === 'string' ? text[stream].includes(awaited) : awaited.test(text[stream])) &&
        resolve(text[stream]);
      child[stream].on('data', look);
      look();
      void ended.then(() => reject(new Error(`ended without writing ${awaited}:\n${text.stdout}${text.stderr}`)));
    });
  return { child, ended, written };
}

/** Runs the real command to its end. */
export function run(...words: string[]): Promise<Ended> {
  return start(words).ended;
}

/** Starts the real server on any free port. */
export async function serve(words: readonly string[] = [], environment: Environment = {}): Promise<Served> {
  const running = start(['serve', '--port', '0', '--ready', 'json', ...words], environment);
  const ready = JSON.parse(await running.written('stdout', '\n'));
  return { ...running, url: ready.url, ready };
}

/** Asks the server whether it is there, with a shell secret. */
export async function check(url: string, secret = 'gitlab-shell-dev-secret'): Promise<number> {
  const response = await fetch(`${url}/api/v4/internal/check`, {
    headers: { 'Gitlab-Shared-Secret': Buffer.from(secret).toString('base64') },
  });
  await response.arrayBuffer();
  return response.status;
}

/** A folder with files in it, for one test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'cli-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}
