import type { LogLevel } from '@gitlab-internal-api/server';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { addFindingOptions, type FindingFlags, type ReportTarget, reportFormats } from '../reports/report-options.ts';
import { addListeningOptions, type ListeningFlags } from '../serve/listening-flags.ts';
import { toUpstream, type Upstream } from './upstream.ts';

/** The flags of `proxy` as they were understood. */
export interface ProxyFlags extends ListeningFlags, FindingFlags {
  readonly upstream: Upstream;
  readonly upstreamCa?: string;
  readonly timeout: number;
  readonly ready?: 'json';
  readonly exitWithStdin?: true;
  readonly enforce?: true;
  readonly gitlabVersion: string;
  readonly consumer?: string;
  readonly shellSecretFile?: string;
  readonly kasSecretFile?: string;
  readonly maxBody?: number;
  readonly har?: string;
  readonly ndjson?: string;
  readonly format: readonly ReportTarget[];
  readonly coverage?: true;
  readonly controlPort?: number;
  readonly controlSocket?: string;
  readonly controlToken?: string;
  readonly logLevel: LogLevel;
}

// Written out here too, so that asking for help does not load the server.
const logLevels: readonly LogLevel[] = ['silent', 'error', 'warn', 'info', 'debug'];
const consumers = ['gitlab-shell', 'gitaly', 'geo', 'kas', 'customers-dot', 'opstrace', 'scim-provider'];

/** Declares the flags of `proxy`, in the order in which `--help` shows them. */
export function addProxyOptions(command: Command): Command {
  const upstream = new Option('--upstream <url>', 'the server behind it: http://…, https://… or unix:PATH');
  command
    .optionsGroup('Between whom it stands:')
    .addOption(upstream.argParser(toUpstream).makeOptionMandatory())
    .option('--upstream-ca <file>', 'the authorities of its certificate (PEM)')
    .option('--timeout <seconds>', 'how long the upstream may say nothing', toSeconds, 300);
  addListeningOptions(command);
  // Whatever clients present goes to the upstream as it is.
  command.options.find(({ long }) => long === '--basic-auth')?.hideHelp();
  command
    .addOption(new Option('--ready <format>', 'print one line with the URLs once it answers').choices(['json']))
    .option('--exit-with-stdin', 'stop when standard input ends');
  return addTelling(addExpectations(command));
}

function addExpectations(command: Command): Command {
  return command
    .optionsGroup('What traffic is held against:')
    .option('--enforce', 'refuse what breaks the contract, in place of only telling of it')
    .option('--gitlab-version <release>', 'such as 15.5, v15.5, 15.5.3-ee', 'latest')
    .addOption(new Option('--consumer <name>', 'who calls, whatever the requests say of themselves').choices(consumers))
    .option('--shell-secret-file <file>', "check signatures with GitLab Shell's secret")
    .option('--kas-secret-file <file>', "check signatures with kas's secret, Base64 of 32 bytes")
    .option(
      '--max-body <size>',
      'the largest body that is looked at, in bytes, kb or mb (default: 1mb, or 64mb with --enforce, which refuses larger ones)',
      toBytes,
    );
}

function addTelling(command: Command): Command {
  const format = new Option(
    '--format <format>',
    `text, or json for lines of JSON, while it runs; ${reportFormats.join(', ')} with =FILE for a report at its end; may be repeated`,
  );
  command
    .optionsGroup('What is told and recorded:')
    .option('--har <file>', 'record the traffic under /api, secrets masked')
    .option('--ndjson <file>', 'the same as lines of JSON')
    .addOption(format.argParser(toTargets).default([], 'text'))
    .option('--coverage', 'tell in the end what of the contract the traffic exercised');
  return addFindingOptions(command)
    .option('--control-port <number>', 'serve journal, metrics and health below /-/ on this port of 127.0.0.1', toPort)
    .option('--control-socket <path>', 'serve them on a unix socket')
    .option('--control-token <token>', 'ask for this token there')
    .addOption(
      new Option('--log-level <level>', 'of the JSON lines on standard error').choices(logLevels).default('info'),
    );
}

function toTargets(text: string, others: readonly ReportTarget[] = []): ReportTarget[] {
  const [name = '', ...rest] = text.split('=');
  const file = rest.length === 0 ? undefined : rest.join('=');
  const format = reportFormats.find((known) => known === name);
  if (!format || file === '') throw new InvalidArgumentError(`Allowed are ${reportFormats.join(', ')}, with =FILE.`);
  if (file === undefined && format !== 'text' && format !== 'json')
    throw new InvalidArgumentError(`A report in this format needs a file: ${format}=FILE.`);
  return [...others, { format, file }];
}

function toSeconds(text: string): number {
  if (/^\d{1,6}(\.\d+)?$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('It is a number of seconds, such as 300.');
}

function toPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

function toBytes(text: string): number {
  const [, digits, unit = ''] = /^(\d+) ?(kb|mb)?$/i.exec(text) ?? [];
  const bytes = Number(digits) * ({ kb: 1024, mb: 1024 ** 2 }[unit.toLowerCase()] ?? 1);
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw new InvalidArgumentError('A size is a number of bytes, such as 65536, 500kb or 64mb.');
}

/** Whether standard output is for programs. */
export function isForPrograms(targets: readonly ReportTarget[]): boolean {
  return targets.some(({ format, file }) => format === 'json' && file === undefined);
}
