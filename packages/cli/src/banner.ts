import { resolve } from 'node:path';
import type { Credential } from './credentials.ts';
import type { GivenSecrets } from './secret-files.ts';

/** What the banner tells of. */
export interface Announced {
  readonly release: string;
  readonly url: string;
  /** Those of the default world; real ones are never shown. */
  readonly credentials: readonly Credential[];
  /** Nobody gets in with one where it is missing. */
  readonly shellSecret: string | undefined;
  readonly given: GivenSecrets;
}

/** What a person sees when the server has started. */
export function banner(announced: Announced): string {
  const { release, url, credentials } = announced;
  const places: Credential[] = [
    { name: 'URL', value: url },
    { name: 'Reference', value: `${url}/-/docs` },
    { name: 'Contract', value: `${url}/-/openapi.yaml` },
  ];
  const known =
    credentials.length > 0 ? ['', 'Development credentials, known to everybody:', ...table(credentials)] : [];
  return [
    '',
    `GitLab internal API ${release}: a stub server`,
    '',
    ...table(places),
    ...known,
    '',
    'Try it:',
    ...tryIt(announced),
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n');
}

function table(rows: readonly Credential[]): string[] {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(({ name, value }) => `  ${name.padEnd(width)}  ${value}`);
}

/** A command that works as it stands, and shows no secret that is not known to everybody. */
function tryIt({ url, shellSecret, credentials, given }: Announced): string[] {
  const secret = credentials.find(({ value }) => value === shellSecret)?.value;
  if (secret !== undefined) return check(url, `'Gitlab-Shared-Secret: ${Buffer.from(secret).toString('base64')}'`);
  const file = given.shell?.file;
  if (file === undefined) return [`  curl ${url}/-/health`];
  return check(url, `"Gitlab-Shared-Secret: $(base64 < ${quoted(resolve(file))} | tr -d '\\n')"`);
}

function check(url: string, header: string): string[] {
  return [`  curl -H ${header} \\`, `    ${url}/api/v4/internal/check`];
}

/** For a shell. */
function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
