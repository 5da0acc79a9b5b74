import { type Command, InvalidArgumentError, Option } from 'commander';
import type { RecordingFormat } from '../recordings/recording.ts';
import { addBaselineOptions, addFindingOptions, addFormatOption, type ReportFlags } from '../reports/report-options.ts';

/** The flags of `check` as they were understood. */
export interface CheckFlags extends ReportFlags {
  readonly inputFormat?: RecordingFormat;
  readonly relativeUrlRoot?: string;
  readonly consumer?: string;
  readonly gitlabVersion: string;
  readonly editions?: string;
  readonly shellSecretFile?: string;
  readonly kasSecretFile?: string;
  readonly html?: string;
  readonly coverage?: true;
  readonly minCoverage?: number;
}

// Written out here too, so that asking for help does not load what reads recordings.
const inputFormats: readonly RecordingFormat[] = ['har', 'ndjson', 'gitlab-shell', 'api-json', 'workhorse'];
const consumers = ['gitlab-shell', 'gitaly', 'geo', 'kas', 'customers-dot', 'opstrace', 'scim-provider'];

/** Declares the flags of `check`, in the order in which `--help` shows them. */
export function addCheckOptions(command: Command): Command {
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
    .option('--kas-secret-file <file>', "check signatures with kas's secret, Base64 of 32 bytes");
  addFormatOption(command.optionsGroup('What is told:'))
    .option('--html <file>', 'write a page with the findings and the coverage')
    .option('--coverage', 'tell what of the contract the recording exercised')
    .option('--min-coverage <percent>', 'fail when it exercised less', toPercent);
  return addBaselineOptions(addFindingOptions(command));
}

function toPercent(text: string): number {
  const percent = Number(text.replace(/%$/, ''));
  if (text.trim() !== '' && percent >= 0 && percent <= 100) return percent;
  throw new InvalidArgumentError('It is a percentage between 0 and 100, such as 80.');
}
