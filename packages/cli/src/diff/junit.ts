import {
  changeText,
  type OperationChanges,
  type ReleaseChanges,
  type Verdict,
  verdictText,
} from '@gitlab-internal-api/contract/changes';
import { escapeMarkup } from '../reports/markup.ts';
import { sentence } from './told.ts';

/** The changes as JUnit XML in the dialect of Jenkins: a suite for each operation, a test for each client and direction. */
export function junitChanges({ from, to, operations }: ReleaseChanges): string {
  const suites = operations.map((operation) => suiteOf(operation));
  const counts = (list: readonly Suite[]) =>
    `tests="${sum(list, ({ cases }) => cases.length)}" failures="${sum(list, ({ failures }) => failures)}"`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="gitlab-internal-api diff ${from} ${to}" ${counts(suites)}>`,
    ...suites.flatMap((suite) => [
      `  <testsuite name="${escapeMarkup(suite.name)}" ${counts([suite])}>`,
      ...suite.cases,
      `    <system-out>${escapeMarkup(suite.told)}</system-out>`,
      '  </testsuite>',
    ]),
    '</testsuites>',
  ];
  return lines.join('\n');
}

interface Suite {
  readonly name: string;
  readonly cases: readonly string[];
  readonly failures: number;
  /** What changed. */
  readonly told: string;
}

function sum(suites: readonly Suite[], count: (suite: Suite) => number): number {
  return suites.reduce((total, suite) => total + count(suite), 0);
}

function suiteOf({ operation, changes, consumers }: OperationChanges): Suite {
  const older = consumers.map(({ consumer, olderClient }) => caseOf(operation, consumer, olderClient, true));
  const newer = consumers.map(({ consumer, newerClient }) => caseOf(operation, consumer, newerClient, false));
  const failures = consumers.filter(({ olderClient }) => olderClient.answer === 'breaks').length;
  const told = changes.map((change) => `${change.release}: ${changeText(change)}`).join('\n');
  return { name: operation, cases: [...older, ...newer], failures, told };
}

/** Only a client that stops working fails: a newer one waits for the newer GitLab. */
function caseOf(operation: string, consumer: string, verdict: Verdict, mayFail: boolean): string {
  const { client, server, answer } = verdict;
  const head = `<testcase classname="${escapeMarkup(operation)}" name="${consumer} made for ${client} with GitLab ${server}"`;
  const text = escapeMarkup(sentence(consumer, verdict));
  if (answer === 'works') return `    ${head}/>`;
  const inside =
    mayFail && answer === 'breaks'
      ? `<failure type="breaks" message="${escapeMarkup(verdictText(consumer, verdict))}">${text}</failure>`
      : `<system-out>${text}</system-out>`;
  return `    ${head}>${inside}</testcase>`;
}
