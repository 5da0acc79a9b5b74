import type { ReportTarget } from '../reports/report-options.ts';
import { type Live, LiveLines, LiveText } from './live.ts';
import { isForPrograms } from './proxy-options.ts';

/** How standard output tells of findings while they are found; colours are for terminals (https://no-color.org). */
export function liveOf(targets: readonly ReportTarget[]): Live {
  const write = (line: string) => process.stdout.write(`${line}\n`);
  const isColoured = process.stdout.isTTY === true && !process.env.NO_COLOR;
  return isForPrograms(targets) ? new LiveLines(write) : new LiveText(write, isColoured);
}
