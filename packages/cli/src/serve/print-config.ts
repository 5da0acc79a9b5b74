import { resolve } from 'node:path';
import type { portUrl, socketUrl } from '@gitlab-internal-api/server';
import { stringify } from 'yaml';
import { quoted } from '../quoted.ts';
import { UserError } from '../user-error.ts';
import type { Credential } from './credentials.ts';
import { type ListeningFlags, listeningOf } from './listening-flags.ts';
import type { GivenSecrets } from './secret-files.ts';
import type { Program } from './serve-options.ts';

/** What a configuration is made of. */
export interface Configured {
  readonly flags: ListeningFlags;
  readonly given: GivenSecrets;
  /** Secrets that everybody knows, so that they may be shown. */
  readonly known: readonly Credential[];
  /** How the server names its listeners. */
  readonly urls: { readonly portUrl: typeof portUrl; readonly socketUrl: typeof socketUrl };
}

/** The part of a program's configuration that points it at a server with these flags. */
export function configurationOf(program: Program, configured: Configured): string {
  return writers[program](placeOf(program, configured), configured);
}

/** Where a program finds the server, and what it needs to get in. */
interface Place {
  readonly url: string;
  /** Only beside a socket; a URL of TCP holds it. */
  readonly root: string | undefined;
  readonly settings: { readonly user?: string; readonly password?: string; readonly ca_file?: string };
  readonly wantsCertificate: boolean;
}

/** The socket, as in most installations, and the port where there is none. */
function placeOf(program: Program, { flags, urls }: Configured): Place {
  const { port, host, socket, tls, relativeUrlRoot: root, basicAuth } = listeningOf(flags);
  if (socket !== undefined && program !== 'kas')
    return {
      url: urls.socketUrl(socket),
      root: root || undefined,
      settings: { ...basicAuth },
      wantsCertificate: false,
    };
  if (port === undefined) throw new UserError(`${program} reaches GitLab over TCP only; add --port NUMBER`);
  if (port === 0) throw new UserError('--print-config needs a port that is known before: --port NUMBER');
  refuseTheImpossible(program, flags);
  return {
    url: urls.portUrl(tls ? 'https' : 'http', host, port) + (root ?? ''),
    root: undefined,
    // Go takes the server's own certificate for an authority as well.
    settings: { ...basicAuth, ...(tls && { ca_file: resolve(tls.certificate) }) },
    wantsCertificate: tls?.clientAuthorities !== undefined,
  };
}

function refuseTheImpossible(program: Program, { basicAuth, tlsClientCa }: ListeningFlags): void {
  if (program === 'kas' && basicAuth)
    throw new UserError(
      "kas has no Basic credentials: it needs the header for the agent's token; leave --basic-auth out",
    );
  if (program !== 'gitaly' && tlsClientCa !== undefined)
    throw new UserError(`${program} shows GitLab no client certificate; leave --tls-client-ca out`);
}

const writers: Record<Program, (place: Place, configured: Configured) => string> = {
  'gitlab-shell': ({ url, root, settings }, configured) => {
    const { file, remarks } = secretFile('shell', configured);
    const content = {
      gitlab_url: url,
      ...(root !== undefined && { gitlab_relative_url_root: root }),
      secret_file: file,
      ...(Object.keys(settings).length > 0 && { http_settings: settings }),
    };
    return commented(["For GitLab Shell's config.yml.", ...remarks], stringify(content, { lineWidth: 0 }));
  },
  gitaly: ({ url, root, settings, wantsCertificate }, configured) => {
    const { file, remarks } = secretFile('shell', configured);
    const gitlab = { url, ...(root !== undefined && { relative_url_root: root }), secret_file: file };
    const tables = [table('gitlab', gitlab), table('gitlab.http-settings', settings)];
    const certificate = wantsCertificate ? ['The client certificate it shows is that of its own [tls] section.'] : [];
    return commented(["For Gitaly's config.toml.", ...certificate, ...remarks], tables.filter(Boolean).join('\n'));
  },
  kas: ({ url, settings: { ca_file } }, configured) => {
    const { file, remarks } = secretFile('kas', configured);
    const gitlab = { address: url, authentication_secret_file: file, ...(ca_file && { ca_certificate_file: ca_file }) };
    const old = configured.flags.relativeUrlRoot ? ['Older releases of kas drop the path of the address.'] : [];
    return commented(
      ['For the configuration file of kas.', ...old, ...remarks],
      stringify({ gitlab }, { lineWidth: 0 }),
    );
  },
};

const names = { shell: 'GitLab Shell secret', kas: 'kas secret' };

/** The file that holds a secret; where there is none yet, a remark tells how to write it. A real secret is never shown. */
function secretFile(name: 'shell' | 'kas', { given, known }: Configured): { file: string; remarks: string[] } {
  const own = given[name];
  if (own?.file !== undefined) return { file: resolve(own.file), remarks: [] };
  const file = resolve(`.gitlab_${name}_secret`);
  if (own) return { file, remarks: written(`"$GITLAB_${name.toUpperCase()}_SECRET"`, file) };
  const value = known.find((credential) => credential.name === names[name])?.value;
  if (value !== undefined) return { file, remarks: written(quoted(value.trim()), file) };
  return { file, remarks: [`Write the world's secrets.${name} into ${file} first.`] };
}

function written(word: string, file: string): string[] {
  return ['Write the secret into its file first:', `  printf %s ${word} > ${quoted(file)}`];
}

/** A table of TOML; the strings of JSON are strings of TOML. Nothing where it has no rows. */
function table(name: string, rows: Readonly<Record<string, string>>): string {
  const lines = Object.entries(rows).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`);
  return lines.length === 0 ? '' : [`[${name}]\n`, ...lines].join('');
}

function commented(remarks: readonly string[], content: string): string {
  return `${remarks.map((remark) => `# ${remark}\n`).join('')}${content}`;
}
