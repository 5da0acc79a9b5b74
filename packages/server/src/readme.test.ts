import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '..');

test("The README's program prints what the README says", async () => {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const [, program = '', printed] = /^```ts\n(.*?)^```\n+```text\n(.*?)^```$/ms.exec(readme) ?? [];
  const options = ['--input-type=module-typescript', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, options, { cwd: folder });
  expect(stdout).toBe(printed);
});
