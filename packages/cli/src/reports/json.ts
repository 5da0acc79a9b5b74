import { findingJson } from '../findings/finding-json.ts';
import { fullSentence, type Report, whereText } from './report.ts';

/** The report for programs. */
export function jsonReport(report: Report): string {
  const { release, recordings, problems, known, stale, ignored, overflow, editions, exitCode } = report;
  const { coverage, minCoverage, showsCoverage } = report;
  const told = {
    version: 1,
    gitlab_version: release,
    exit_code: exitCode,
    recordings: recordings.map(({ notChecked, ...recording }) => ({ ...recording, not_checked: notChecked })),
    problems,
    findings: report.findings.map(findingOf),
    baseline: { known, stale },
    ignored,
    overflow,
    ...(editions.length > 0 && { editions }),
    ...(showsCoverage && { coverage, min_coverage: minCoverage }),
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

function findingOf(finding: Report['findings'][number]): object {
  const { contract, fix, isTolerated = false, fingerprint, count, places } = finding;
  const said = { where: whereText(finding), sentence: fullSentence(finding), fix, tolerated_by_gitlab: isTolerated };
  return { ...findingJson(finding), ...said, contract, fingerprint, count, places };
}
