import type { Release } from '@gitlab-internal-api/contract';
import type { EditionRow } from '../check/editions.ts';
import type { CoverageReport } from '../coverage/coverage.ts';
import type { Severity } from '../findings/catalogue.ts';
import type { FindingGroup, FoundAt } from '../findings/collector.ts';
import type { RecordingFormat } from '../recordings/recording.ts';

/** The formats of a report. */
export type ReportFormat = 'text' | 'json' | 'junit' | 'sarif' | 'codequality' | 'github';

/** Something in a recording that could not be read. */
export interface ReportedProblem {
  readonly at: FoundAt;
  readonly message: string;
}

/** What became of one recording. */
export interface RecordingSummary {
  readonly file: string;
  readonly format: RecordingFormat | undefined;
  /** Exchanges under `/api`. */
  readonly exchanges: number;
  /** Exchanges elsewhere, and lines of a log that tell of something else. */
  readonly others: number;
  /** What could not be checked, and in how many exchanges. */
  readonly notChecked: Readonly<Record<string, number>>;
  /** How many things could not be read; the first are among the problems of the report. */
  readonly problems: number;
}

/** All that there is to tell. */
export interface Report {
  /** Who tells it. */
  readonly command: 'check' | 'proxy' | 'verify';
  readonly release: Release;
  readonly severity: Severity;
  readonly recordings: readonly RecordingSummary[];
  readonly problems: readonly ReportedProblem[];
  readonly findings: readonly FindingGroup[];
  /** Findings of so many kinds that they were not told apart. */
  readonly overflow: number;
  readonly known: number;
  readonly stale: number;
  readonly ignored: number;
  /** How many exchanges each operation had. */
  readonly operations: Readonly<Record<string, number>>;
  readonly coverage: CoverageReport;
  readonly minCoverage: number | undefined;
  readonly showsCoverage: boolean;
  readonly editions: readonly EditionRow[];
  readonly exitCode: number;
}

/** How often something of a severity was found. */
export function countOf({ findings }: Pick<Report, 'findings'>, severity: Severity): { kinds: number; times: number } {
  const own = findings.filter((finding) => finding.severity === severity);
  return { kinds: own.length, times: own.reduce((count, finding) => count + finding.count, 0) };
}

/** Where something stands, as people read it. */
export function placeText({ file, line, entry }: FoundAt): string {
  return entry === undefined ? `${file}:${line}` : `${file}:${line} (entry ${entry})`;
}

/** Which part of a message a finding is about. */
export function whereText({ message, in: place, pointer, status }: FindingGroup): string {
  if (place === 'request') return 'request';
  const whole = status === undefined ? message : `${message} ${status}`;
  if (place === 'status') return whole;
  return pointer === '' ? `${whole} ${place}` : `${whole} ${place} ${pointer}`;
}

/** What is wrong, and that GitLab does not mind where it does not. */
export function fullSentence({ sentence, isTolerated }: FindingGroup): string {
  return isTolerated ? `${sentence}. GitLab itself lets it pass.` : `${sentence}.`;
}

/** What problems are, as people read it. */
export function problemsTitle({ command }: Report): string {
  return command === 'verify' ? 'What was not asked' : 'What could not be read';
}

/** A number with what it counts: `1 error`, `2 errors`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What became of a recording, in one line. */
export function recordingText({ file, format, exchanges, others, notChecked, problems }: RecordingSummary): string {
  const missed = Object.entries(notChecked).map(([what, count]) => `${what} (${count})`);
  const parts = [
    `${file}${format === undefined ? '' : ` (${format})`}: ${counted(exchanges, 'exchange')}`,
    ...(others > 0 ? [`${others} other`] : []),
    ...(problems > 0 ? [`${counted(problems, 'problem')}`] : []),
    ...(missed.length > 0 ? [`not recorded and so not checked: ${missed.join(', ')}`] : []),
  ];
  return parts.join('; ');
}

/** All in one line. */
export function totalText(report: Report): string {
  const [errors, warnings] = [countOf(report, 'error'), countOf(report, 'warning')];
  const exchanges = report.recordings.reduce((count, recording) => count + recording.exchanges, 0);
  const found = [
    `${counted(errors.kinds, 'error')} (${counted(errors.times, 'time')})`,
    `${counted(warnings.kinds, 'warning')} (${counted(warnings.times, 'time')})`,
    ...(report.known > 0 ? [`${report.known} known from the baseline`] : []),
    ...(report.ignored > 0 ? [`${report.ignored} ignored`] : []),
    ...(report.overflow > 0 ? [`${report.overflow} of too many kinds to tell them apart`] : []),
  ];
  return `${counted(exchanges, 'exchange')} against GitLab ${report.release}: ${found.join(', ')}`;
}
