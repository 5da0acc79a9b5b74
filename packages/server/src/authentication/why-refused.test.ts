import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { call, kasJwt, kasSecret, type Sent, shellJwt, shellSecret } from '../requests.test-support.ts';
import { startStub } from '../start-stub.ts';
import { defaultWorld } from '../world/default.ts';

const check = 'GET /api/v4/internal/check';
const usage = 'POST /api/v4/internal/kubernetes/usage_metrics';
const agentInfo = 'GET /api/v4/internal/kubernetes/agent_info';
const subscription = 'GET /api/v4/namespaces/1234/gitlab_subscription';
const scimUsers = 'GET /api/scim/v2/groups/test_group/Users';
const errorTracking = 'POST /api/v4/internal/error_tracking/allowed?project_id=111&public_key=x';

const base64 = (text: string) => Buffer.from(text).toString('base64');

const now = () => Math.floor(Date.now() / 1000);

const signed = (iss: string, key: string | Uint8Array, alg = 'HS256') =>
  new SignJWT({ iss, iat: now(), exp: now() + 60 }).setProtectedHeader({ alg }).sign(Buffer.from(key));

const unsigned = (header: object, claims: object) =>
  `${base64(JSON.stringify(header))}.${base64(JSON.stringify(claims))}.`.replaceAll('=', '');

/** A secret whose Base64 holds letters of which the alphabet of URLs has others. */
const odd = 'odd>>>???secret';

const other = { id: 600, path: 'other', scim: { token: 'scim-other-token' } };

const base = defaultWorld();

const world = {
  ...base,
  namespaces: [...(base.namespaces ?? []), other],
  users: (base.users ?? []).map((user) =>
    user.username === 'owner'
      ? {
          ...user,
          tokens: [
            { token: 'old-token', expires_at: '2020-01-01' },
            { token: 'reading-token', scopes: ['read_api' as const] },
          ],
        }
      : user.username === 'blocked'
        ? { ...user, tokens: [{ token: 'blocked-token' }] }
        : user,
  ),
};

interface Told {
  readonly status: number;
  readonly explanation: string;
}

async function explain(line: string, { headers, ...sent }: Sent, options: Parameters<typeof startStub>[0] = {}) {
  await using stub = await startStub({ world, ...options });
  const reply = await call(stub, line, { ...sent, headers: { ...headers, Prefer: 'explain' } });
  const explanation = reply.headers.get('Gitlab-Stub-Explain') ?? '';
  // No sentence shows what was presented.
  for (const value of [...Object.values(headers ?? {}), shellSecret, kasSecret])
    if (value.trim().length > 8) expect(explanation).not.toContain(value.trim());
  const told: Told = { status: reply.status, explanation };
  return told;
}

/** The reasons of a refusal alone. */
async function reasons(line: string, sent: Sent, options?: Parameters<typeof startStub>[0]): Promise<string> {
  const { status, explanation } = await explain(line, sent, options);
  expect(status).toBe(401);
  return /^credential is accepted: no \((.*)\)$/.exec(explanation)?.[1] ?? explanation;
}

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

