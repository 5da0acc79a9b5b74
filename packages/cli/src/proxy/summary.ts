import type { Report } from '../reports/report.ts';
import { hasFailed, toldFindings } from '../reports/told-findings.ts';
import type { Inspector } from './inspector.ts';
import type { ProxyFlags } from './proxy-options.ts';

/** What there is to tell when the proxy ends. */
export function summaryOf(inspector: Inspector, { severity, coverage }: ProxyFlags): Report {
  const { collector, checker, count, operations } = inspector;
  const report = {
    command: 'proxy' as const,
    release: checker.release,
    severity,
    recordings: [count.summary()],
    problems: [],
    ...toldFindings(collector, new Set()),
    operations,
    coverage: inspector.coverage.report(),
    minCoverage: undefined,
    showsCoverage: coverage === true,
    editions: [],
  };
  // A proxy that nobody has used has found nothing; unlike an empty recording that is no mistake.
  return { ...report, exitCode: hasFailed(report) ? 1 : 0 };
}
