import { resolve } from 'node:path';
import type { ListeningOptions, RunningServer } from '@gitlab-internal-api/server';
import { quoted } from '../quoted.ts';
import type { Credential } from './credentials.ts';
import type { GivenSecrets } from './secret-files.ts';

/** What the banner tells of. */
export interface Announced {
  readonly release: string;
  readonly server: Pick<RunningServer, 'url' | 'socket' | 'secrets'>;
  readonly listening: ListeningOptions;
  /** Those of the default world; real ones are never shown. */
  readonly credentials: readonly Credential[];
  readonly given: GivenSecrets;
}

/** What a person sees when the server has started. */
export function banner(announced: Announced): string {
  const { release, credentials } = announced;
  const known =
    credentials.length > 0 ? ['', 'Development credentials, known to everybody:', ...table(credentials)] : [];
  return [
    '',
    `GitLab internal API ${release}: a stub server`,
    '',
    ...table(placesOf(announced)),
    ...known,
    '',
    'Try it:',
    ...tryIt(announced),
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n');
}

function placesOf({ server: { url, socket }, listening }: Announced): Credential[] {
  const places = [
    { name: 'URL', value: url },
    { name: 'Reference', value: `${url}/-/docs` },
    { name: 'Contract', value: `${url}/-/openapi.yaml` },
  ];
  const port = listening.port === undefined ? [] : places;
  return socket === undefined ? port : [...port, { name: 'Socket', value: socket }];
}

function table(rows: readonly Credential[]): string[] {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(({ name, value }) => `  ${name.padEnd(width)}  ${value}`);
}

/** A command that works as it stands, and shows no secret that is not known to everybody. */
function tryIt(announced: Announced): string[] {
  const { server, credentials, given } = announced;
  const { url, words } = way(announced);
  // Nobody gets in with the secret of the shell where there is none.
  const secret = credentials.find(({ value }) => value === server.secrets.shell)?.value;
  const file = given.shell?.file;
  if (secret === undefined && file === undefined) return curl([...words, `${url}/-/health`]);
  const header = `Gitlab-Shared-Secret: ${secret === undefined ? encoded(String(file)) : base64(secret)}`;
  const quote = secret === undefined ? '"' : "'";
  return curl([`-H ${quote}${header}${quote}`, ...words, `${url}/api/v4/internal/check`]);
}

/** What `curl` has to be told to get there; the socket where the port wants a certificate that nobody has given here. */
function way({ server: { url, socket }, listening }: Announced): { url: string; words: string[] } {
  const { port, tls, basicAuth, relativeUrlRoot = '' } = listening;
  // Without the password, curl asks for it.
  const user = basicAuth ? [`--user ${quoted(basicAuth.user)}`] : [];
  if (socket !== undefined && (port === undefined || tls?.clientAuthorities !== undefined))
    return { url: `http://localhost${relativeUrlRoot}`, words: [`--unix-socket ${quoted(socket)}`, ...user] };
  if (!tls) return { url, words: user };
  const own = tls.clientAuthorities === undefined ? [] : ['--cert YOUR.pem --key YOUR.key'];
  return { url, words: [`--cacert ${quoted(resolve(tls.certificate))}`, ...own, ...user] };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** What a shell makes of a file's content. */
function encoded(file: string): string {
  return `$(base64 < ${quoted(resolve(file))} | tr -d '\\n')`;
}

function curl(words: readonly string[]): string[] {
  return words.map(
    (word, index) => `${index === 0 ? '  curl ' : '    '}${word}${index < words.length - 1 ? ' \\' : ''}`,
  );
}
