import { decodeJwt, decodeProtectedHeader } from 'jose';
import { expect, test } from 'vitest';
import { call, type Received } from '../../requests.test-support.ts';
import { type StubOptions, startStub } from '../../start-stub.ts';
import { defaultWorld } from '../../world/default.ts';
import { parseWorld } from '../../world/world-file.ts';

const authenticate = 'POST /api/v4/internal/lfs_authenticate';

const settings = (instance: string) =>
  parseWorld(
    `
instance: ${instance}
secrets: { shell: gitlab-shell-dev-secret }
users: [{ id: 5, username: ada }]
keys: [{ id: 21, user: ada, key: ssh-ed25519 AAAA }]
deploy_keys: [{ id: 24, key: ssh-ed25519 BBBB, projects: { group/app: pull } }]
projects: [{ id: 1, path: group/app }, { id: 2, path: group/small, lfs: false }]
`,
    'lfs.yaml',
  );

const world = settings("{ external_url: 'https://gitlab.example.com/' }");

async function ask(json: object, options: StubOptions = {}): Promise<Received> {
  await using stub = await startStub({ world, ...options });
  return await call(stub, authenticate, { as: 'shell', json });
}

test('A key reaches the large files of a project, as the documentation shows', async () => {
  await using stub = await startStub();
  const { status, body } = await call(stub, authenticate, { as: 'shell', form: 'key_id=11&project=gnuwget/wget2' });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    username: 'root',
    repository_http_path: `${stub.url}/gnuwget/wget2.git`,
    expires_in: 1800,
  });
});

test('The token names its actor and expires when the answer says so', async () => {
  const { body } = await ask({ key_id: '21', project: 'group/app' });
  const token = String(body.lfs_token);
  const { data, jti, iat = 0, nbf, exp } = decodeJwt(token);
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: 'JWT' });
  expect(data).toEqual({ actor: 'ada' });
  expect(jti).toMatch(/^[0-9a-f-]{36}$/);
  expect(nbf).toBe(iat - 5);
  expect(exp).toBe(iat + 1800);
  expect(Math.abs(iat - Date.now() / 1000)).toBeLessThan(60);
});

test('Each call signs another token', async () => {
  await using stub = await startStub({ world });
  const tokens = await Promise.all(
    [1, 2, 3].map(
      async () =>
        (await call(stub, authenticate, { as: 'shell', json: { key_id: 21, project: 'group/app' } })).body.lfs_token,
    ),
  );
  expect(new Set(tokens).size).toBe(3);
});

test('How long a token is good for is up to the world', async () => {
  const { body } = await ask({ key_id: 21, project: 'group/app' }, { world: settings('{ lfs_token_lifetime: 7200 }') });
  const { iat = 0, exp } = decodeJwt(String(body.lfs_token));
  expect(body.expires_in).toBe(7200);
  expect(exp).toBe(iat + 7200);
});

test.each([{ user_id: '5' }, { user_id: 5 }, { username: 'ada' }])(
  'A user without a key does as well: %j',
  async (actor) => {
    expect(await ask({ ...actor, project: '/group/app.git', operation: 'download' })).toMatchObject({
      status: 200,
      body: { username: 'ada', repository_http_path: 'https://gitlab.example.com/group/app.git' },
    });
  },
);

test('A deploy key has a name of its own', async () => {
  const { body } = await ask({ key_id: 24, project: 'group/app' });
  expect(body.username).toBe('lfs+deploy-key-24');
  expect(decodeJwt(String(body.lfs_token)).data).toEqual({ actor: 'lfs+deploy-key-24' });
});

test.each(['group/none', 'group/small', 'group/app.wiki.git', 'snippets/1.git'])(
  'No project with large files is 404 Not Found: %s',
  async (project) => {
    expect(await ask({ key_id: 21, project })).toMatchObject({ status: 404, body: { message: '404 Not Found' } });
  },
);

test.each([{ key_id: 404 }, { user_id: '404' }, { username: 'nobody' }, {}])(
  'No actor is 404 Not found, with a small n: %j',
  async (actor) => {
    expect(await ask({ ...actor, project: 'group/app' })).toMatchObject({
      status: 404,
      body: { message: '404 Not found' },
    });
  },
);

test('The project is looked for before the actor', async () => {
  expect(await ask({ key_id: 404, project: 'group/none' })).toMatchObject({
    status: 404,
    body: { message: '404 Not Found' },
  });
});

test('A Geo secondary keeps downloads to itself and sends uploads to the primary', async () => {
  const secondary = settings(
    "{ external_url: 'https://secondary.example.com', geo_secondary: { primary_url: 'https://primary.example.com/' } }",
  );
  const url = async (operation: string) =>
    (await ask({ key_id: 21, project: 'group/app', operation }, { world: secondary })).body.repository_http_path;
  expect(await url('download')).toBe('https://secondary.example.com/group/app.git');
  expect(await url('upload')).toBe('https://primary.example.com/group/app.git');
});

test('Without a project the request is refused; to a lenient stub there is no such project', async () => {
  expect(await ask({ key_id: 21 })).toMatchObject({ status: 400, body: { error: 'project is missing' } });
  expect(await ask({ key_id: 21 }, { handling: 'lenient' })).toMatchObject({
    status: 404,
    body: { message: '404 Not Found' },
  });
});

test('Without the secret of GitLab Shell nobody gets a token', async () => {
  await using stub = await startStub({ world: defaultWorld() });
  const reply = await call(stub, authenticate, { json: { key_id: 11, project: 'gnuwget/wget2' } });
  expect(reply).toMatchObject({ status: 401, body: { message: '401 Unauthorized' } });
});
