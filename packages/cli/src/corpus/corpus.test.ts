import { readFileSync } from 'node:fs';
import {
  allOperations,
  type JsonObject,
  loadSource,
  operationObjects,
  type Release,
} from '@gitlab-internal-api/contract';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { catalogue } from '../findings/catalogue.ts';
import { corpusFile, exchangesIn, nameOf, toldOf } from './corpus.test-support.ts';
import { keyOf, type Told } from './told.test-support.ts';
import { seenIn } from './variety.test-support.ts';

const files: Record<Release, readonly string[]> = {
  '15.6': ['clean.ndjson', 'clean.har', 'defects.ndjson', 'defects.har'],
  '14.2': ['clean-14.2.ndjson', 'defects-14.2.ndjson'],
};

const expected: Record<string, Told> = parse(readFileSync(corpusFile('defects.yaml'), 'utf8'));

interface Case {
  readonly name: string;
  readonly file: string;
  readonly key: string;
  readonly exchange: JsonObject;
}

const cases: readonly Case[] = Object.values(files).flatMap((names) =>
  names.flatMap((file) =>
    exchangesIn(corpusFile(file)).map((exchange, index) => {
      return { name: nameOf(exchange), file, key: keyOf(file, index + 1), exchange };
    }),
  ),
);
const defects = cases.filter(({ file }) => file.startsWith('defects'));
const clean = cases.filter(({ file }) => file.startsWith('clean'));

let told: Promise<ReadonlyMap<string, Told[]>> | undefined;

/** What two runs, one for each release, say about the whole corpus. */
function findings(): Promise<ReadonlyMap<string, Told[]>> {
  told ??= Promise.all(
    Object.entries(files).map(([release, names]) => toldOf(names.map(corpusFile), release as Release)),
  ).then((maps) => new Map(maps.flatMap((map) => [...map])));
  return told;
}

describe('of the exchanges with one defect each', () => {
  test.each(defects)('$name: that is found, where it is, and nothing else', async ({ name, key }) => {
    expect((await findings()).get(key)).toEqual([expected[name]]);
  });

  test('there are at least 60, and each is expected to be found', () => {
    expect(defects.length).toBeGreaterThanOrEqual(60);
    expect(defects.map(({ name }) => name).sort()).toEqual(Object.keys(expected).sort());
  });

  test('there is one for every kind of finding that a recording can have', () => {
    const kinds = new Set(Object.values(expected).map(({ code }) => code));
    expect(Object.keys(catalogue).filter((code) => !kinds.has(code))).toEqual([
      // Only releases that deprecate one of the parameters know such, so that there are always two findings.
      'excluded-parameters',
      // What only `verify` finds, which asks.
      'unexpected-status',
      'unchecked-credential',
      'unchecked-parameter',
      'no-reply',
    ]);
  });
});

describe('of the clean exchanges', () => {
  test('nothing is found in any', async () => {
    const all = await findings();
    expect(clean.filter(({ key }) => all.has(key)).map(({ name, key }) => [name, all.get(key)])).toEqual([]);
  });

  test('there are at least 60, with every operation, status, media type and kind of credential', () => {
    expect(clean.length).toBeGreaterThanOrEqual(60);
    const seen = seenIn(clean.map(({ exchange }) => exchange));
    const source = loadSource();
    // An operation that is deprecated from birth always has a warning.
    const definitions = operationObjects(source);
    const operations = allOperations(source).filter(({ id }) => definitions.get(id)?.deprecated !== true);
    expect(seen.operations).toEqual(new Set(operations.map(({ id }) => id)));
    expect([...seen.statuses]).toEqual(expect.arrayContaining(operations.flatMap(({ statuses }) => statuses)));
    const mediaTypes = operations.flatMap(({ requestMediaTypes, replyMediaType }) => [
      ...requestMediaTypes,
      replyMediaType,
    ]);
    expect([...seen.mediaTypes]).toEqual(expect.arrayContaining(mediaTypes));
    expect(seen.schemes).toEqual(new Set(operations.flatMap(({ security }) => security.flat())));
  });
});