describe('An opaque token is refused because', () => {
  test('there is no token of an agent beside that of kas, or that of somebody else', async () => {
    const kas = { 'Gitlab-Kas-Api-Request': await kasJwt() };
    expect(await reasons(agentInfo, { headers: kas })).toBe('AgentToken: missing');
    expect(await reasons(agentInfo, { headers: { ...kas, Authorization: 'Bearer admin-dev-token' } })).toBe(
      'AgentToken: this is the personal access token of root; wanted is the token of an agent',
    );
    expect(await reasons(agentInfo, { headers: { ...kas, Authorization: 'agent-dev-token' } })).toBe(
      'AgentToken: missing, Authorization holds the token of agent 1 (production), but not as Bearer',
    );
  });

  test.each<[string, string, Record<string, string>, string]>([
    [
      'it expired',
      subscription,
      { 'PRIVATE-TOKEN': 'old-token' },
      'PrivateToken: the personal access token of owner expired on 2020-01-01; in this world it is \\d{4}-\\d\\d-\\d\\d',
    ],
    [
      'its user is blocked',
      subscription,
      { 'PRIVATE-TOKEN': 'blocked-token' },
      'PrivateToken: the personal access token of blocked is good, but the user is blocked',
    ],
    [
      'nobody has it',
      subscription,
      { 'PRIVATE-TOKEN': 'nobody' },
      'PrivateToken: no user has this personal access token',
    ],
    [
      'it is in quotes',
      subscription,
      { 'PRIVATE-TOKEN': '"admin-dev-token"' },
      'PrivateToken: this is the personal access token of root with quotes, white space or a word around it; wanted is a personal access token',
    ],
    [
      'it is that of another group',
      scimUsers,
      { Authorization: 'Bearer scim-other-token' },
      'ScimToken: this is the SCIM token of group other; wanted is the SCIM token of group test_group',
    ],
    [
      'it is no SCIM token',
      scimUsers,
      { Authorization: 'Bearer unknown' },
      'ScimToken: not the SCIM token of group test_group, and of no other group',
    ],
    [
      'it is that of an agent',
      errorTracking,
      { 'Gitlab-Error-Tracking-Token': 'agent-dev-token' },
      'ErrorTrackingToken: this is the token of agent 1 (production); wanted is the token of the error tracking service',
    ],
  ])('%s', async (_why, line, headers, reason) => {
    expect(await reasons(line, { headers })).toMatch(new RegExp(`^${reason.replaceAll(/[()]/g, '\\$&')}$`));
  });

  test.each([
    [
      'it may only read',
      'PUT /api/v4/namespaces/1234/gitlab_subscription',
      'reading-token',
      'the personal access token of owner has the scopes read_api; updateSubscription wants api',
    ],
    [
      'its user is no administrator',
      'DELETE /api/v4/internal/upcoming_reconciliations?namespace_id=22',
      'developer-dev-token',
      'the personal access token of developer is good, but deleteUpcomingReconciliation is for administrators',
    ],
    [
      'its user is neither owner nor administrator',
      subscription,
      'developer-dev-token',
      'developer is neither an administrator nor, where that is enough, an owner of the namespace',
    ],
  ])('%s', async (_why, line, token, reason) => {
    const { status, explanation } = await explain(line, { headers: { 'PRIVATE-TOKEN': token } });
    expect(status).toBe(403);
    expect(explanation).toContain(`caller may do this: no (${reason})`);
  });
});

describe('A credential in the wrong place is named:', () => {
  test.each<[string, Record<string, string>, string]>([
    [
      'a misspelt header',
      { 'Gitlab-Shell-Shared-Secret': base64(shellSecret) },
      'there is a header gitlab-shell-shared-secret; is Gitlab-Shared-Secret meant?',
    ],
    [
      'that of another family',
      { 'PRIVATE-TOKEN': 'admin-dev-token' },
      'the header PRIVATE-TOKEN is there with the personal access token of root, but checkInstance does not look at it in this release',
    ],
    [
      'that of a Geo node',
      { Authorization: 'GL-Geo key:token' },
      'Authorization holds the credential of a Geo node (GL-Geo), which only the endpoints of Geo take',
    ],
  ])('%s', async (_what, headers, remark) => {
    expect(await reasons(check, { headers })).toBe(
      `no credential: checkInstance looks at the header Gitlab-Shared-Secret, or at the parameter secret_token, or at the header Gitlab-Shell-Api-Request, ${remark}`,
    );
  });
});

test('Without a secret in the world that is the reason', async () => {
  const told = await reasons(
    check,
    { headers: { 'Gitlab-Shared-Secret': base64(shellSecret) } },
    { world: { secrets: { error_tracking: 'only-this' } } },
  );
  expect(told).toBe('GitlabSharedSecret: the world has no secret of GitLab Shell (secrets.shell)');
});
