import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../generate/output.ts';
import { run } from './command.ts';
import { type Counts, one } from './part.ts';

/** Runs the README's example as it is printed, against a stub started as it is printed, and compares the answer. */
export async function readmeIsTrue(): Promise<Counts> {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, start = ''] = /^(npx -y pnpm@12 start)\b/m.exec(readme) ?? [];
  const [, example = '', answer = ''] = /```shell\n(curl [\s\S]+?)```\n+```json\n([\s\S]+?)```/.exec(readme) ?? [];
  const stub = spawn('bash', ['-c', `exec ${start}`], { cwd: root, detached: true, stdio: 'ignore' });
  try {
    await answering('http://127.0.0.1:3001/-/health', stub);
    const { output } = await run('bash', ['-c', example]);
    const same = normal(output) === normal(answer);
    if (!same) console.log(`\nThe README promises:\n${answer}`);
    return one(start !== '' && example !== '' && same);
  } finally {
    if (stub.pid !== undefined && stub.exitCode === null) process.kill(-stub.pid, 'SIGTERM');
  }
}

function normal(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text.slice(text.indexOf('{'))));
  } catch {
    return text;
  }
}

async function answering(url: string, stub: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (stub.exitCode !== null) throw new Error(`the stub ended with ${stub.exitCode}`);
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await wait(100);
  }
  throw new Error(`${url} did not answer within a minute`);
}
