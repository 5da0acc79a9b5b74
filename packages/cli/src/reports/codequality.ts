import { normalize } from 'node:path';
import type { FindingGroup } from '../findings/collector.ts';
import { fullSentence, type Report, whereText } from './report.ts';

/** The report as GitLab's merge requests read it (Code Quality, a subset of Code Climate's format). */
export function codeQualityReport(report: Report): string {
  const problems = report.problems.map(({ at, message }) => ({
    description: message,
    check_name: 'unreadable',
    fingerprint: `${at.file}:${at.line}:${message}`,
    severity: 'blocker',
    location: { path: normalize(at.file), lines: { begin: at.line } },
  }));
  return `${JSON.stringify([...report.findings.map(issueOf), ...problems], null, 2)}\n`;
}

function issueOf(finding: FindingGroup): object {
  const { code, severity, fingerprint, places, fix, count } = finding;
  const [first] = places;
  const times = count === 1 ? '' : ` (${count} times)`;
  return {
    description: `${finding.request}, ${whereText(finding)}: ${fullSentence(finding)} ${fix}${times}`,
    check_name: code,
    fingerprint,
    severity: severity === 'error' ? 'major' : 'minor',
    location: { path: normalize(first?.file ?? ''), lines: { begin: first?.line } },
  };
}
