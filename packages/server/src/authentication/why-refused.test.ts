import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { call, kasSecret, shellJwt, shellSecret } from '../requests.test-support.ts';
import { startStub } from '../start-stub.ts';
import { reasons } from './explained.test-support.ts';

const check = 'GET /api/v4/internal/check';
const usage = 'POST /api/v4/internal/kubernetes/usage_metrics';

const base64 = (text: string) => Buffer.from(text).toString('base64');

const now = () => Math.floor(Date.now() / 1000);

const signed = (iss: string, key: string | Uint8Array, alg = 'HS256') =>
  new SignJWT({ iss, iat: now(), exp: now() + 60 }).setProtectedHeader({ alg }).sign(Buffer.from(key));

const unsigned = (header: object, claims: object) =>
  `${base64(JSON.stringify(header))}.${base64(JSON.stringify(claims))}.`.replaceAll('=', '');

/** A secret whose Base64 holds letters of which the alphabet of URLs has others. */
const odd = 'odd>>>???secret';

describe('The shared secret is refused because it is', () => {
  test.each<[string, string, string]>([
    ['the secret itself', shellSecret, 'the secret itself, not its Base64'],
    [
      'with two newlines',
      base64(`${shellSecret}\n\n`),
      'the Base64 of the secret with more white space around it than the newline that GitLab forgives',
    ],
    ['Base64 twice', base64(base64(shellSecret)), 'the Base64 of the Base64 of the secret'],
    ['hexadecimal', Buffer.from(shellSecret).toString('hex'), 'the secret in hexadecimal, not in Base64'],
    [
      'that of kas',
      base64(kasSecret),
      "this is the Base64 of the secret of kas (which is Base64 already); wanted is the Base64 of GitLab Shell's secret",
    ],
    [
      'that of kas as it stands in its file',
      kasSecret,
      "this is the secret of kas itself; wanted is the Base64 of GitLab Shell's secret",
    ],
    [
      'the token of an agent',
      'agent-dev-token',
      "this is the token of agent 1 (production); wanted is the Base64 of GitLab Shell's secret",
    ],
    ['another one', base64('another secret'), 'the Base64 of another secret'],
    ['empty', ' ', 'empty'],
  ])('%s', async (_what, value, reason) => {
    expect(await reasons(check, { headers: { 'Gitlab-Shared-Secret': value } })).toBe(`GitlabSharedSecret: ${reason}`);
  });

  test('in the alphabet of URLs', async () => {
    const headers = { 'Gitlab-Shared-Secret': Buffer.from(odd).toString('base64url') };
    expect(await reasons(check, { headers }, { secrets: { shell: odd } })).toBe(
      'GitlabSharedSecret: the Base64 of the secret in the alphabet of URLs (- and _); GitLab reads the usual one (+ and /)',
    );
  });

  test('a token, which belongs elsewhere', async () => {
    expect(await reasons(check, { headers: { 'Gitlab-Shared-Secret': await shellJwt() } })).toContain(
      'this is a JSON Web Token of GitLab Shell',
    );
  });

  test('Base64 in the parameter, which counts instead of the header', async () => {
    const headers = { 'Gitlab-Shared-Secret': base64(shellSecret) };
    const line = `${check}?secret_token=${encodeURIComponent(base64(shellSecret))}`;
    expect(await reasons(line, { headers })).toBe(
      'SecretToken: the Base64 of the secret; only the header is Base64, the parameter is the secret as it stands in the file, GitlabSharedSecret: not looked at, because SecretToken is there',
    );
  });
});

test('A credential that is endless is not looked into', async () => {
  const form = `secret_token=${'x'.repeat(1_000_000)}&key_id=11&project=gnuwget/wget2&action=git-upload-pack&protocol=ssh`;
  expect(await reasons('POST /api/v4/internal/allowed', { form })).toBe(
    'SecretToken: 1000000 characters, longer than any credential',
  );
});

