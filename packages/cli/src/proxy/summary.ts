import { countOf, type Report } from '../reports/report.ts';
import type { Inspector } from './inspector.ts';
import type { ProxyFlags } from './proxy-options.ts';

/** What there is to tell when the proxy ends. */
export function summaryOf(inspector: Inspector, { severity, coverage }: ProxyFlags): Report {
  const { collector, checker, count, operations } = inspector;
  const report = {
    release: checker.release,
    severity,
    recordings: [count.summary()],
    problems: [],
    findings: collector.groups(),
    overflow: collector.overflow,
    known: 0,
    stale: 0,
    ignored: collector.ignored,
    operations,
    coverage: inspector.coverage.report(),
    minCoverage: undefined,
    showsCoverage: coverage === true,
    editions: [],
  };
  const failing = countOf(report, 'error').kinds + (severity === 'warning' ? countOf(report, 'warning').kinds : 0);
  // A proxy that nobody has used has found nothing; unlike an empty recording that is no mistake.
  return { ...report, exitCode: failing + report.overflow > 0 ? 1 : 0 };
}
