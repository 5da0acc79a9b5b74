import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../command-under-test.ts';
import { catalogue } from './catalogue.ts';

test('findings.md lists every finding that there is, in the same words', () => {
  const document = readFileSync(join(import.meta.dirname, '..', '..', 'findings.md'), 'utf8');
  const rows = [...document.matchAll(/^\| `([\w-]+)` \| (\w+) \| (.+) \| (.+) \|$/gm)];
  const documented = rows.map(([, code, severity, title, fix]) => [code, { severity, title, fix }]);
  expect(documented).toEqual(Object.entries(catalogue));
  expect(document).toMatch(/^# What `check`, `proxy` and `verify` find\n/);
});

test('a code is explained', async () => {
  const { status, stdout } = await run('check', '--explain', 'wrong-issuer');
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout:
      'wrong-issuer (error)\n\nA JSON Web Token of another issuer.\nSet iss to the issuer that the contract names.\n',
  });
});

test('a code that is like none names none', async () => {
  const { status, stderr } = await run('check', '--explain', 'zebra');
  expect({ status, stderr }).toEqual({ status: 2, stderr: "error: there is no finding 'zebra'\n" });
});

test('a code that is not there names the nearest', async () => {
  expect(await run('check', '--explain', 'wrong-isuer')).toMatchObject({
    status: 2,
    stderr: "error: there is no finding 'wrong-isuer'; the nearest is wrong-issuer\n",
  });
});
