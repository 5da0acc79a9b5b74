import { expect, test } from 'vitest';
import { call, type Sent } from '../requests.test-support.ts';
import { startProcess } from '../server-process.test-support.ts';
import { startStub } from '../start-stub.ts';
import { defaultWorld } from '../world/default.ts';
import { openWorld } from '../world/shipped.ts';

const allowed = 'POST /api/v4/internal/allowed';
const pull = { action: 'git-upload-pack', protocol: 'ssh', project: 'gnuwget/wget2', key_id: 11, changes: '_any' };
const push = { ...pull, action: 'git-receive-pack' };

const base = defaultWorld();

/** What is explained of one request, and what is said about it. */
async function explain(
  sent: Sent,
  { line = allowed, ...options }: Parameters<typeof startStub>[0] & { line?: string } = {},
) {
  await using stub = await startStub(options);
  const { status, headers } = await call(stub, line, { ...sent, headers: { Prefer: 'explain', ...sent.headers } });
  return { status, applied: headers.get('Preference-Applied'), explanation: headers.get('Gitlab-Stub-Explain') ?? '' };
}

test('An access that is allowed names every check and what it was about', async () => {
  expect(await explain({ as: 'shellJwt', json: pull })).toEqual({
    status: 200,
    applied: 'explain',
    explanation: [
      'credential is accepted: yes (GitlabShellJwt)',
      'protocol is enabled: yes (ssh)',
      'key has not expired: yes (key 11, never expires)',
      'user is active: yes (root)',
      'command is known: yes (git-upload-pack)',
      'this is not a push to a Geo secondary: yes',
      'instance can be written: yes (no push)',
      'project exists, or the push creates it: yes (project 3, gnuwget/wget2)',
      'address is allowed: yes (none is told)',
      'project is visible to the actor: yes (gnuwget/wget2 is public)',
      'repository exists: yes',
      'actor may download: yes (gnuwget/wget2 is public)',
      'repository can be written: yes (no push)',
      'actor may push: yes (no push)',
      'changes are allowed: yes (no push)',
    ].join('; '),
  });
});

test.each<[string, number, object, string]>([
  [
    'a project without a role',
    404,
    { ...pull, key_id: 7, project: 'secret/vault' },
    'project is visible to the actor: no (project 9 is private: rubi has no role in secret/vault)',
  ],
  [
    'a project that is not there',
    404,
    { ...pull, project: 'no/where' },
    'project exists, or the push creates it: no (there is no no/where)',
  ],
  ['a blocked user', 401, { ...pull, key_id: undefined, user_id: 40 }, 'user is active: no (blocked is blocked)'],
  ['an unknown key', 404, { ...pull, key_id: 99, project: 'secret/vault' }, 'user is active: yes (key 99 is unknown)'],
  [
    'nobody',
    404,
    { ...pull, key_id: 99, project: 'secret/vault' },
    'project is visible to the actor: no (project 9 is private: nobody has no role in secret/vault)',
  ],
  [
    'a stranger who pushes',
    401,
    { ...push, key_id: 7 },
    'actor may push: no (rubi has no role in gnuwget/wget2; developers may)',
  ],
  [
    'the deletion of a default branch',
    401,
    { ...push, changes: `${'a'.repeat(40)} ${'0'.repeat(40)} refs/heads/main` },
    'changes are allowed: no (main is the default branch)',
  ],
])('A refusal names the check that decided: %s', async (_what, status, json, decided) => {
  const told = await explain({ as: 'shell', json });
  expect(told).toMatchObject({ status, applied: 'explain', explanation: expect.stringContaining(decided) });
});

test('What lenient handling lets pass is refused by a check', async () => {
  const json = { ...pull, action: 'git-bake' };
  const { status, explanation } = await explain({
    as: 'shell',
    json,
    headers: { Prefer: 'handling=lenient, explain' },
  });
  expect(status).toBe(401);
  expect(explanation).toContain(
    'command is known: no (git-bake; known are git-upload-pack, git-receive-pack, git-upload-archive)',
  );
});

test('A check that was not reached is not told', async () => {
  const { explanation } = await explain({ as: 'shell', json: { ...pull, project: 'no/where' } });
  expect(explanation).not.toContain('actor may download');
});

test('A push that belongs to the primary says which that is', async () => {
  const world = openWorld('geo-secondary');
  const [project] = world.projects ?? [];
  const { status, explanation } = await explain({ as: 'shell', json: { ...push, project: project?.path } }, { world });
  expect(status).toBe(300);
  expect(explanation).toMatch(/; this is not a push to a Geo secondary: no \(the primary is https?:\/\/\S+\)$/);
});

