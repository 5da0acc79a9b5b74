import type { Collector } from '../findings/collector.ts';
import { countOf, type Report } from './report.ts';

/** What a report tells of findings. */
export function toldFindings(
  collector: Collector,
  baseline: ReadonlySet<string>,
): Pick<Report, 'findings' | 'overflow' | 'known' | 'stale' | 'ignored'> {
  const { overflow, known, ignored, seen } = collector;
  const stale = [...baseline].filter((fingerprint) => !seen.has(fingerprint)).length;
  return { findings: collector.groups(), overflow, known, stale, ignored };
}

/** Whether something was found that is reason enough to fail. */
export function hasFailed(report: Pick<Report, 'findings' | 'severity' | 'overflow'>): boolean {
  const warnings = report.severity === 'warning' ? countOf(report, 'warning').kinds : 0;
  return countOf(report, 'error').kinds + warnings + report.overflow > 0;
}
