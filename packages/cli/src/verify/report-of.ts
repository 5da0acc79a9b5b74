import type { Collector } from '../findings/collector.ts';
import type { TrafficChecker } from '../findings/traffic-checker.ts';
import type { Report, ReportedProblem } from '../reports/report.ts';
import { hasFailed, toldFindings } from '../reports/told-findings.ts';
import type { VerifyFlags } from './flags.ts';
import type { Verifying } from './verifying.ts';

interface Asked {
  /** Whom was asked. */
  readonly name: string;
  readonly collector: Collector;
  readonly checker: TrafficChecker;
  readonly baseline: ReadonlySet<string>;
  readonly flags: VerifyFlags;
  /** How many requests there were to ask. */
  readonly planned: number;
}

/** What there is to tell of what was asked, as `check` tells it; what was not asked any more is a problem. */
export function reportOf(verifying: Verifying, { name, collector, checker, baseline, flags, planned }: Asked): Report {
  const { severity, updateBaseline } = flags;
  const { asked, operations, coverage } = verifying;
  const problems = problemsOf(asked, planned);
  const told = { file: name, format: undefined, exchanges: asked, others: 0, notChecked: {} };
  const report = {
    command: 'verify' as const,
    release: checker.release,
    severity,
    recordings: [{ ...told, problems: problems.length }],
    problems,
    ...toldFindings(collector, baseline),
    operations,
    coverage: coverage.report(),
    minCoverage: undefined,
    showsCoverage: false,
    editions: [],
  };
  if (problems.length > 0) return { ...report, exitCode: 2 };
  return { ...report, exitCode: hasFailed(report) && updateBaseline !== true ? 1 : 0 };
}

function problemsOf(asked: number, planned: number): ReportedProblem[] {
  if (asked === planned) return [];
  return [{ at: { file: 'plan', line: asked + 1 }, message: `stopped after ${asked} of ${planned} requests` }];
}
