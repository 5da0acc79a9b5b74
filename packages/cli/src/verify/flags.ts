import { type Command, InvalidArgumentError } from 'commander';
import { toBaseUrl } from '../base-url.ts';
import { addBaselineOptions, addFindingOptions, addFormatOption, type ReportFlags } from '../reports/report-options.ts';
import { addSecretOptions } from '../serve/secret-options.ts';

/** The flags of `verify` as they were understood. */
export interface VerifyFlags extends ReportFlags {
  readonly baseUrl?: string;
  readonly socket?: string;
  readonly gitlabVersion?: string;
  readonly facts?: string;
  readonly allowWrites?: true;
  readonly rate: number;
  readonly shellSecretFile?: string;
  readonly kasSecretFile?: string;
  readonly plan?: true;
  readonly verbose?: true;
}

/** Declares the flags of `verify`, in the order in which `--help` shows them. */
export function addVerifyOptions(command: Command): Command {
  command
    .optionsGroup('Who is asked:')
    .option('--base-url <url>', 'what stands before /api, such as http://gdk.test:3000', toBaseUrl)
    .option('--socket <path>', 'the unix socket at which it listens')
    .option('--rate <number>', 'how many requests a second at most', toRate, 20)
    .optionsGroup('What is asked:')
    .option('--facts <file>', 'users, keys, projects, tokens to use there: a world file, as for serve --world')
    .option('--allow-writes', 'ask also for what changes something');
  addSecretOptions(command)
    .option('--gitlab-version <release>', 'such as 15.5, v15.5, 15.5.3-ee (default: what the server says it is)')
    .option('--plan', 'print what would be asked, and ask nothing');
  addFormatOption(command.optionsGroup('What is told:'));
  addBaselineOptions(addFindingOptions(command));
  return command.option('--verbose', 'tell each finding with a curl command that shows it, secrets masked');
}

function toRate(text: string): number {
  const rate = Number(text);
  if (text.trim() !== '' && rate > 0 && Number.isFinite(rate)) return rate;
  throw new InvalidArgumentError('That is a number of requests a second, such as 20.');
}
