import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type JsonObject, loadSource, operationObjects, project, type Release } from '@gitlab-internal-api/contract';
import { changesBetween, changeText } from '@gitlab-internal-api/contract/changes';
import { afterAll, describe, expect, test } from 'vitest';

// What changed is found by comparing two projections in the process: `redocly diff` takes half a second a pair, is not in the
// single executable, pairs what has gone with what came (`cilium_alert` "was renamed" to `starboard_vulnerability`), tells
// of a shared component where it is used first, and calls every `allOf` that comes or goes major. Here it is the referee.

/** One difference, as `redocly diff --format json` tells it. */
interface Difference {
  readonly path: string;
  readonly property?: string;
  readonly typeName: string;
  readonly impact: 'patch' | 'minor' | 'major';
}

/** Releases whose contracts differ, one after the other, and the editions. */
const pairs: [Release, Release][] = [
  ['13.7', '13.12'],
  ['13.12', '14.2'],
  ['14.2', '14.7'],
  ['14.7', '14.8'],
  ['14.10', '15.0'],
  ['15.0', '15.3'],
  ['15.3', '15.5'],
  ['15.5', '15.6'],
  ['13.7', '14.2'],
  ['14.2', '15.5'],
  ['13.7', '15.6'],
];

const source = loadSource();
const operationsOf = new Map(pairs.flat().map((release) => [release, operationObjects(project(source, release))]));
const folder = mkdtempSync(join(tmpdir(), 'redocly-diff-'));
const found = redoclyDiff(pairs);

afterAll(() => rmSync(folder, { recursive: true }));

describe.each(pairs)('From %s to %s', (from, to) => {
  const { operations } = changesBetween(source, from, to);
  const both = (id: string) => [from, to].every((release) => operationsOf.get(release)?.has(id));
  const told = new Map(
    operations
      .filter(({ operation }) => both(operation))
      .map(({ operation, changes }) => [operation, changes.filter(({ kind }) => kind !== 'documented')] as const)
      .filter(([, changes]) => changes.length > 0),
  );
  const seen = Map.groupBy(
    found.filter(({ path }) => path.startsWith(prefixOf(from, to))),
    ({ path }) => path.slice(prefixOf(from, to).length).split('/')[0] ?? '',
  );

  test('Redocly finds differences in the same operations', () => {
    expect([...told.keys()].sort()).toEqual([...seen.keys()].sort());
  });

  test('what Redocly says of a property, a status, a credential or a parameter is told, too', () => {
    for (const [id, differences] of seen) {
      const texts = (told.get(id) ?? []).map(changeText).join('\n');
      for (const name of differences.flatMap(namesIn)) expect(texts, id).toContain(name);
    }
  });
});

test('Redocly sees enough to be a referee', () => {
  expect(found.length).toBeGreaterThan(40);
});

/** The property or the status that a difference is about; shapes that are built in another way have none. */
function namesIn({ path, typeName }: Difference): string[] {
  const [, property] = /\/properties\/([^/]+)$/.exec(path) ?? [];
  const [, status] = /\/responses\/(\d+)$/.exec(path) ?? [];
  if (typeName === 'SecurityRequirement') return ['credential'];
  return [property, status].filter((name) => name !== undefined);
}

function prefixOf(from: Release, to: Release): string {
  return `#/paths/~1${from}~1${to}~1`;
}

/** Asks Redocly once for all pairs: an operation that both releases have is a path of its own in either document. */
function redoclyDiff(asked: typeof pairs): Difference[] {
  const documents = { base: documentOf(asked, 'from'), revision: documentOf(asked, 'to') };
  for (const [name, document] of Object.entries(documents))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(document));
  const redocly = join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin', 'cli.js');
  const options = ['base.json', 'revision.json', '--format', 'json', '--output', 'diff.json', '--fail-on', 'none'];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  execFileSync(process.execPath, [redocly, 'diff', ...options], { cwd: folder, env, stdio: 'pipe' });
  const { changes } = JSON.parse(readFileSync(join(folder, 'diff.json'), 'utf8'));
  return (changes as Difference[]).filter(isOfSubstance);
}

/** Words, examples and our own extensions are no change of the API. */
function isOfSubstance({ path, property = '', typeName }: Difference): boolean {
  const isWord = ['description', 'summary'].includes(property) || property.startsWith('x-');
  return path.startsWith('#/paths/') && typeName !== 'Example' && !path.includes('/examples') && !isWord;
}

function documentOf(asked: typeof pairs, end: 'from' | 'to'): JsonObject {
  const paths = Object.fromEntries(asked.flatMap(([from, to]) => pathsOf(from, to, end)));
  const { securitySchemes = {} } = source.components;
  return { openapi: '3.1.0', info: { title: 'Operations', version: '1' }, paths, components: { securitySchemes } };
}

function pathsOf(from: Release, to: Release, end: 'from' | 'to'): [string, JsonObject][] {
  const own = [...(operationsOf.get(end === 'from' ? from : to) ?? [])];
  const shared = own.filter(([id]) => operationsOf.get(from)?.has(id) && operationsOf.get(to)?.has(id));
  return shared.map(([id, definition]) => [`/${from}/${to}/${id}`, { post: definition }]);
}
