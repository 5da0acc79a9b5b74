import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from '@gitlab-internal-api/contract';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folderWith, run } from '../command-under-test.ts';
import { kasSecret, ndjson, shellSecret } from '../recordings/example-exchanges.test-support.ts';
import { catalogue } from './catalogue.ts';
import { defects } from './defects.test-support.ts';

interface Told {
  readonly code: string;
  readonly severity: string;
  readonly in: string;
  readonly pointer: string;
  readonly contract: { readonly file: string; readonly pointer: string };
  readonly places: readonly { readonly line: number }[];
}

let told: Promise<readonly Told[]> | undefined;

/** What one run says about all defects, each on a line of its own. */
function findings(): Promise<readonly Told[]> {
  told ??= check();
  return told;
}

async function check(): Promise<readonly Told[]> {
  const recording = ndjson(defects.map(({ line }) => line));
  const folder = folderWith({ 'defects.ndjson': recording, shell: shellSecret, kas: kasSecret });
  const secrets = ['--shell-secret-file', join(folder, 'shell'), '--kas-secret-file', join(folder, 'kas')];
  const { stdout } = await run('check', join(folder, 'defects.ndjson'), '--format', 'json', ...secrets);
  return JSON.parse(stdout).findings;
}

describe('a defect is found where it is, and nothing else is wrong there', () => {
  test.each(defects.map(({ line: _, ...defect }, index) => ({ ...defect, line: index + 1 })))(
    'line $line: $code in $where',
    async ({ code, where, file, line }) => {
      const own = (await findings()).filter(({ places }) => places.some((place) => place.line === line));
      const errors = own.filter(({ severity, code: other }) => severity === 'error' && other !== code);
      expect(own.map((each) => [each.code, `${each.in} ${each.pointer}`, each.contract.file])).toContainEqual([
        code,
        where,
        file,
      ]);
      expect(errors).toEqual([]);
    },
  );
});

test('there is a defect of every kind that a recorded request can have', () => {
  const kinds = new Set(defects.map(({ code }) => code));
  expect(kinds.size).toBeGreaterThan(30);
  expect([...kinds].filter((code) => !(code in catalogue))).toEqual([]);
});

test('every place in the contract that is told is there', async () => {
  const root = join(import.meta.dirname, '..', '..', '..', '..');
  const places = (await findings()).map(({ contract }) => contract);
  const missing = places.filter(({ file, pointer }) => {
    const document = parse(readFileSync(join(root, file), 'utf8'));
    return at(document, `#${pointer}`) === undefined;
  });
  expect(places.length).toBeGreaterThan(30);
  expect(missing).toEqual([]);
});
