import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Severity } from '../findings/catalogue.ts';
import { refuseOppositeSelectors, type Selector, toSelectors } from '../findings/selection.ts';
import { UserError } from '../user-error.ts';
import type { ReportFormat } from './report.ts';
import { refuseUnwritable } from './unwritable.ts';

/** Where a report goes, standard output unless there is a file. */
export interface ReportTarget {
  readonly format: ReportFormat;
  readonly file: string | undefined;
}

/** Which findings are told, and which of them fail. */
export interface FindingFlags {
  readonly severity: Severity;
  readonly only: readonly Selector[];
  readonly ignore: readonly Selector[];
}

/** How findings are told, and which of them are known. */
export interface ReportFlags extends FindingFlags {
  readonly format: readonly ReportTarget[];
  readonly baseline?: string;
  readonly updateBaseline?: true;
  readonly explain?: string;
}

/** The formats of a report; written out here too, so that asking for help does not load what writes them. */
export const reportFormats: readonly ReportFormat[] = ['text', 'json', 'junit', 'sarif', 'codequality', 'github'];

/** Declares in which formats is told, and where. */
export function addFormatOption(command: Command): Command {
  return command.addOption(
    new Option('--format <format>', `${reportFormats.join(', ')}; junit=FILE writes a file; may be repeated`)
      .argParser(toReportTargets)
      .default([], 'text'),
  );
}

/** Declares which findings are told. */
export function addFindingOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--severity <severity>', 'the least that fails').choices(['error', 'warning']).default('error'),
    )
    .addOption(
      new Option('--only <codes>', 'tell only these findings, such as missing-parameter@checkGitAccess')
        .argParser(toSelectors)
        .default([], 'all'),
    )
    .addOption(
      new Option('--ignore <codes>', 'tell all but these findings').argParser(toSelectors).default([], 'none'),
    );
}

/** Declares what is known of findings beforehand. */
export function addBaselineOptions(command: Command): Command {
  return command
    .option('--baseline <file>', 'tell only findings that the file does not list')
    .option('--update-baseline', 'write the findings into the baseline')
    .option('--explain <code>', 'tell what a finding means, and exit');
}

/** Where reports go. */
export function targetsOf({ format }: Pick<ReportFlags, 'format'>): readonly ReportTarget[] {
  return format.length === 0 ? [{ format: 'text', file: undefined }] : format;
}

/** Refuses flags that contradict each other, and files that cannot be written. */
export function refuseReportMistakes({ only, ignore, updateBaseline, baseline, format }: ReportFlags): void {
  refuseOppositeSelectors(only, ignore);
  if (updateBaseline && baseline === undefined)
    throw new UserError('--update-baseline needs the file to write: --baseline FILE');
  if (format.filter(({ file }) => file === undefined).length > 1)
    throw new UserError('only one format can go to standard output; give the others a file: --format junit=report.xml');
  refuseUnwritableTargets(format);
  if (updateBaseline && baseline !== undefined) refuseUnwritable(baseline, 'baseline');
}

/** Refuses reports that could not be written in the end. */
export function refuseUnwritableTargets(targets: readonly ReportTarget[]): void {
  for (const { file } of targets) if (file !== undefined) refuseUnwritable(file, 'report');
}

function toReportTargets(text: string, others: readonly ReportTarget[] = []): ReportTarget[] {
  const [name = '', ...rest] = text.split('=');
  const format = reportFormats.find((known) => known === name);
  const file = rest.length === 0 ? undefined : rest.join('=');
  if (!format) throw new InvalidArgumentError(`Allowed formats are ${reportFormats.join(', ')}.`);
  if (file === '') throw new InvalidArgumentError(`It names no file: ${format}=FILE.`);
  return [...others, { format, file }];
}