describe('A token of GitLab Shell is refused because it is', () => {
  test.each<[string, () => Promise<string> | string, string]>([
    [
      'expired',
      () => shellJwt({ iat: now() - 130, exp: now() - 70 }),
      'expired \\d\\d s ago; clocks may differ by 60 s',
    ],
    ['expired long ago', () => shellJwt({ exp: now() - 7300 }), 'expired 2 hours ago; clocks may differ by 60 s'],
    ['from the future', () => shellJwt({ iat: now() + 90 }), 'issued \\d\\d s in the future; do the clocks differ\\?'],
    ['not valid yet', () => shellJwt({ nbf: now() + 90 }), 'not yet valid, only in \\d\\d s; do the clocks differ\\?'],
    [
      'of another issuer',
      () => shellJwt({ iss: 'gitlab-kas' }),
      'issuer is "gitlab-kas", not "gitlab-shell"; tokens of that issuer belong into Gitlab-Kas-Api-Request',
    ],
    ['without an issuer', () => shellJwt({ iss: undefined }), 'the claim iss is missing; it has to be "gitlab-shell"'],
    ['signed with another secret', () => signed('gitlab-shell', 'another'), 'signed with another secret'],
    [
      'signed with the newline',
      () => signed('gitlab-shell', `${shellSecret}\n`),
      "signed with the secret including the newline at the file's end; GitLab Shell trims it",
    ],
    [
      'signed with Base64',
      () => signed('gitlab-shell', base64(shellSecret)),
      'signed with the Base64 of the secret; GitLab Shell signs with the secret as it stands in its file',
    ],
    [
      'signed with the secret of kas',
      () => signed('gitlab-shell', Buffer.from(kasSecret, 'base64')),
      'signed with the secret of kas',
    ],
    [
      'of another algorithm',
      () => signed('gitlab-shell', shellSecret, 'HS512'),
      'algorithm "HS512" is not allowed, only "HS256"',
    ],
    [
      'not signed',
      () => unsigned({ alg: 'none' }, { iss: 'gitlab-shell' }),
      'algorithm "none" is not allowed, only "HS256"',
    ],
    [
      'expired, of another issuer and another secret at once',
      () => new SignJWT({ iss: 'me', exp: 5 }).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from('mine')),
      'signed with another secret, GitlabShellJwt: issuer is "me", not "gitlab-shell", GitlabShellJwt: expired \\d+ days ago; clocks may differ by 60 s',
    ],
    ['no token', () => 'nonsense', 'not a JSON Web Token, which has three parts between dots; this has 1'],
    [
      'three parts of nonsense',
      () => 'not.a.token',
      'not a JSON Web Token: its first two parts are not JSON objects in Base64url',
    ],
    [
      'the secret itself',
      () => shellSecret,
      'this is the secret of GitLab Shell itself; wanted is a JSON Web Token and nothing else',
    ],
    [
      'with Bearer in front',
      async () => `Bearer ${await shellJwt()}`,
      'this is a JSON Web Token of GitLab Shell with quotes, white space or a word around it; wanted is a JSON Web Token and nothing else',
    ],
  ])('%s', async (_what, token, reason) => {
    const told = await reasons(check, { headers: { 'Gitlab-Shell-Api-Request': await token() } });
    expect(told).toMatch(new RegExp(`^GitlabShellJwt: ${reason.replaceAll(/[()]/g, '\\$&')}$`));
  });

  test('expired on the clock of its world', async () => {
    await using stub = await startStub();
    await stub.clock.advance(86_400);
    const headers = { 'Gitlab-Shell-Api-Request': await shellJwt(), Prefer: 'explain' };
    const { headers: replied } = await call(stub, check, { headers });
    expect(replied.get('Gitlab-Stub-Explain')).toMatch(/expired 24 hours ago; .* \(the clock of this world shows 2/);
  });

  test('in a release that does not know it', async () => {
    const headers = { 'Gitlab-Shell-Api-Request': await shellJwt() };
    expect(await reasons(check, { headers }, { gitlabVersion: '15.2' })).toBe(
      'no credential: checkInstance looks at the header Gitlab-Shared-Secret, or at the parameter secret_token, the header Gitlab-Shell-Api-Request is there with a JSON Web Token of GitLab Shell, but checkInstance does not look at it in this release',
    );
  });
});

test.each<[string, string | Uint8Array, string]>([
  ['the Base64 text', kasSecret, 'signed with the Base64 text; kas signs with the 32 bytes that it decodes to'],
  [
    'the Base64 text and a newline',
    `${kasSecret}\n`,
    "signed with the Base64 text including the newline at the file's end; kas signs with the 32 bytes that it decodes to",
  ],
  ['the secret of GitLab Shell', shellSecret, 'signed with the secret of GitLab Shell'],
  ['something else', 'something else', 'signed with another secret'],
])('A token of kas is refused because it is signed with %s', async (_what, key, reason) => {
  const headers = { 'Gitlab-Kas-Api-Request': await signed('gitlab-kas', key) };
  expect(await reasons(usage, { json: {}, headers })).toBe(`GitlabKasJwt: ${reason}`);
});

test('Without a secret in the world that is the reason', async () => {
  const told = await reasons(
    check,
    { headers: { 'Gitlab-Shared-Secret': base64(shellSecret) } },
    { world: { secrets: { error_tracking: 'only-this' } } },
  );
  expect(told).toBe('GitlabSharedSecret: the world has no secret of GitLab Shell (secrets.shell)');
});
