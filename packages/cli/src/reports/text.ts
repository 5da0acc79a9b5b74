import { styleText } from 'node:util';
import type { EditionRow } from '../check/editions.ts';
import type { FindingGroup } from '../findings/collector.ts';
import { coverageText } from './coverage-text.ts';
import {
  counted,
  countOf,
  fullSentence,
  placeText,
  problemsTitle,
  type Report,
  recordingText,
  totalText,
  whereText,
} from './report.ts';
import { wrap } from './wrap.ts';

type Colour = 'red' | 'yellow' | 'green' | 'bold' | 'dim';

type Paint = (colour: Colour, text: string) => string;

/** The report for a person at a terminal, within 80 columns. */
export function textReport(report: Report, isColoured: boolean): string {
  const paint: Paint = (colour, text) => (isColoured ? styleText(colour, text, { validateStream: false }) : text);
  const sections = [
    ...groupsOf(report.findings).map((group) => groupText(group, paint)),
    problemsText(report, paint),
    editionsText(report.editions, paint),
    report.showsCoverage ? coverageText(report.coverage, report.minCoverage) : [],
    summaryText(report, paint),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** The findings of one operation and one consumer stand together. */
function groupsOf(findings: readonly FindingGroup[]): FindingGroup[][] {
  return [
    ...Map.groupBy(findings, ({ operation, request, consumer }) => `${operation?.id ?? request} ${consumer}`).values(),
  ];
}

function groupText(findings: readonly FindingGroup[], paint: Paint): string[] {
  const [first] = findings;
  if (!first) return [];
  const { operation, request, consumer } = first;
  const title = operation ? `${operation.id} (${request}), ${consumer}` : `${request}, ${consumer}`;
  return [...wrap(title).map((line) => paint('bold', line)), ...findings.flatMap((each) => findingText(each, paint))];
}

function findingText(finding: FindingGroup, paint: Paint): string[] {
  const { severity, code, count, places, fix, contract } = finding;
  const colour = severity === 'error' ? 'red' : 'yellow';
  const times = count === 1 ? '' : `, ${count} times`;
  const more = count > places.length ? ` and ${count - places.length} more` : '';
  return [
    `  ${paint(colour, severity)} ${code}${times}`,
    ...wrap(`${whereText(finding)}: ${fullSentence(finding)}`, 4),
    ...wrap(fix, 4),
    ...wrap(`${places.map(placeText).join(', ')}${more}`, 4).map((line) => paint('dim', line)),
    ...contractText(contract).map((line) => paint('dim', line)),
  ];
}

/** File and pointer are copied one by one where both do not fit on a line. */
function contractText({ file, pointer }: FindingGroup['contract']): string[] {
  const [line = '', ...others] = wrap(`${file}#${pointer}`, 4);
  return others.length === 0 ? [line] : [...wrap(file, 4), ...wrap(`#${pointer}`, 4)];
}

function problemsText(report: Report, paint: Paint): string[] {
  const { problems, recordings } = report;
  const all = recordings.reduce((count, recording) => count + recording.problems, 0);
  if (all === 0) return [];
  const rest = all > problems.length ? [`  and ${all - problems.length} more`] : [];
  const lines = problems.flatMap(({ at, message }) => wrap(`${placeText(at)}: ${message}`, 2));
  return [paint('red', problemsTitle(report)), ...lines, ...rest];
}

function editionsText(editions: readonly EditionRow[], paint: Paint): string[] {
  if (editions.length === 0) return [];
  return [paint('bold', 'Releases'), ...editions.flatMap((row) => editionText(row, paint))];
}

function editionText({ from, to, works, errors, first }: EditionRow, paint: Paint): string[] {
  const span = (from === to ? from : `${from} to ${to}`).padEnd(15);
  if (works || !first) return [`  ${span}${paint('green', 'works')}`];
  const times = errors === 1 ? 'breaks once' : `breaks ${errors} times`;
  return [`  ${span}${paint('red', times)}`, ...wrap(`${placeText(first.at)}: ${first.code}: ${first.sentence}`, 17)];
}

function summaryText(report: Report, paint: Paint): string[] {
  const { stale, recordings } = report;
  const colour = countOf(report, 'error').kinds > 0 ? 'red' : report.exitCode === 0 ? 'green' : 'yellow';
  const exchanges = recordings.reduce((count, recording) => count + recording.exchanges, 0);
  return [
    ...recordings.flatMap((recording) => wrap(recordingText(recording))),
    ...(stale > 0 ? wrap(`${counted(stale, 'finding')} of the baseline not found any more: --update-baseline`) : []),
    ...(exchanges === 0 ? ['There is nothing under /api to check.'] : []),
    ...wrap(totalText(report)).map((line) => paint(colour, line)),
  ];
}
