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
  const { code, severity, operation, request, consumer, message, in: place, pointer, status } = finding;
  const { contract, fix, isTolerated = false, fingerprint, count, places } = finding;
  return {
    code,
    severity,
    operation: operation?.id ?? null,
    request,
    consumer,
    message,
    in: place,
    pointer,
    status: status ?? null,
    where: whereText(finding),
    sentence: fullSentence(finding),
    fix,
    tolerated_by_gitlab: isTolerated,
    contract,
    fingerprint,
    count,
    places,
  };
}
