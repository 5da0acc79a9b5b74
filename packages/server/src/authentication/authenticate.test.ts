import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { call, kasJwt, kasSecret, type Sent, shellJwt, shellSecret } from '../requests.test-support.ts';
import { startStub } from '../start-stub.ts';

const check = 'GET /api/v4/internal/check';
const usage = 'POST /api/v4/internal/kubernetes/usage_metrics';

const base64 = (text: string) => Buffer.from(text).toString('base64');

const now = () => Math.floor(Date.now() / 1000);

async function statusOf(line: string, sent: Sent, gitlabVersion = 'latest'): Promise<number> {
  await using stub = await startStub({ gitlabVersion });
  return (await call(stub, line, sent)).status;
}

describe('The secret of GitLab Shell', () => {
  test.each([
    ['as Base64 in the header', base64(shellSecret)],
    ['with the newline that its file ends in', base64(`${shellSecret}\n`)],
    ['with line breaks in the Base64', base64(shellSecret).replace(/(.{8})/, '$1\t')],
  ])('is accepted %s', async (_how, value) => {
    expect(await statusOf(check, { headers: { 'Gitlab-Shared-Secret': value } })).toBe(200);
  });

  test.each([
    ['as it stands in the file', shellSecret],
    ['with two newlines', base64(`${shellSecret}\n\n`)],
    ['empty', ''],
    ['of somebody else', base64('another secret')],
    ['of somebody else, which is as long', base64(shellSecret.replace(/.$/, '!'))],
    ['without its last letter', base64(shellSecret.slice(0, -1))],
    ['with a letter more', base64(`${shellSecret}x`)],
  ])('is refused in the header %s', async (_how, value) => {
    expect(await statusOf(check, { headers: { 'Gitlab-Shared-Secret': value } })).toBe(401);
  });

  test('is accepted as a parameter as it stands in the file, and not as Base64', async () => {
    expect(await statusOf(`${check}?secret_token=${shellSecret}`, {})).toBe(200);
    expect(await statusOf(`${check}?secret_token=${shellSecret}%0A`, {})).toBe(200);
    expect(await statusOf(`${check}?secret_token=${encodeURIComponent(base64(shellSecret))}`, {})).toBe(401);
  });

  test('is accepted in a form', async () => {
    const form = `secret_token=${shellSecret}&key_id=11&project=gnuwget/wget2&action=git-upload-pack&protocol=ssh`;
    expect(await statusOf('POST /api/v4/internal/allowed', { form })).toBe(200);
  });

  test('counts as a parameter where header and parameter differ', async () => {
    const headers = { 'Gitlab-Shared-Secret': base64(shellSecret) };
    expect(await statusOf(`${check}?secret_token=wrong`, { headers })).toBe(401);
    expect(
      await statusOf(`${check}?secret_token=${shellSecret}`, { headers: { 'Gitlab-Shared-Secret': 'wrong' } }),
    ).toBe(200);
  });
});

describe('A token of GitLab Shell', () => {
  const asShell = async (claims: Record<string, unknown>) => ({
    headers: { 'Gitlab-Shell-Api-Request': await shellJwt(claims) },
  });

  test('is accepted from 15.3 on', async () => {
    expect(await statusOf(check, { as: 'shellJwt' }, '15.3')).toBe(200);
    expect(await statusOf(check, { as: 'shellJwt' }, '15.2')).toBe(401);
  });

  test.each([
    ['that expired within the leeway', () => ({ iat: now() - 110, exp: now() - 50 }), 200],
    ['that expired before it', () => ({ iat: now() - 130, exp: now() - 70 }), 401],
    ['from the near future', () => ({ iat: now() + 50, exp: now() + 110 }), 200],
    ['from the future', () => ({ iat: now() + 70, exp: now() + 130 }), 401],
    ['that is not valid yet', () => ({ nbf: now() + 70 }), 401],
    ['of another issuer', () => ({ iss: 'gitlab-kas' }), 401],
    ['for whatever audience', () => ({ aud: 'anyone' }), 200],
  ])('%s', async (_what, claims, status) => {
    expect(await statusOf(check, await asShell(claims()))).toBe(status);
  });

  test.each([
    [
      'signed with another secret',
      () =>
        new SignJWT({ iss: 'gitlab-shell' }).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from('another secret')),
    ],
    [
      'signed with another algorithm',
      () => new SignJWT({ iss: 'gitlab-shell' }).setProtectedHeader({ alg: 'HS512' }).sign(Buffer.from(shellSecret)),
    ],
    [
      'without a signature',
      async () =>
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"iss":"gitlab-shell"}').toString('base64url')}.`,
    ],
    ['that is no token', async () => 'not.a.token'],
  ])('%s is refused', async (_what, token) => {
    expect(await statusOf(check, { headers: { 'Gitlab-Shell-Api-Request': await token() } })).toBe(401);
  });

  test('is enough beside a secret that is wrong', async () => {
    const headers = { 'Gitlab-Shell-Api-Request': await shellJwt(), 'Gitlab-Shared-Secret': 'wrong' };
    expect(await statusOf(check, { headers })).toBe(200);
  });
});

describe('A token of kas', () => {
  const asKas = async (claims: Record<string, unknown>) => ({
    json: {},
    headers: { 'Gitlab-Kas-Api-Request': await kasJwt(claims) },
  });

  test.each([
    ['with an issuer alone', () => ({}), 204],
    ['as kas sends it', () => ({ aud: ['gitlab'], iat: now(), nbf: now() - 5, exp: now() + 5 }), 204],
    ['for another audience, which these releases do not look at', () => ({ aud: 'elsewhere' }), 204],
    ['that expired', () => ({ exp: now() - 70 }), 401],
    ['of another issuer', () => ({ iss: 'gitlab-shell' }), 401],
  ])('%s', async (_what, claims, status) => {
    expect(await statusOf(usage, await asKas(claims()))).toBe(status);
  });

  test('signed with the file as it stands, not decoded, is refused with the text of kas', async () => {
    await using stub = await startStub();
    const token = await new SignJWT({ iss: 'gitlab-kas' })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from(kasSecret));
    const { status, body } = await call(stub, usage, { json: {}, headers: { 'Gitlab-Kas-Api-Request': token } });
    expect({ status, body }).toEqual({ status: 401, body: { message: 'KAS JWT authentication invalid' } });
  });
});

describe('A personal access token', () => {
  const subscription = 'GET /api/v4/namespaces/1234/gitlab_subscription';

  test.each(['PRIVATE-TOKEN', 'TOKEN'])('is accepted in the header %s', async (name) => {
    expect(await statusOf(subscription, { headers: { [name]: 'admin-dev-token' } })).toBe(200);
  });

  test('is accepted as a bearer', async () => {
    expect(await statusOf(subscription, { headers: { Authorization: 'Bearer admin-dev-token' } })).toBe(200);
  });

  test('that nobody has is refused', async () => {
    expect(await statusOf(subscription, { headers: { 'PRIVATE-TOKEN': 'nobody' } })).toBe(401);
  });
});

test('A credential of another family is no credential', async () => {
  expect(await statusOf(check, { as: 'admin' })).toBe(401);
  expect(await statusOf(check, { as: 'kas' })).toBe(401);
  expect(await statusOf('GET /api/v4/namespaces/1234/gitlab_subscription', { as: 'shell' })).toBe(401);
});
