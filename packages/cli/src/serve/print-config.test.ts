import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folderWith, kasSecret, run, start, world } from '../command-under-test.ts';

/** What is printed for a program. */
async function printed(...words: string[]): Promise<string> {
  const { status, stdout, stderr } = await run('serve', '--print-config', ...words);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

const certificates = join(import.meta.dirname, '../../../server/test-data/certificates');
const https = ['--tls-cert', join(certificates, 'server.pem'), '--tls-key', join(certificates, 'server.key')];

describe('the configuration of GitLab Shell', () => {
  test('names the port, and the secret file', async () => {
    const folder = folderWith({ secret: 'real' });
    const text = await printed('gitlab-shell', '--port', '4100', '--shell-secret-file', join(folder, 'secret'));
    expect(text).toBe(
      `# For GitLab Shell's config.yml.\ngitlab_url: http://127.0.0.1:4100\nsecret_file: ${folder}/secret\n`,
    );
  });

  test('names the socket as GitLab Shell writes it, with root and Basic credentials beside', async () => {
    const words = [
      '--socket',
      '/run/a b/api.socket',
      '--relative-url-root',
      '/gitlab',
      '--basic-auth',
      'git:pass:word',
    ];
    expect(parse(await printed('gitlab-shell', ...words))).toMatchObject({
      gitlab_url: 'http+unix://%2Frun%2Fa%20b%2Fapi.socket',
      gitlab_relative_url_root: '/gitlab',
      http_settings: { user: 'git', password: 'pass:word' },
    });
  });

  test('holds the root in the URL of a port, and the authority of HTTPS', async () => {
    const words = ['--port', '4100', '--host', '::1', '--relative-url-root', 'gitlab/', ...https];
    expect(parse(await printed('gitlab-shell', ...words))).toEqual({
      gitlab_url: 'https://[::1]:4100/gitlab',
      secret_file: join(process.cwd(), '.gitlab_shell_secret'),
      http_settings: { ca_file: join(certificates, 'server.pem') },
    });
  });

  test('comes with a command that writes the development secret', async () => {
    const text = await printed('gitlab-shell');
    const [, command = ''] = /^# {3}(printf .*)$/m.exec(text) ?? [];
    const folder = folderWith({});
    execFileSync('sh', ['-c', command.replace(process.cwd(), folder)]);
    expect(readFileSync(join(folder, '.gitlab_shell_secret'), 'utf8')).toBe('gitlab-shell-dev-secret');
  });

  test('shows neither the secret of the environment nor that of a world', async () => {
    const file = join(folderWith({ 'world.yaml': world }), 'world.yaml');
    expect(await printed('gitlab-shell', '--world', file)).toMatch(
      /Write the world's secrets\.shell into .*(?!world-secret)/,
    );
    const running = start(['serve', '--print-config', 'gitlab-shell'], { GITLAB_SHELL_SECRET: 'very-real' });
    const { stdout } = await running.ended;
    expect(stdout).toContain('printf %s "$GITLAB_SHELL_SECRET" > ');
    expect(stdout).not.toContain('very-real');
  });
});

test('the configuration of Gitaly is TOML', async () => {
  const folder = folderWith({ secret: 'real' });
  const secret = ['--shell-secret-file', join(folder, 'secret')];
  const socket = ['--socket', '/run/api.socket', '--relative-url-root', '/gitlab', '--basic-auth', 'git:pa"ss'];
  expect(await printed('gitaly', ...socket, ...secret)).toBe(`# For Gitaly's config.toml.
[gitlab]
url = "http+unix://%2Frun%2Fapi.socket"
relative_url_root = "/gitlab"
secret_file = "${folder}/secret"

[gitlab.http-settings]
user = "git"
password = "pa\\"ss"
`);
  expect(await printed('gitaly', ...secret)).toBe(
    `# For Gitaly's config.toml.\n[gitlab]\nurl = "http://127.0.0.1:3001"\nsecret_file = "${folder}/secret"\n`,
  );
  expect(
    await printed('gitaly', ...https, '--tls-client-ca', join(certificates, 'authority.pem'), ...secret),
  ).toContain(
    `# The client certificate it shows is that of its own [tls] section.\n[gitlab]\nurl = "https://127.0.0.1:3001"\n`,
  );
});

test('the configuration of kas names the port and its own secret', async () => {
  const folder = folderWith({ kas: kasSecret });
  expect(
    parse(await printed('kas', ...https, '--socket', '/run/api.socket', '--kas-secret-file', join(folder, 'kas'))),
  ).toEqual({
    gitlab: {
      address: 'https://127.0.0.1:3001',
      authentication_secret_file: join(folder, 'kas'),
      ca_certificate_file: join(certificates, 'server.pem'),
    },
  });
});

describe('a configuration is refused', () => {
  test.each([
    [
      'a port that nobody knows yet',
      ['gitaly', '--port', '0'],
      '--print-config needs a port that is known before: --port NUMBER',
    ],
    [
      'kas over a socket',
      ['kas', '--socket', '/run/api.socket'],
      'kas reaches GitLab over TCP only; add --port NUMBER',
    ],
    [
      'kas with Basic credentials',
      ['kas', '--basic-auth', 'a:b'],
      "kas has no Basic credentials: it needs the header for the agent's token; leave --basic-auth out",
    ],
    [
      'GitLab Shell with a client certificate',
      ['gitlab-shell', ...https, '--tls-client-ca', join(certificates, 'authority.pem')],
      'gitlab-shell shows GitLab no client certificate; leave --tls-client-ca out',
    ],
  ])('%s', async (_, words, message) => {
    expect(await run('serve', '--print-config', ...words)).toEqual({
      status: 2,
      stdout: '',
      stderr: `error: ${message}\n`,
    });
  });
});
