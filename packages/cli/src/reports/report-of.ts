import type { Release } from '@gitlab-internal-api/contract';
import type { CheckFlags } from '../check/check-options.ts';
import type { Checking } from '../check/checking.ts';
import type { Report } from './report.ts';
import { hasFailed, toldFindings } from './told-findings.ts';

interface Asked {
  readonly release: Release;
  readonly flags: CheckFlags;
  readonly baseline: ReadonlySet<string>;
}

/** What there is to tell after all recordings were read. */
export function reportOf(checking: Checking, { release, flags, baseline }: Asked): Report {
  const { collector, recordings, problems, operations } = checking;
  const { severity, minCoverage, updateBaseline } = flags;
  const report = {
    command: 'check' as const,
    release,
    severity,
    recordings,
    problems,
    ...toldFindings(collector, baseline),
    operations,
    coverage: checking.coverage.report(),
    minCoverage,
    showsCoverage: flags.coverage === true || minCoverage !== undefined,
    editions: checking.end(),
  };
  return { ...report, exitCode: exitCodeOf(report, updateBaseline === true) };
}

/** An empty recording never passes, and neither does one that could not be read to its end. */
function exitCodeOf(report: Omit<Report, 'exitCode'>, isAccepted: boolean): number {
  const { recordings, coverage, minCoverage = 0, editions } = report;
  const exchanges = recordings.reduce((count, recording) => count + recording.exchanges, 0);
  const problems = recordings.reduce((count, recording) => count + recording.problems, 0);
  if (hasFailed(report) && !isAccepted) return 1;
  if (editions.some(({ works }) => !works)) return 1;
  if (problems > 0) return 2;
  if (exchanges === 0) return 3;
  return coverage.percent < minCoverage ? 1 : 0;
}
