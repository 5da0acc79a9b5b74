import { type Command, InvalidArgumentError, Option } from 'commander';
import { toBaseUrl } from '../base-url.ts';
import { orNearest } from '../nearest.ts';
import { addSecretOptions } from '../serve/secret-options.ts';
import { type Consumer, consumers } from './consumers.ts';

/** The flags of `token` as they were understood. */
export interface TokenFlags {
  readonly as?: Consumer;
  readonly explain?: string;
  readonly format?: 'text' | 'header' | 'curl' | 'json';
  readonly baseUrl?: string;
  readonly socket?: string;
  readonly expiresIn?: number;
  readonly sharedSecret?: true;
  readonly gitlabVersion: string;
  readonly world?: string;
  readonly shellSecretFile?: string;
  readonly kasSecretFile?: string;
  readonly now?: Date;
}

/** Declares the flags of `token`, in the order in which `--help` shows them. */
export function addTokenOptions(command: Command): Command {
  command
    .optionsGroup('Make one:')
    .addOption(
      new Option('--as <program>', `who asks: ${consumers.join(', ')}`).argParser(toConsumer).conflicts('explain'),
    )
    .addOption(
      new Option(
        '--format <format>',
        'text is the header and a curl command, header and curl are one of them, json is all of it',
      ).choices(['text', 'header', 'curl', 'json']),
    )
    .addOption(new Option('--header', 'the same as --format header').implies({ format: 'header' }))
    .option('--base-url <url>', 'where curl asks (default: http://127.0.0.1:3001)', toBaseUrl)
    .option('--socket <path>', 'the unix socket at which curl asks', toText)
    .option(
      '--expires-in <seconds>',
      'how long a JSON Web Token is good (default: as long as the program makes it)',
      toSeconds,
    )
    .option('--shared-secret', "GitLab Shell's shared secret, and no JSON Web Token; before 15.3 there is nothing else")
    .optionsGroup('Explain one:')
    .option(
      '--explain <header>',
      "'NAME: VALUE', a value alone, or - for standard input: what is it, and would it pass? The exit status is 0 if it would, else 1",
    )
    .optionsGroup('Against what:')
    .option('--gitlab-version <release>', 'such as 15.5, v15.5, 15.5.3-ee', 'latest')
    .option(
      '--world <file>',
      'whose tokens and secrets: a YAML file, or default, geo-secondary or access-matrix, which ship',
    );
  return addSecretOptions(command).option(
    '--now <instant>',
    "the time, for a world whose clock is not the machine's",
    toInstant,
  );
}

function toConsumer(text: string): Consumer {
  const consumer = consumers.find((name) => name === text);
  if (consumer) return consumer;
  throw new InvalidArgumentError(`Allowed choices are ${consumers.join(', ')}${orNearest(text, consumers)}.`);
}

function toSeconds(text: string): number {
  const [, sign = '', digits = ''] = /^(-?)(\d{1,9})s?$/.exec(text) ?? [];
  if (digits !== '') return Number(`${sign}${digits}`);
  throw new InvalidArgumentError('That is a number of seconds, such as 60; a negative one makes a token that expired.');
}

function toInstant(text: string): Date {
  const instant = new Date(text);
  if (!Number.isNaN(instant.getTime())) return instant;
  throw new InvalidArgumentError('An instant is written as 2026-05-05T10:00:00Z.');
}

function toText(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It is empty.');
}
