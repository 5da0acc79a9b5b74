import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from '../generate/output.ts';
import { type Counts, one } from './part.ts';

/** The environment of a command: the workspace's own Node and tools first. */
const environment: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
};

/** A part that runs a command of the workspace and passes when it ends with 0. */
export function command(name: string, ...options: string[]): () => Promise<Counts> {
  const [program = name, ...rest] = name === 'pnpm' ? ['npx', '-y', 'pnpm@12', ...options] : [name, ...options];
  return async () => one((await run(program, rest)).ok);
}

/** The README's test command, as it is printed there; its counts are those of the tests. */
export async function testCommand(): Promise<Counts> {
  const { ok, output } = await run('npx', ['-y', 'pnpm@12', 'test']);
  const [summary = ''] = plain(output).match(/^\s*Tests .*$/m) ?? [];
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(summary)?.[1] ?? 0);
  const failed = count('failed');
  return { passed: count('passed'), failed: ok ? failed : Math.max(failed, 1) };
}

/** Runs a command in a folder of the repository, shows what it prints, and returns it. */
export function run(program: string, options: string[], folder = '.'): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, options, {
      cwd: join(root, folder),
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const show = (chunk: Buffer) => {
      output += chunk;
      process.stdout.write(chunk);
    };
    child.stdout.on('data', show);
    child.stderr.on('data', show);
    child.on('close', (code) => resolve({ ok: code === 0, output }));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
  });
}

function plain(text: string): string {
  return text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');
}
