import { resolve } from 'node:path';
import type { ListeningOptions } from '@gitlab-internal-api/server';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { UserError } from '../user-error.ts';

/** The flags that say where and how `serve` listens. */
export interface ListeningFlags {
  /** Undefined where it listens on no port. */
  readonly port?: number;
  readonly host: string;
  readonly socket?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsClientCa?: string;
  readonly relativeUrlRoot?: string;
  readonly basicAuth?: { readonly user: string; readonly password: string };
}

const usualPort = { port: 3001 };

/** Declares those flags; whatever concerns the port implies it. */
export function addListeningOptions(command: Command): Command {
  return command
    .option('--port <number>', '0 for any free port (default: 3001, or no port with --socket)', toPort)
    .addOption(
      new Option('--host <address>', 'the address to listen on')
        .argParser(toHost)
        .default('127.0.0.1')
        .implies(usualPort),
    )
    .option('--socket <path>', 'a unix socket; with --port it listens on both', toText)
    .addOption(new Option('--tls-cert <file>', 'makes the port speak HTTPS (PEM)').implies(usualPort))
    .option('--tls-key <file>', 'the key of that certificate (PEM)')
    .option('--tls-client-ca <file>', 'refuse clients without a certificate of these authorities (PEM)')
    .option('--relative-url-root <path>', 'everything is below it, such as /gitlab', toRoot)
    .option(
      '--basic-auth <user:password>',
      'want HTTP Basic credentials too, as a proxy would; then no token fits into Authorization (kas, SCIM)',
      toBasicCredentials,
    );
}

/** Fills in the port where nothing says that there is none. */
export function withPort<Flags extends ListeningFlags>(flags: Flags): Flags {
  return flags.port === undefined && flags.socket === undefined ? { ...flags, ...usualPort } : flags;
}

/** What the flags mean to the server. */
export function listeningOf(flags: ListeningFlags): ListeningOptions {
  const { port, host, socket, relativeUrlRoot, basicAuth } = flags;
  return { port, host, socket: socket && resolve(socket), tls: tlsOf(flags), relativeUrlRoot, basicAuth };
}

function tlsOf({ tlsCert, tlsKey, tlsClientCa }: ListeningFlags): ListeningOptions['tls'] {
  if (tlsCert !== undefined && tlsKey !== undefined)
    return { certificate: tlsCert, key: tlsKey, clientAuthorities: tlsClientCa };
  if (tlsCert !== undefined) throw new UserError('--tls-cert needs the key of the certificate: --tls-key FILE');
  if (tlsKey !== undefined) throw new UserError('--tls-key needs the certificate of the key: --tls-cert FILE');
  if (tlsClientCa !== undefined) throw new UserError('--tls-client-ca needs HTTPS: --tls-cert FILE and --tls-key FILE');
  return undefined;
}

/** Understands a port's number. */
function toPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

/** Understands a host: a name or an address, the latter also in the brackets of a URL. */
function toHost(text: string): string {
  const host = text.replace(/^\[(.*)\]$/, '$1');
  if (/^[\w.:%-]+$/.test(host)) return host;
  throw new InvalidArgumentError('A host is a name or an address such as 127.0.0.1, ::1 or 0.0.0.0.');
}

/** Understands the path under which GitLab is installed; `/` is as good as none. */
function toRoot(text: string): string {
  const segments = text.replaceAll(/^\/|\/$/g, '').split('/');
  if (segments.length === 1 && segments[0] === '') return '';
  if (segments.every((segment) => /^[\w~.-]+$/.test(segment) && !/^\.+$/.test(segment)))
    return `/${segments.join('/')}`;
  throw new InvalidArgumentError('A relative URL root is a path such as /gitlab.');
}

/** Understands credentials; GitLab Shell and Gitaly send none unless both parts are there. */
function toBasicCredentials(text: string): { user: string; password: string } {
  const [, user, password] = /^([^:]+):(.+)$/s.exec(text) ?? [];
  if (user !== undefined && password !== undefined) return { user, password };
  throw new InvalidArgumentError('Basic credentials are a user and a password, such as gitlab:secret.');
}

function toText(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It is empty.');
}
