import { Command, InvalidArgumentError } from 'commander';
import { addCheckOptions, type CheckFlags } from '../check/check-options.ts';

/** The flags of `verify` as they were understood. */
export interface VerifyFlags
  extends Pick<CheckFlags, 'format' | 'severity' | 'only' | 'ignore' | 'baseline' | 'updateBaseline' | 'explain'> {
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

/** What is told is told as `check` tells it. */
const told = ['--format', '--severity', '--only', '--ignore', '--baseline', '--update-baseline', '--explain'];

/** Declares the flags of `verify`, in the order in which `--help` shows them. */
export function addVerifyOptions(command: Command): Command {
  command
    .optionsGroup('Who is asked:')
    .option('--base-url <url>', 'what stands before /api, such as http://gdk.test:3000', toBaseUrl)
    .option('--socket <path>', 'the unix socket at which it listens')
    .option('--rate <number>', 'how many requests a second at most', toRate, 20)
    .optionsGroup('What is asked:')
    .option('--facts <file>', 'users, keys, projects, tokens to use there: a world file, as for serve --world')
    .option('--allow-writes', 'ask also for what changes something')
    .option('--shell-secret-file <file>', 'the secret of GitLab Shell; also $GITLAB_SHELL_SECRET_FILE')
    .option('--kas-secret-file <file>', 'the secret of kas, Base64 of 32 bytes; also $GITLAB_KAS_SECRET_FILE')
    .option('--gitlab-version <release>', 'such as 15.5, v15.5, 15.5.3-ee (default: what the server says it is)')
    .option('--plan', 'print what would be asked, and ask nothing')
    .optionsGroup('What is told:');
  for (const option of addCheckOptions(new Command()).options)
    if (told.includes(option.long ?? '')) command.addOption(option);
  return command.option('--verbose', 'tell each finding with a curl command that shows it, secrets masked');
}

/** Understands the URL below which the API is, and drops the slash at its end. */
function toBaseUrl(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') return text.replace(/\/+$/, '');
  throw new InvalidArgumentError('A base URL begins with http:// or https://, such as http://127.0.0.1:3001.');
}

function toRate(text: string): number {
  const rate = Number(text);
  if (text.trim() !== '' && rate > 0 && Number.isFinite(rate)) return rate;
  throw new InvalidArgumentError('That is a number of requests a second, such as 20.');
}
