import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, run } from '../command-under-test.ts';
import { ndjson } from '../recordings/example-exchanges.test-support.ts';
import { type Mutant, mutants } from './mutants.test-support.ts';
import { keyOf, type Told, toldBy } from './told.test-support.ts';

const all = mutants(5, 2);

let told: Promise<ReadonlyMap<string, readonly Told[]>> | undefined;

/** The errors that one run finds, by line. */
function errors(): Promise<ReadonlyMap<string, readonly Told[]>> {
  told ??= check();
  return told;
}

async function check(): Promise<ReadonlyMap<string, readonly Told[]>> {
  const file = join(folderWith({}), 'mutants.ndjson');
  // A consumer of its own keeps a mutant's findings apart from those of all others.
  writeFileSync(file, ndjson(all.map(({ line }, index) => ({ ...line, consumer: `mutant-${index}` }))));
  const { stdout } = await run('check', file, '--format', 'json', '--ignore', 'unlisted-consumer');
  return toldBy(stdout, (severity) => severity === 'error');
}

async function withErrors(
  isWanted: (errors: readonly Told[] | undefined, mutant: Mutant) => boolean,
): Promise<string[]> {
  const found = await errors();
  const wanted = all.filter((mutant, index) => isWanted(found.get(keyOf('mutants.ndjson', index + 1)), mutant));
  return wanted.map(({ kind, operation, line }) => `${operation}: ${kind}: ${JSON.stringify(line)}`);
}

test('every mutant that the contract forbids is caught', async () => {
  expect(await withErrors((found, { isForbidden }) => isForbidden && found === undefined)).toEqual([]);
});

test('what the contract allows is no error', async () => {
  expect(await withErrors((found, { isForbidden }) => !isForbidden && found !== undefined)).toEqual([]);
});

test('there are many mutants of many kinds', () => {
  const forbidden = all.filter(({ isForbidden }) => isForbidden);
  expect(forbidden.length).toBeGreaterThan(500);
  expect(new Set(forbidden.map(({ kind }) => kind)).size).toBeGreaterThan(20);
  expect(all.length - forbidden.length).toBeGreaterThan(50);
});
