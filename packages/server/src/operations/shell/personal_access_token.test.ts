import { expect, test } from 'vitest';
import { call, type Received } from '../../requests.test-support.ts';
import { type StartedStub, type StubOptions, startStub } from '../../start-stub.ts';
import { parseWorld } from '../../world/world-file.ts';

const create = 'POST /api/v4/internal/personal_access_token';
const subscription = 'GET /api/v4/namespaces/400/gitlab_subscription';

const settings = (instance: string) =>
  parseWorld(
    `
instance: ${instance}
secrets: { shell: gitlab-shell-dev-secret }
users:
  - { id: 5, username: ada }
  - { id: 6, username: bob }
  - { id: 7, username: gone, state: blocked }
  - { id: 8, username: waiting, state: blocked_pending_approval }
  - { id: 9, username: asleep, state: deactivated }
namespaces: [{ id: 400, path: ada-group, members: { ada: owner } }]
keys: [{ id: 21, user: ada, key: ssh-ed25519 AAAA }]
deploy_keys: [{ id: 24, key: ssh-ed25519 CCCC, projects: { group/app: pull } }]
projects: [{ id: 1, path: group/app }]
`,
    'tokens.yaml',
  );

const world = settings('{}');
const strict = settings('{ strict: true }');
const wish = { name: 'laptop', scopes: ['read_api'], key_id: '21' };

async function ask(json: object, options: StubOptions = {}): Promise<Received> {
  await using stub = await startStub({ world, ...options });
  return await call(stub, create, { as: 'shell', json });
}

async function tokenFor(stub: StartedStub, json: object): Promise<string> {
  return String((await call(stub, create, { as: 'shell', json: { ...wish, ...json } })).body.token);
}

const failure = (message: string) => ({ status: 200, body: { success: false, message } });

test('A user gets a token, as the documentation shows', async () => {
  await using stub = await startStub();
  const form = 'user_id=29&name=mytokenname&scopes[]=read_user&scopes[]=read_repository&expires_at=2020-07-24';
  const { status, body } = await call(stub, create, { as: 'shell', form });
  expect(status).toBe(200);
  expect(body).toEqual({
    success: true,
    token: expect.stringMatching(/^[0-9A-Za-z_-]{20}$/),
    scopes: ['read_user', 'read_repository'],
    expires_at: '2020-07-24',
  });
});

test('A token that was handed out is that of its user', async () => {
  await using stub = await startStub({ world });
  const ada = await tokenFor(stub, {});
  const bob = await tokenFor(stub, { key_id: undefined, user_id: 6 });
  expect((await call(stub, subscription, { headers: { 'PRIVATE-TOKEN': ada } })).status).toBe(200);
  expect((await call(stub, subscription, { headers: { Authorization: `Bearer ${ada}` } })).status).toBe(200);
  expect((await call(stub, subscription, { headers: { 'PRIVATE-TOKEN': bob } })).status).not.toBe(200);
  expect((await call(stub, subscription, { headers: { 'PRIVATE-TOKEN': `${ada}x` } })).status).toBe(401);
});

test('A token permits what its scopes say', async () => {
  await using stub = await startStub({ world });
  const token = await tokenFor(stub, { scopes: ['read_user', 'write_repository'] });
  expect(await call(stub, subscription, { headers: { 'PRIVATE-TOKEN': token } })).toMatchObject({
    status: 403,
    body: { message: '403 Forbidden' },
  });
});

test('A token is worth nothing from the day on which it expires', async () => {
  await using stub = await startStub({ world });
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const status = async (expires_at: string) =>
    (await call(stub, subscription, { headers: { 'PRIVATE-TOKEN': await tokenFor(stub, { expires_at }) } })).status;
  expect(await status(day(-1))).toBe(401);
  expect(await status(day(2))).toBe(200);
});

test('Each call makes another token, and those from before stay', async () => {
  await using stub = await startStub({ world });
  const tokens = await Promise.all([1, 2, 3].map(() => tokenFor(stub, {})));
  expect(new Set(tokens).size).toBe(3);
  for (const token of tokens)
    expect((await call(stub, subscription, { headers: { 'PRIVATE-TOKEN': token } })).status).toBe(200);
});

