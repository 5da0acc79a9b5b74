import type { Collector } from '../findings/collector.ts';
import type { TrafficChecker } from '../findings/traffic-checker.ts';
import { countOf, type Report } from '../reports/report.ts';
import type { VerifyFlags } from './flags.ts';
import type { Verifying } from './verifying.ts';

interface Asked {
  /** Whom was asked. */
  readonly name: string;
  readonly collector: Collector;
  readonly checker: TrafficChecker;
  readonly baseline: ReadonlySet<string>;
  readonly flags: VerifyFlags;
}

/** What there is to tell after everything was asked, as `check` tells it. */
export function reportOf(verifying: Verifying, { name, collector, checker, baseline, flags }: Asked): Report {
  const { severity, updateBaseline } = flags;
  const { asked, operations, coverage } = verifying;
  const report = {
    release: checker.release,
    severity,
    recordings: [{ file: name, format: undefined, exchanges: asked, others: 0, notChecked: {}, problems: 0 }],
    problems: [],
    findings: collector.groups(),
    overflow: collector.overflow,
    known: collector.known,
    stale: [...baseline].filter((fingerprint) => !collector.seen.has(fingerprint)).length,
    ignored: collector.ignored,
    operations,
    coverage: coverage.report(),
    minCoverage: undefined,
    showsCoverage: false,
    editions: [],
  };
  const failing = countOf(report, 'error').kinds + (severity === 'warning' ? countOf(report, 'warning').kinds : 0);
  return { ...report, exitCode: failing + report.overflow > 0 && updateBaseline !== true ? 1 : 0 };
}
