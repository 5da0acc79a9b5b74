import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, type Running, run, start } from '../command-under-test.ts';

const certificates = join(import.meta.dirname, '../../../server/test-data/certificates');
const certificate = join(certificates, 'server.pem');
const https = ['--tls-cert', certificate, '--tls-key', join(certificates, 'server.key')];
const newSocket = () => join(folderWith({}), 'api.socket');

/** Starts a server that prints one line. */
async function serve(
  ...words: string[]
): Promise<Running & { ready: { url: string; urls: string[]; socket?: string } }> {
  const running = start(['serve', '--ready', 'json', '--log-level', 'silent', ...words]);
  return { ...running, ready: JSON.parse(await running.written('stdout', '\n')) };
}

function curl(...words: string[]): string {
  return execFileSync('curl', ['--silent', '--show-error', ...words], { encoding: 'utf8' });
}

describe('a server listens', () => {
  test('on a socket alone, and says so', async () => {
    const socket = newSocket();
    const { ready } = await serve('--socket', socket);
    const url = `http+unix://${encodeURIComponent(socket)}`;
    expect(ready).toMatchObject({ url, urls: [url], socket });
    expect(curl('--unix-socket', socket, 'http://unix/-/health')).toBe('{"status":"ok"}');
  });

  test('on a socket and a port that speaks HTTPS, below a root, with Basic credentials', async () => {
    const socket = newSocket();
    const words = ['--port', '0', ...https, '--relative-url-root', '/gitlab', '--basic-auth', 'git:lab'];
    const { ready } = await serve('--socket', socket, ...words);
    expect(ready.urls).toEqual([
      expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+\/gitlab$/),
      `http+unix://${encodeURIComponent(socket)}/gitlab`,
    ]);
    const credentials = ['--user', 'git:lab'];
    expect(curl(...credentials, '--unix-socket', socket, 'http://unix/gitlab/-/health')).toBe('{"status":"ok"}');
    expect(curl(...credentials, '--cacert', certificate, `${ready.url}/-/health`)).toBe('{"status":"ok"}');
  });
});

test('a certificate that is not accepted is told in the log, with the reason', async () => {
  const authority = join(certificates, 'authority.pem');
  const running = start(['serve', '--ready', 'json', '--port', '0', ...https, '--tls-client-ca', authority]);
  const { url } = JSON.parse(await running.written('stdout', '\n'));
  const own = ['--cert', join(certificates, 'stranger.pem'), '--key', join(certificates, 'stranger.key')];
  expect(() => curl('--cacert', certificate, ...own, `${url}/-/health`)).toThrow();
  await running.written('stderr', /DEPTH_ZERO_SELF_SIGNED_CERT.*a client did not get through the TLS handshake/);
});

describe('the banner has a command that works', () => {
  test.each([
    ['over a socket', () => ['--socket', newSocket(), '--relative-url-root', '/gitlab']],
    ['over HTTPS', () => ['--port', '0', ...https]],
    [
      'over the socket where the port wants certificates',
      () => ['--port', '0', ...https, '--tls-client-ca', join(certificates, 'authority.pem'), '--socket', newSocket()],
    ],
  ])('%s', async (_, words) => {
    const { written } = start(['serve', ...words()]);
    const banner = await written('stdout', 'Ctrl-C stops it.');
    const command = banner.slice(banner.indexOf('Try it:') + 'Try it:'.length, banner.indexOf('Ctrl-C'));
    const answer = execFileSync('sh', ['-c', command.replace('curl', 'curl --silent')], { encoding: 'utf8' });
    expect(JSON.parse(answer)).toMatchObject({ api_version: 'v4' });
  });

  test('with Basic credentials it names the user and not the password', async () => {
    const { written } = start(['serve', '--port', '0', '--basic-auth', 'git:hidden-word']);
    const banner = await written('stdout', 'Ctrl-C stops it.');
    expect(banner).toContain('--user git ');
    expect(banner).not.toContain('hidden-word');
  });
});

describe('the socket file is removed', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('at %s', async (signal) => {
    const socket = newSocket();
    const { child, ended } = await serve('--socket', socket);
    expect(lstatSync(socket).isSocket()).toBe(true);
    child.kill(signal);
    expect(await ended).toMatchObject({ status: 0 });
    expect(existsSync(socket)).toBe(false);
  });

  test('at another Ctrl-C that does not wait for what is under way', async () => {
    const socket = newSocket();
    const { child, ended } = await serve('--socket', socket);
    request({ socketPath: socket, path: '/api/v4/internal/allowed', method: 'POST' })
      .on('error', () => undefined)
      .write('{');
    curl('--unix-socket', socket, 'http://unix/-/health');
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ status: 130 });
    expect(existsSync(socket)).toBe(false);
  });
});

describe('a mistake in where to listen is told on one line', () => {
  test.each([
    [
      'a certificate without its key',
      ['--tls-cert', certificate],
      /--tls-cert needs the key of the certificate: --tls-key FILE/,
    ],
    [
      'a key without its certificate',
      ['--tls-key', certificate],
      /--tls-key needs the certificate of the key: --tls-cert FILE/,
    ],
    [
      'client authorities without HTTPS',
      ['--tls-client-ca', certificate],
      /--tls-client-ca needs HTTPS: --tls-cert FILE and --tls-key FILE/,
    ],
    [
      'a key of another certificate',
      ['--tls-cert', certificate, '--tls-key', join(certificates, 'client.key')],
      /client\.key does not belong to the certificate .*server\.pem/,
    ],
    [
      'a certificate that cannot be read',
      ['--tls-cert', '/nowhere', '--tls-key', '/nowhere'],
      /cannot read the certificate \/nowhere: no such file/,
    ],
    [
      'a socket path that is too long',
      ['--socket', `/tmp/${'x'.repeat(120)}`],
      /the path of the socket has 125 bytes, and this system allows 10[37]: /,
    ],
    ['a socket in no folder', ['--socket', '/nowhere/api.socket'], /there is no folder \/nowhere/],
    ['an empty socket path', ['--socket', ''], /argument '' is invalid/],
    [
      'a root with a query',
      ['--relative-url-root', '/gitlab?x'],
      /argument '\/gitlab\?x' is invalid\. A relative URL root is a path such as \/gitlab\./,
    ],
    ['a root that climbs', ['--relative-url-root', '/gitlab/..'], /is invalid/],
    [
      'Basic credentials without a password',
      ['--basic-auth', 'gitlab'],
      /argument 'gitlab' is invalid\. Basic credentials are a user and a password/,
    ],
    ['a program that is unknown', ['--print-config', 'workhorse'], /Allowed choices are gitlab-shell, gitaly, kas/],
  ])('%s', async (_, words, message) => {
    const { status, stdout, stderr } = await run('serve', ...words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*\n$/);
    expect(stderr).toMatch(message);
  });

  test('a socket on which another server listens', async () => {
    const socket = newSocket();
    await serve('--socket', socket);
    const { status, stderr } = await run('serve', '--socket', socket);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `error: another server listens on the socket ${socket}; stop it or choose another path\n`,
    });
  });

  test('a file in the place of the socket', async () => {
    const socket = newSocket();
    writeFileSync(socket, '');
    const { status, stderr } = await run('serve', '--socket', socket);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `error: ${socket} is no socket; it stays as it is, choose another path\n`,
    });
  });
});
