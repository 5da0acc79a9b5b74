import type { Release } from '@gitlab-internal-api/contract';
import type { CheckFlags } from '../check/check-options.ts';
import type { Checking } from '../check/checking.ts';
import { countOf, type Report } from './report.ts';

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
    release,
    severity,
    recordings,
    problems,
    findings: collector.groups(),
    overflow: collector.overflow,
    known: collector.known,
    stale: [...baseline].filter((fingerprint) => !collector.seen.has(fingerprint)).length,
    ignored: collector.ignored,
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
  const { severity, recordings, coverage, minCoverage = 0, editions, overflow } = report;
  const exchanges = recordings.reduce((count, recording) => count + recording.exchanges, 0);
  const problems = recordings.reduce((count, recording) => count + recording.problems, 0);
  const failing = countOf(report, 'error').kinds + (severity === 'warning' ? countOf(report, 'warning').kinds : 0);
  const fails = failing + overflow > 0 && !isAccepted;
  if (fails || editions.some(({ works }) => !works)) return 1;
  if (problems > 0) return 2;
  if (exchanges === 0) return 3;
  return coverage.percent < minCoverage ? 1 : 0;
}
