import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { startStub } from '../../server/src/start-stub.ts';

const root = join(import.meta.dirname, '..');
const examples = readdirSync(join(root, 'examples')).map((name) => ({
  name,
  text: readFileSync(join(root, 'examples', name), 'utf8'),
}));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g)].map(
  ([, code = '', output = '']) => ({
    code,
    output,
  }),
);

const stub = await startStub();
const folder = mkdtempSync(join(tmpdir(), 'client-readme-'));
const secretFile = join(folder, 'secret');
writeFileSync(secretFile, 'gitlab-shell-dev-secret\n');
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await stub.close();
});

test('the README shows every example, as it stands in its file, and no other code', () => {
  expect(blocks.map(({ code }) => code).toSorted()).toEqual(examples.map(({ text }) => text).toSorted());
  expect(readme.match(/```ts/g)).toHaveLength(examples.length);
});

test.each(examples)('the example $name prints what the README says', async ({ text }) => {
  const { output } = blocks.find(({ code }) => code === text) ?? {};
  expect(await run(text)).toBe(output);
});

/** The examples call a stub at its usual address; here it listens elsewhere. */
async function run(text: string): Promise<string> {
  const program = text.replaceAll('http://127.0.0.1:3001', stub.url);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module-typescript', '--eval', program],
    {
      cwd: root,
      env: { ...process.env, SECRET_FILE: secretFile },
    },
  );
  return stdout;
}