test('A key that has expired says when, and what time it is', async () => {
  const keys = (base.keys ?? []).map((key) => ({ ...key, expires_at: '2022-05-05T00:00:00.000Z' }));
  const { status, explanation } = await explain({ as: 'shell', json: pull }, { world: { ...base, keys } });
  expect(status).toBe(401);
  expect(explanation).toMatch(
    /key has not expired: no \(key 11, expired at 2022-05-05T00:00:00\.000Z; it is 20\S+Z\)$/,
  );
});

test('A rate limit that is reached is what decides', async () => {
  await using stub = await startStub({ world: { ...base, instance: { rate_limit: { requests: 1, seconds: 3600 } } } });
  const sent: Sent = { as: 'shell', json: pull, headers: { Prefer: 'explain' } };
  await call(stub, allowed, sent);
  const { status, headers } = await call(stub, allowed, sent);
  expect([status, headers.get('Gitlab-Stub-Explain')]).toEqual([
    429,
    'credential is accepted: yes (GitlabSharedSecret); rate limit is not reached: no (1 in 3600 s)',
  ]);
});

test('Whatever the names are, the header is ASCII on one line and not endless', async () => {
  const project = `gruppe/käse\n🧀${'x'.repeat(9000)}`;
  const { status, explanation } = await explain({ as: 'shell', json: { ...pull, project } });
  expect(status).toBe(404);
  expect(explanation).toContain('there is no gruppe/k%C3%A4se%0A%F0%9F%A7%80xx');
  expect(explanation.length).toBeLessThan(1000);
});

test('Without the preference nothing is explained', async () => {
  const told = await explain({ as: 'shell', json: pull, headers: { Prefer: 'handling=lenient' } });
  expect(told).toMatchObject({ applied: 'handling=lenient', explanation: '' });
});

test('The preference goes together with others, and a request that breaks the contract says so', async () => {
  const json = { ...pull, key_id: 'eleven' };
  expect(await explain({ as: 'shell', json, headers: { Prefer: 'handling=lenient, explain' } })).toMatchObject({
    status: 200,
    applied: 'handling=lenient, explain',
  });
  expect(await explain({ as: 'shell', json })).toEqual({
    status: 400,
    applied: 'explain',
    explanation:
      'credential is accepted: yes (GitlabSharedSecret); request fits the contract: no (see Gitlab-Stub-Violations)',
  });
});

test.each<[string, Sent, string]>([
  ['GET /api/v4/internal/kubernetes/agent_info', { as: 'agent' }, 'GitlabKasJwt and AgentToken of agent 1, production'],
  ['GET /api/v4/namespaces/1234/gitlab_subscription', { as: 'owner' }, 'PrivateToken of owner'],
  ['GET /api/scim/v2/groups/test_group/Users', { as: 'scim' }, 'ScimToken of group test_group'],
  [
    'POST /api/v4/internal/error_tracking/allowed?project_id=111&public_key=x',
    { as: 'errorTracking' },
    'ErrorTrackingToken',
  ],
])('%s tells which credential was accepted', async (line, sent, credential) => {
  expect(await explain(sent, { line })).toEqual({
    status: 200,
    applied: 'explain',
    explanation: `credential is accepted: yes (${credential})`,
  });
});

test('What GitLab refuses before it looks at a credential is told as that', async () => {
  const world = { ...base, instance: { maintenance: true } };
  expect(await explain({ json: pull }, { world })).toEqual({
    status: 503,
    applied: 'explain',
    explanation: 'GitLab looks at the credential: no (it refuses before that)',
  });
});

test('The log carries reasons and trace, whether anybody asks for them or not', async () => {
  await using server = await startProcess({ logLevel: 'info' });
  await call(server, allowed, { json: pull, headers: { 'Gitlab-Shared-Secret': 'gitlab-shell-dev-secret' } });
  await call(server, allowed, { as: 'shell', json: { ...pull, key_id: 7, project: 'secret/vault' } });
  await expect.poll(() => server.log.length).toBe(2);
  expect(server.log).toMatchObject([
    { status: 401, refused: ['GitlabSharedSecret: the secret itself, not its Base64'] },
    {
      status: 404,
      trace: expect.arrayContaining([
        { check: 'protocol is enabled', passed: true, detail: 'ssh' },
        { check: 'key has not expired', passed: true, detail: 'key 7, never expires' },
        {
          check: 'project is visible to the actor',
          passed: false,
          detail: 'project 9 is private: rubi has no role in secret/vault',
        },
      ]),
    },
  ]);
  expect(JSON.stringify(server.log)).not.toContain('gitlab-shell-dev-secret');
});
