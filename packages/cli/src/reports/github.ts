import { fullSentence, type Report, totalText, whereText } from './report.ts';

/** The report as commands of GitHub Actions, which become annotations. */
export function githubReport(report: Report): string {
  const findings = report.findings.map((finding) => {
    const { severity, code, count, places, fix } = finding;
    const times = count === 1 ? '' : ` (${count} times)`;
    const text = `${finding.request}, ${whereText(finding)}: ${fullSentence(finding)} ${fix}${times}`;
    return command(severity, { file: places[0]?.file, line: places[0]?.line, title: code }, text);
  });
  const problems = report.problems.map(({ at, message }) =>
    command('error', { file: at.file, line: at.line, title: 'unreadable' }, message),
  );
  return `${[...findings, ...problems, command('notice', {}, totalText(report))].join('\n')}\n`;
}

function command(name: string, properties: Record<string, string | number | undefined>, text: string): string {
  const told = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeProperty(String(value))}`],
  );
  return `::${name}${told.length === 0 ? '' : ' '}${told.join(',')}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
