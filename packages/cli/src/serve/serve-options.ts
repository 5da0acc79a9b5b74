import type { ServerOptions } from '@gitlab-internal-api/server';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { addListeningOptions, type ListeningFlags } from './listening-flags.ts';
import { addSecretOptions } from './secret-options.ts';

const programs = ['gitlab-shell', 'gitaly', 'kas'] as const;

/** A program whose configuration is known. */
export type Program = (typeof programs)[number];

/** The flags of `serve` as they were understood. */
export interface ServeFlags extends ListeningFlags {
  readonly ready?: 'json';
  readonly exitWithStdin?: true;
  readonly printConfig?: Program;
  readonly gitlabVersion: string;
  readonly world?: string;
  readonly watch?: true;
  readonly printWorld?: true;
  readonly database: string;
  readonly handling: ServerOptions['handling'];
  readonly shellSecretFile?: string;
  readonly kasSecretFile?: string;
  readonly allowDevCredentials?: true;
  readonly controlToken?: string;
  readonly externalUrl?: string;
  readonly gitalyAddress?: string;
  readonly gitalyToken?: string;
  readonly cors?: string;
  readonly maxBody: number;
  readonly maxQueue: number;
  readonly journalEntries: number;
  readonly logLevel: ServerOptions['logLevel'];
}

// Written out here too, so that asking for help does not load the server.
const handlings: readonly ServerOptions['handling'][] = ['strict', 'lenient'];
const logLevels: readonly ServerOptions['logLevel'][] = ['silent', 'error', 'warn', 'info', 'debug'];

/** Declares the flags of `serve`, in the order in which `--help` shows them. */
export function addServeOptions(command: Command): Command {
  addListeningOptions(command.optionsGroup('Where it listens:'))
    .addOption(
      new Option('--ready <format>', 'print one line with the URLs once it answers, and no banner').choices(['json']),
    )
    .option(
      '--exit-with-stdin',
      'stop when standard input ends, so that it does not outlive the program that started it',
    )
    .addOption(
      new Option('--print-config <program>', 'print the configuration that points a program here, and exit').choices(
        programs,
      ),
    )
    .optionsGroup('What it is:')
    .option('--gitlab-version <release>', 'such as 15.5, v15.5, 15.5.3-ee', 'latest')
    .option(
      '--world <file>',
      'the users, projects and settings it starts with: a YAML file, or default, geo-secondary or access-matrix, which ship',
    )
    .option('--watch', 'start again from the world file whenever it changes')
    .option('--print-world', 'print the world as it was understood, and exit')
    .option('--database <name>', 'where its state is kept: memory, sqlite:FILE or postgres://…', 'memory')
    .addOption(
      new Option('--handling <how>', 'strict refuses what breaks the contract, lenient only what GitLab refuses too')
        .choices(handlings)
        .default('strict'),
    );
  return addSecretOptions(command.optionsGroup('Credentials:'))
    .option(
      '--allow-dev-credentials',
      'accept the well-known development credentials on an address that others can reach',
    )
    .option(
      '--control-token <token>',
      'ask for this token under /-/, which is then there on every address; by default only this machine may use it',
      toText,
    )
    .optionsGroup('What it tells its clients:')
    .option('--external-url <url>', 'stands in URLs of replies; by default where it listens', toExternalUrl)
    .option('--gitaly-address <address>', 'such as unix:/run/gitaly.socket or tcp://127.0.0.1:8075', toText)
    .option('--gitaly-token <token>', 'the token that Gitaly wants', toText)
    .optionsGroup('Requests, journal and log:')
    .option('--cors <origin>', 'the origin from which browsers may call, or *', toOrigin)
    .addOption(
      new Option('--max-body <size>', 'the largest body that is read, in bytes, kb or mb')
        .argParser(toBytes)
        .default(toBytes('64mb'), '64mb'),
    )
    .option(
      '--max-queue <number>',
      'how many requests may wait for their turn; those that come then are refused with 503',
      toQueue,
      1000,
    )
    .option(
      '--journal-entries <number>',
      'how many requests and replies of each world it remembers, secrets masked, for GET /-/worlds/NAME/journal; 0 for none',
      toCount,
      1000,
    )
    .addOption(
      new Option('--log-level <level>', 'of the JSON lines on standard error').choices(logLevels).default('info'),
    );
}

/** Understands a number of bytes such as `500kb`. */
function toBytes(text: string): number {
  const [, digits, unit = ''] = /^(\d+) ?(kb|mb)?$/i.exec(text) ?? [];
  const bytes = Number(digits) * ({ kb: 1024, mb: 1024 ** 2 }[unit.toLowerCase()] ?? 1);
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw new InvalidArgumentError('A size is a number of bytes, such as 65536, 500kb or 64mb.');
}

/** Understands how many requests may wait; where none may, none would ever be answered. */
function toQueue(text: string): number {
  const length = Number(text);
  if (/^\d{1,7}$/.test(text) && length >= 1 && length <= 1_000_000) return length;
  throw new InvalidArgumentError('It is a whole number from 1 to 1000000.');
}

/** Understands how many entries a journal has room for. */
function toCount(text: string): number {
  if (/^\d{1,7}$/.test(text) && Number(text) <= 1_000_000) return Number(text);
  throw new InvalidArgumentError('It is a whole number from 0 to 1000000.');
}

/** Understands the origin of a page. */
function toOrigin(text: string): string {
  if (text === '*') return text;
  const url = webUrl(text);
  if (url?.pathname === '/' && url.search === '' && url.hash === '' && url.username === '') return url.origin;
  throw new InvalidArgumentError('An origin is a scheme, a host and perhaps a port, such as http://localhost:8080.');
}

/** Understands the URL of an installation, and drops the slash at its end. */
function toExternalUrl(text: string): string {
  const url = webUrl(text);
  if (url && url.search === '' && url.hash === '') return text.replace(/\/+$/, '');
  throw new InvalidArgumentError(
    'An external URL begins with http:// or https://, such as https://gitlab.example.com.',
  );
}

function webUrl(text: string): URL | undefined {
  const url = URL.parse(text);
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

function toText(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It is empty.');
}
