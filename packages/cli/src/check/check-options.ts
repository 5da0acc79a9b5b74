import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Severity } from '../findings/catalogue.ts';
import { type Selector, toSelectors } from '../findings/selection.ts';
import type { RecordingFormat } from '../recordings/recording.ts';
import type { ReportFormat } from '../reports/report.ts';

/** Where a report goes, standard output unless there is a file. */
export interface ReportTarget {
  readonly format: ReportFormat;
  readonly file: string | undefined;
}

/** The flags of `check` as they were understood. */
export interface CheckFlags {
  readonly inputFormat?: RecordingFormat;
  readonly relativeUrlRoot?: string;
  readonly consumer?: string;
  readonly gitlabVersion: string;
  readonly editions?: string;
  readonly shellSecretFile?: string;
  readonly kasSecretFile?: string;
  readonly format: readonly ReportTarget[];
  readonly html?: string;
  readonly coverage?: true;
  readonly minCoverage?: number;
  readonly severity: Severity;
  readonly only: readonly Selector[];
  readonly ignore: readonly Selector[];
  readonly baseline?: string;
  readonly updateBaseline?: true;
  readonly explain?: string;
}

// Written out here too, so that asking for help does not load what reads recordings and writes reports.
const inputFormats: readonly RecordingFormat[] = ['har', 'ndjson', 'gitlab-shell', 'api-json', 'workhorse'];
const reportFormats: readonly ReportFormat[] = ['text', 'json', 'junit', 'sarif', 'codequality', 'github'];
const consumers = ['gitlab-shell', 'gitaly', 'geo', 'kas', 'customers-dot', 'opstrace', 'scim-provider'];

/** Declares the flags of `check`, in the order in which `--help` shows them. */
export function addCheckOptions(command: Command): Command {
  return addReportOptions(
    command
      .optionsGroup('What is read:')
      .addOption(
        new Option('--input-format <format>', 'how the files are written; by default they tell').choices(inputFormats),
      )
      .option('--relative-url-root <path>', 'what stands before /api in the URLs; by default they tell')
      .addOption(
        new Option('--consumer <name>', 'who called, whatever the requests say of themselves').choices(consumers),
      )
      .optionsGroup('What it is held against:')
      .option('--gitlab-version <release>', 'such as 15.5, v15.5, 15.5.3-ee', 'latest')
      .option('--editions <range>', 'tell which releases of a range such as 13.7..15.6 the recording works with')
      .option('--shell-secret-file <file>', "check signatures with GitLab Shell's secret")
      .option('--kas-secret-file <file>', "check signatures with kas's secret, Base64 of 32 bytes"),
  );
}

function addReportOptions(command: Command): Command {
  return command
    .optionsGroup('What is told:')
    .addOption(
      new Option('--format <format>', `${reportFormats.join(', ')}; junit=FILE writes a file; may be repeated`)
        .argParser(toReportTargets)
        .default([], 'text'),
    )
    .option('--html <file>', 'write a page with the findings and the coverage')
    .option('--coverage', 'tell what of the contract the recording exercised')
    .option('--min-coverage <percent>', 'fail when it exercised less', toPercent)
    .addOption(
      new Option('--severity <severity>', 'the least that fails').choices(['error', 'warning']).default('error'),
    )
    .addOption(
      new Option('--only <codes>', 'tell only these findings, such as missing-parameter@checkGitAccess')
        .argParser(toSelectors)
        .default([], 'all'),
    )
    .addOption(new Option('--ignore <codes>', 'tell all but these findings').argParser(toSelectors).default([], 'none'))
    .option('--baseline <file>', 'tell only findings that the file does not list')
    .option('--update-baseline', 'write the findings into the baseline')
    .option('--explain <code>', 'tell what a finding means, and exit');
}

function toReportTargets(text: string, others: readonly ReportTarget[] = []): ReportTarget[] {
  const [name = '', ...rest] = text.split('=');
  const format = reportFormats.find((known) => known === name);
  const file = rest.length === 0 ? undefined : rest.join('=');
  if (!format) throw new InvalidArgumentError(`Allowed formats are ${reportFormats.join(', ')}.`);
  if (file === '') throw new InvalidArgumentError(`It names no file: ${format}=FILE.`);
  return [...others, { format, file }];
}

function toPercent(text: string): number {
  const percent = Number(text.replace(/%$/, ''));
  if (text.trim() !== '' && percent >= 0 && percent <= 100) return percent;
  throw new InvalidArgumentError('It is a percentage between 0 and 100, such as 80.');
}