test('The prefix that the instance sets stands in front of 20 characters', async () => {
  const { body } = await ask(wish, { world: settings('{ personal_access_token_prefix: glpat- }') });
  expect(body.token).toMatch(/^glpat-[0-9A-Za-z_-]{20}$/);
});

test.each([
  [undefined, null],
  [null, null],
  ['13 Jun 2031', '2031-06-13'],
  ['01/12/2031', '2031-12-01'],
  ['2031-06-13T10:00:00Z', '2031-06-13'],
])('The expiry date may be %j, which is answered as %j', async (expires_at, answered) => {
  expect((await ask({ ...wish, expires_at })).body).toMatchObject({ success: true, expires_at: answered });
});

test('A user without a key will do, as the documentation says, but not to a strict instance', async () => {
  const json = { ...wish, key_id: undefined, user_id: 5 };
  expect((await ask(json)).body.success).toBe(true);
  expect(await ask(json, { world: strict })).toMatchObject(failure('Could not find the given key'));
  expect(await ask(json, { world: strict, gitlabVersion: '13.7' })).toMatchObject(
    failure('Could not find a user without a key'),
  );
  expect((await ask(wish, { world: strict })).body.success).toBe(true);
});

test.each([
  [{ key_id: 24 }, 'Deploy keys cannot be used to create personal access tokens'],
  [{ key_id: 24, user_id: 404 }, 'Deploy keys cannot be used to create personal access tokens'],
  [{ key_id: undefined, user_id: 404 }, 'Could not find the given user'],
  [{ key_id: 404 }, 'Could not find the given key'],
  [{ key_id: undefined }, 'Could not find the given key'],
  [{ name: ' ' }, 'No token name specified'],
  [{ key_id: undefined, user_id: 7 }, 'Failed to create token: Not permitted to create'],
  [{ key_id: undefined, user_id: 8 }, 'Failed to create token: Not permitted to create'],
])('What speaks against it is told with 200: %j', async (json, message) => {
  expect(await ask({ ...wish, ...json })).toMatchObject(failure(message));
});

test('Whoever is deactivated may still have a token', async () => {
  expect((await ask({ ...wish, key_id: undefined, user_id: 9 })).body.success).toBe(true);
});

test.each([
  [{ name: undefined }, 'name is missing'],
  [{ scopes: undefined }, 'scopes is missing'],
  [{ name: undefined, scopes: undefined }, 'name is missing, scopes is missing'],
  [{ scopes: ['api', 'sudo'] }, 'scopes does not have a valid value'],
  [{ expires_at: 'someday' }, 'expires_at is invalid'],
])('A strict stub refuses what breaks the contract: %j', async (json, error) => {
  expect(await ask({ ...wish, ...json })).toMatchObject({ status: 400, body: { error } });
});

const validScopes =
  '["api", "read_api", "read_registry", "read_repository", "read_user", "write_registry", "write_repository"]';

test.each([
  [{ key_id: 404, name: undefined }, 'Could not find the given key'],
  [{ name: undefined, scopes: undefined }, 'No token name specified'],
  [{ name: '' }, 'No token name specified'],
  [{ scopes: undefined, expires_at: 'someday' }, 'No token scopes specified'],
  [{ scopes: [] }, 'No token scopes specified'],
  [{ scopes: 'api' }, 'No token scopes specified'],
  [{ scopes: ['api', 'sudo', 'x'], expires_at: 'someday' }, `Invalid scope: 'sudo'. Valid scopes are: ${validScopes}`],
  [{ expires_at: 'someday' }, "Invalid token expiry date: 'someday'"],
  [{ expires_at: '2031-02-30' }, "Invalid token expiry date: '2031-02-30'"],
])('A lenient stub goes down the ladder of refusals as GitLab does: %j', async (json, message) => {
  expect(await ask({ ...wish, ...json }, { handling: 'lenient' })).toMatchObject(failure(message));
});

test('An empty expiry date is none to a lenient stub', async () => {
  expect((await ask({ ...wish, expires_at: '' }, { handling: 'lenient' })).body).toMatchObject({
    success: true,
    expires_at: null,
  });
});

test('Without the secret of GitLab Shell nobody gets a token', async () => {
  await using stub = await startStub({ world });
  expect(await call(stub, create, { json: wish })).toMatchObject({
    status: 401,
    body: { message: '401 Unauthorized' },
  });
});
