import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './generate/output.ts';

const packages = ['client', 'contract', 'server'];

/** The files of all `generated/` folders below a folder, by their path from there. */
function generatedIn(folder: string): Map<string, string> {
  const files = packages.flatMap((name) => {
    const entries = readdirSync(join(folder, 'packages', name, 'generated'), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  });
  return new Map(files.sort().map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]));
}

describe('Every generated file', () => {
  const generated = generatedIn(root);

  test('says in its first lines what made it, and not to edit it', () => {
    const notice = /Generated from (openapi\/|packages\/\S+) by `pnpm generate`\. Do not edit\./;
    const silent = [...generated].filter(([, text]) => !notice.test(text.split('\n', 3).join('\n')));
    expect(silent.map(([file]) => file)).toEqual([]);
    expect(generated.size).toBeGreaterThan(500);
  });

  test('ends its lines as Unix does, the last one too', () => {
    const otherwise = [...generated].filter(([, text]) => text.includes('\r') || !/[^\n]\n$/.test(text));
    expect(otherwise.map(([file]) => file)).toEqual([]);
  });
});

describe.each([
  { TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
  { TZ: 'America/St_Johns', LC_ALL: 'C', LANG: 'C' },
])('Generating with $TZ and $LC_ALL', (env) => {
  const copy = mkdtempSync(join(tmpdir(), 'workspace-'));
  let run: ReturnType<typeof spawnSync>;
  // A copy, because other tests read the generated files of this workspace meanwhile.
  beforeAll(() => {
    for (const folder of ['openapi', 'scripts']) cpSync(join(root, folder), join(copy, folder), { recursive: true });
    cpSync(join(root, 'packages/server/src'), join(copy, 'packages/server/src'), { recursive: true });
    for (const folder of ['.', 'packages/server'])
      symlinkSync(join(root, folder, 'node_modules'), join(copy, folder, 'node_modules'));
    run = spawnSync(join(root, 'node_modules/.bin/node'), [join(copy, 'scripts/generate.ts')], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  test('makes the same files, byte for byte', () => {
    expect(run.stderr).toBe('');
    const [again, here] = [generatedIn(copy), generatedIn(root)];
    expect([...again.keys()]).toEqual([...here.keys()]);
    expect([...again].filter(([file, text]) => here.get(file) !== text).map(([file]) => file)).toEqual([]);
  });
});
