import { writeFileSync } from 'node:fs';
import { print } from '../output.ts';
import { systemProblem, UserError } from '../user-error.ts';
import { codeQualityReport } from './codequality.ts';
import { githubReport } from './github.ts';
import { htmlReport } from './html.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import type { Report, ReportFormat } from './report.ts';
import type { ReportTarget } from './report-options.ts';
import { sarifReport } from './sarif.ts';
import { textReport } from './text.ts';

const writers: Record<ReportFormat, (report: Report, isColoured: boolean) => string> = {
  text: textReport,
  json: jsonReport,
  junit: junitReport,
  sarif: sarifReport,
  codequality: codeQualityReport,
  github: githubReport,
};

/** Writes a report in each of the formats asked for. */
export async function writeReports(report: Report, targets: readonly ReportTarget[], html?: string): Promise<void> {
  for (const { format, file } of targets) {
    if (file === undefined) await print(writers[format](report, isColoured()));
    else write(file, writers[format](report, false));
  }
  if (html !== undefined) write(html, htmlReport(report));
}

/** Colours are for people at a terminal who do not mind them (https://no-color.org). */
function isColoured(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UserError(`cannot write the report ${file}: ${systemProblem(error)}`);
  }
}
