import { expect, test } from 'vitest';
import { call, type Received } from '../../requests.test-support.ts';
import { type StubOptions, startStub } from '../../start-stub.ts';
import { defaultWorld } from '../../world/default.ts';
import { parseWorld } from '../../world/world-file.ts';

const blob = (name: string) => Buffer.from(`the public key of ${name}`).toString('base64');

const world = parseWorld(
  `
instance: { external_url: 'https://gitlab.example.com:8443/gitlab' }
secrets: { shell: gitlab-shell-dev-secret }
users: [{ id: 5, username: ada, name: Ada Lovelace }]
keys:
  - { id: 21, user: ada, title: laptop, key: ssh-ed25519 ${blob('laptop')} ada@laptop, created_at: '2021-03-02T09:10:11.120Z', expires_at: '2033-01-01T00:00:00.000Z' }
  - { id: 22, user: ada, key: ssh-ed25519 ${blob('signing')}, usage_type: signing }
  - { id: 23, user: ada, key: ssh-ed25519 ${blob('auth')}, usage_type: auth }
deploy_keys: [{ id: 24, title: robot, key: ssh-ed25519 ${blob('robot')}, projects: { group/app: pull } }]
projects: [{ id: 1, path: group/app }]
`,
  'keys.yaml',
);

async function find(key: string, options: StubOptions = {}): Promise<Received> {
  await using stub = await startStub({ world, ...options });
  return await call(stub, `GET /api/v4/internal/authorized_keys?key=${encodeURIComponent(key)}`, { as: 'shell' });
}

test('A key is found by its Base64 part, and its comment is its owner at the host of the instance', async () => {
  expect(await find(blob('laptop'))).toMatchObject({
    status: 200,
    body: {
      id: 21,
      title: 'laptop',
      created_at: '2021-03-02T09:10:11.120Z',
      expires_at: '2033-01-01T00:00:00.000Z',
      key: `ssh-ed25519 ${blob('laptop')} Ada Lovelace (gitlab.example.com)`,
    },
  });
});

test('The key of the documentation is found', async () => {
  const documented = defaultWorld().keys?.find(({ id }) => id === 11);
  const [type, base64] = documented?.key.split(' ') ?? [];
  const { status, body } = await find(base64 ?? '', { world: defaultWorld() });
  expect(status).toBe(200);
  expect(body).toEqual({
    id: 11,
    title: 'admin@example.com',
    created_at: '2019-06-27T15:29:02.219Z',
    expires_at: null,
    key: `${type} ${base64} Administrator (127.0.0.1)`,
  });
});

test.each([`ssh-ed25519 ${blob('laptop')}`, `ssh-ed25519 ${blob('laptop')} ada@laptop`, `  ${blob('laptop')}\n`])(
  'A whole line is understood: %j',
  async (line) => {
    expect((await find(line)).body.id).toBe(21);
  },
);

test('A deploy key is found; the ghost owns it', async () => {
  const { status, body } = await find(blob('robot'));
  expect(status).toBe(200);
  expect(body).toMatchObject({
    id: 24,
    title: 'robot',
    key: `ssh-ed25519 ${blob('robot')} Ghost User (gitlab.example.com)`,
  });
});

test.each([blob('nobody'), blob('laptop').slice(0, 12), 'no key', 'ssh-ed25519'])(
  'What is no key, or only a part of one, is not found: %s',
  async (key) => {
    expect(await find(key)).toMatchObject({ status: 404, body: { message: '404 Key Not Found' } });
  },
);

test('A key that is only good for signing is not found from GitLab 15 on', async () => {
  expect((await find(blob('signing'), { gitlabVersion: '14.2' })).body.id).toBe(22);
  expect(await find(blob('signing'), { gitlabVersion: '15.5' })).toMatchObject({
    status: 404,
    body: { message: '404 Key Not Found' },
  });
  expect((await find(blob('auth'), { gitlabVersion: '15.5' })).body.id).toBe(23);
});

test('What a key may be used for is not told before GitLab 15.7', async () => {
  expect((await find(blob('auth'))).body).not.toHaveProperty('usage_type');
});

test('Without a key the request is refused, also by a lenient stub', async () => {
  await using stub = await startStub();
  for (const handling of ['strict', 'lenient']) {
    const headers = { Prefer: `handling=${handling}` };
    const reply = await call(stub, 'GET /api/v4/internal/authorized_keys', { as: 'shell', headers });
    expect(reply).toMatchObject({ status: 400, body: { error: 'key is missing' } });
  }
  const list = await call(stub, 'GET /api/v4/internal/authorized_keys?key[]=a', {
    as: 'shell',
    headers: { Prefer: 'handling=lenient' },
  });
  expect(list).toMatchObject({ status: 400, body: { error: 'key is missing' } });
});

test('Without the secret of GitLab Shell no key is told', async () => {
  await using stub = await startStub({ world });
  const reply = await call(stub, `GET /api/v4/internal/authorized_keys?key=${encodeURIComponent(blob('laptop'))}`);
  expect(reply).toMatchObject({ status: 401, body: { message: '401 Unauthorized' } });
});
