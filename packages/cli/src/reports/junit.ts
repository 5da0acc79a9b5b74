import type { FindingGroup } from '../findings/collector.ts';
import { escapeMarkup } from './markup.ts';
import { fullSentence, placeText, type Report, recordingText, whereText } from './report.ts';

/** A suite of tests: an operation, or what reached none. */
interface Suite {
  readonly name: string;
  readonly cases: readonly string[];
  readonly failures: number;
  readonly errors: number;
}

/** The report as JUnit XML in the dialect of Jenkins: a suite for each operation, a test for each kind of finding. */
export function junitReport(report: Report): string {
  const suites = [...operationSuites(report), ...straySuite(report), recordingSuite(report)];
  const sum = (count: (suite: Suite) => number) => suites.reduce((total, suite) => total + count(suite), 0);
  const counts = `tests="${sum(({ cases }) => cases.length)}" failures="${sum(({ failures }) => failures)}" errors="${sum(({ errors }) => errors)}"`;
  const head = `<testsuites name="gitlab-internal-api ${report.command}" ${counts}>`;
  return `${['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites.flatMap(suiteLines), '</testsuites>'].join('\n')}\n`;
}

function operationSuites({ operations, findings, severity }: Report): Suite[] {
  const names = new Set([...Object.keys(operations), ...findings.flatMap(({ operation }) => operation?.id ?? [])]);
  return [...names].sort().map((name) => {
    const own = findings.filter(({ operation }) => operation?.id === name);
    const passed = `    <testcase classname="${escapeMarkup(name)}" name="${operations[name] ?? 0} exchanges"/>`;
    return suiteOf(name, own, severity, [passed]);
  });
}

function straySuite({ findings, severity }: Report): Suite[] {
  const own = findings.filter(({ operation }) => !operation);
  return own.length === 0 ? [] : [suiteOf('undocumented', own, severity, [])];
}

function suiteOf(name: string, findings: readonly FindingGroup[], least: Report['severity'], first: string[]): Suite {
  const failures = findings.filter(({ severity }) => severity === 'error' || least === 'warning').length;
  return { name, cases: [...first, ...findings.map((finding) => caseOf(name, finding, least))], failures, errors: 0 };
}

/** A warning that does not fail is a test that passes with something to say. */
function caseOf(suite: string, finding: FindingGroup, least: Report['severity']): string {
  const { severity, code, consumer } = finding;
  const title = escapeMarkup(`${code}: ${whereText(finding)} (${finding.request}, ${consumer})`);
  const text = escapeMarkup(detailsOf(finding));
  const inside =
    severity === 'error' || least === 'warning'
      ? `<failure type="${code}" message="${escapeMarkup(fullSentence(finding))}">${text}</failure>`
      : `<system-out>${text}</system-out>`;
  return `    <testcase classname="${escapeMarkup(suite)}" name="${title}">${inside}</testcase>`;
}

function detailsOf(finding: FindingGroup): string {
  const { fix, count, places, contract, severity } = finding;
  const more = count > places.length ? [`and ${count - places.length} more`] : [];
  const where = [...places.map(placeText), ...more].join('\n');
  return `${severity}: ${fullSentence(finding)} ${fix}\n${contract.file}#${contract.pointer}\n${where}`;
}

/** A recording that could not be read is an error of the test, not a failure. */
function recordingSuite({ recordings, problems }: Report): Suite {
  const cases = recordings.map((recording) => {
    // What is only one has all problems, also where they stand in a plan that is no file.
    const own = problems.filter(({ at }) => recordings.length === 1 || at.file === recording.file);
    const name = escapeMarkup(recordingText(recording));
    const inside = own.map(
      ({ at, message }) => `<error type="unreadable" message="${escapeMarkup(`${placeText(at)}: ${message}`)}"/>`,
    );
    return `    <testcase classname="recordings" name="${name}">${inside.join('')}</testcase>`;
  });
  return { name: 'recordings', cases, failures: 0, errors: problems.length };
}

function suiteLines({ name, cases, failures, errors }: Suite): string[] {
  const counts = `tests="${cases.length}" failures="${failures}" errors="${errors}"`;
  return [`  <testsuite name="${escapeMarkup(name)}" ${counts}>`, ...cases, '  </testsuite>'];
}
