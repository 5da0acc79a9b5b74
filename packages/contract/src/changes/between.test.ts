import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadSource } from '../load.ts';
import type { Release } from '../release.ts';
import { changesBetween } from './between.ts';
import { changeText, isBreaking, verdictText } from './change.ts';

/** What changed, as a person read it. */
interface Read {
  readonly operation: string;
  readonly consumers: readonly string[];
  readonly what: string;
}

interface Pair {
  readonly from: Release;
  readonly to: Release;
  readonly documents: readonly Read[];
  readonly contract: readonly (Read & { readonly source: string })[];
}

const file = join(import.meta.dirname, '..', '..', 'test-data', 'changes.yaml');
const pairs: Pair[] = parse(readFileSync(file, 'utf8'), { merge: true });
const source = loadSource();

describe.each(pairs)('From $from to $to', ({ from, to, documents, contract }) => {
  const { operations, unchanged } = changesBetween(source, from, to);
  const line = ({ operation, consumers, what }: Read) => `${operation} (${[...consumers].sort().join(', ')}): ${what}`;
  const told = operations.flatMap(({ operation, consumers, changes }) =>
    changes.map(({ introduced: _, ...change }) =>
      line({ operation, consumers: consumers.map(({ consumer }) => consumer), what: changeText(change) }),
    ),
  );

  test('tells what was read in the two documents', () => {
    expect(told).toEqual(expect.arrayContaining(documents.map(line)));
  });

  test('tells nothing else than what is known from elsewhere, with its source', () => {
    expect([...told].sort()).toEqual([...documents, ...contract].map(line).sort());
  });

  test('counts each operation once', () => {
    const ids = [...operations.map(({ operation }) => operation), ...unchanged];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('A change belongs to the release that made it, not to the edition that first has it', () => {
  const { operations } = changesBetween(source, '13.7', '15.6');
  const releases = operations.flatMap(({ operation, changes }) =>
    changes.map((change) => `${change.release} ${operation}: ${changeText(change)}`),
  );
  expect(releases).toEqual(
    expect.arrayContaining([
      '14.7 checkGitAccess: status 429 added',
      '15.0 getAgentInfo: field default_branch of reply 200 added',
      '15.3 discoverUser: credential Gitlab-Shell-Api-Request added',
      '15.3 recordAgentUsage: parameter counters added',
      '15.6 recordAgentUsage: parameter gitops_sync_count removed',
      '15.5 createScimUser: operation documented; in GitLab since 11.10',
      '13.12 recordAgentUsage: request body made optional',
    ]),
  );
});

test('What came and went in between is not told', () => {
  const { operations, unchanged } = changesBetween(source, '13.7', '15.6');
  const texts = operations.flatMap(({ changes }) => changes.map(changeText));
  expect(operations.map(({ operation }) => operation)).not.toContain('createCiliumAlert');
  expect(unchanged).not.toContain('createCiliumAlert');
  expect(texts.filter((text) => text.includes('k8s_api_proxy_request_count'))).toEqual([]);
});

test.each<[Release, Release, string[]]>([
  ['14.2', '14.6', []],
  ['14.6', '14.7', ['checkGitAccess: status 429 added']],
  ['14.7', '14.8', ['createCiliumAlert: operation deprecated']],
  [
    '14.10',
    '15.0',
    [
      'getAgentInfo: field default_branch of reply 200 added',
      'getAgentProjectInfo: field default_branch of reply 200 added',
      'createCiliumAlert: operation removed',
      'getSubscription: field plan.exclude_guests of reply 200 added',
      'updateSubscription: field plan.exclude_guests of reply 200 added',
      'createSubscription: field plan.exclude_guests of reply 201 added',
    ],
  ],
  ['15.0', '15.2', []],
])('From %s to %s, releases without documents, these things changed', (from, to, expected) => {
  const { operations } = changesBetween(source, from, to);
  expect(
    operations.flatMap(({ operation, changes }) => changes.map((change) => `${operation}: ${changeText(change)}`)),
  ).toEqual(expected);
});

// What is known of the clients: kas sends the flat counters up to 15.2 and then the others, reads default_branch since 15.0;
// Gitaly sends the shared secret up to 15.5, beside it the token since 15.4; GitLab Shell up to 15.4 at least; CustomersDot
// is not public.
test.each<[Release, Release, string, string]>([
  ['14.2', '15.5', 'createCiliumAlert', 'kas made for 14.2 breaks with GitLab 15.5'],
  ['14.2', '15.5', 'createCiliumAlert', 'kas made for 15.5 works with GitLab 14.2'],
  ['13.7', '14.2', 'recordAgentUsage', 'kas made for 13.7 works with GitLab 14.2'],
  ['13.7', '14.2', 'recordAgentUsage', 'kas made for 14.2 breaks with GitLab 13.7'],
  ['14.2', '15.5', 'recordAgentUsage', 'kas made for 14.2 works with GitLab 15.5'],
  ['14.2', '15.5', 'recordAgentUsage', 'kas made for 15.5 breaks with GitLab 14.2'],
  ['14.2', '15.6', 'recordAgentUsage', 'kas made for 14.2 breaks with GitLab 15.6'],
  ['15.5', '15.6', 'recordAgentUsage', 'kas made for 15.5 works with GitLab 15.6'],
  ['15.5', '15.6', 'recordAgentUsage', 'kas made for 15.6 works with GitLab 15.5'],
  ['14.2', '15.5', 'getAgentInfo', 'kas made for 14.2 works with GitLab 15.5'],
  ['14.2', '15.5', 'getAgentInfo', 'kas made for 15.5 is not known to work with GitLab 14.2'],
  ['14.2', '15.5', 'preReceive', 'gitaly made for 15.5 works with GitLab 14.2'],
  ['14.2', '15.6', 'preReceive', 'gitaly made for 15.6 breaks with GitLab 14.2'],
  ['14.2', '15.6', 'preReceive', 'gitaly made for 14.2 works with GitLab 15.6'],
  ['14.2', '15.4', 'discoverUser', 'gitlab-shell made for 15.4 works with GitLab 14.2'],
  ['14.2', '15.5', 'discoverUser', 'gitlab-shell made for 15.5 is not known to work with GitLab 14.2'],
  ['14.2', '15.5', 'checkInstance', 'geo made for 15.5 is not known to work with GitLab 14.2'],
  ['14.2', '15.5', 'checkGitAccess', 'gitlab-shell made for 14.2 works with GitLab 15.5'],
  ['14.2', '15.5', 'getSubscription', 'customers-dot made for 14.2 is not known to work with GitLab 15.5'],
  ['14.2', '15.5', 'createScimUser', 'scim-provider made for 15.5 works with GitLab 14.2'],
  ['14.2', '15.5', 'upsertStarboardVulnerability', 'kas made for 15.5 breaks with GitLab 14.2'],
  ['13.7', '14.2', 'createMinutesPacks', 'customers-dot made for 14.2 is not known to work with GitLab 13.7'],
])('From %s to %s, %s: %s', (from, to, id, expected) => {
  const { consumers = [] } =
    changesBetween(source, from, to).operations.find(({ operation }) => operation === id) ?? {};
  const texts = consumers.flatMap(({ consumer, olderClient, newerClient }) =>
    [olderClient, newerClient].map((verdict) => verdictText(consumer, verdict)),
  );
  expect(texts).toContain(expected);
});

test('A client that is not known to work, or that is newer than GitLab, makes nothing breaking', () => {
  const breaking = (from: Release, to: Release) =>
    changesBetween(source, from, to)
      .operations.filter(isBreaking)
      .map(({ operation }) => operation);
  expect(breaking('13.7', '14.2')).toEqual([]);
  expect(breaking('14.2', '15.5')).toEqual(['createCiliumAlert']);
  expect(breaking('14.2', '15.6')).toEqual(['recordAgentUsage', 'createCiliumAlert']);
});

test('Why a client breaks is said with what it sends and what GitLab does with it', () => {
  const usage = changesBetween(source, '13.7', '14.2').operations.find(
    ({ operation }) => operation === 'recordAgentUsage',
  );
  expect(usage?.consumers[0]?.newerClient.reasons).toEqual([
    'GitLab 13.7 refuses a request without gitops_sync_count, which kas leaves out at times.',
    'GitLab 13.7 ignores k8s_api_proxy_request_count, which kas sends.',
  ]);
});
