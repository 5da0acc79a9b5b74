import { expect, test } from 'vitest';
import { call } from '../../requests.test-support.ts';
import { startStub } from '../../start-stub.ts';
import { parseWorld } from '../../world/world-file.ts';

const discover = 'GET /api/v4/internal/discover';
const rubi = { id: 7, username: 'rubi', name: 'Dede Eichmann' };

test('A key tells whose it is, as the documentation shows', async () => {
  await using stub = await startStub();
  expect(await call(stub, `${discover}?key_id=7`, { as: 'shell' })).toMatchObject({ status: 200, body: rubi });
});

test.each(['user_id=7', 'username=rubi', 'identifier=user-7', 'identifier=key-7'])(
  'A user is found by %s',
  async (query) => {
    await using stub = await startStub();
    expect((await call(stub, `${discover}?${query}`, { as: 'shellJwt' })).body).toEqual(rubi);
  },
);

test('GitLab Shell announces JSON although there is no body', async () => {
  await using stub = await startStub();
  const headers = { 'Content-Type': 'application/json' };
  expect((await call(stub, `${discover}?key_id=7`, { as: 'shell', headers })).body).toEqual(rubi);
});

test('The first parameter that is present names the user, even if it names nobody', async () => {
  await using stub = await startStub();
  expect((await call(stub, `${discover}?username=root&key_id=7`, { as: 'shell' })).body).toEqual(rubi);
  expect((await call(stub, `${discover}?username=root&key_id=404`, { as: 'shell' })).body).toBeNull();
});

test.each([
  'key_id=404',
  'user_id=404',
  'username=nobody',
  'identifier=username-rubi',
  'krb5principal=rubi%40EXAMPLE.COM',
  '',
])('Nobody is null: %s', async (query) => {
  await using stub = await startStub();
  expect(await call(stub, `${discover}?${query}`, { as: 'shell' })).toMatchObject({ status: 200, body: null });
});

test('A deploy key is nobody', async () => {
  const world = parseWorld(
    `
secrets: { shell: gitlab-shell-dev-secret }
deploy_keys: [{ id: 12, key: ssh-ed25519 AAAA, projects: { group/app: pull } }]
projects: [{ id: 1, path: group/app }]
`,
    'deploy-key.yaml',
  );
  await using stub = await startStub({ world });
  expect(await call(stub, `${discover}?key_id=12`, { as: 'shell' })).toMatchObject({ status: 200, body: null });
});

test('An id that is no number is refused, and nobody to a lenient stub', async () => {
  await using stub = await startStub();
  expect(await call(stub, `${discover}?key_id=-1`, { as: 'shell' })).toMatchObject({
    status: 400,
    body: { error: 'key_id is invalid' },
  });
  const lenient = await call(stub, `${discover}?key_id=-1`, { as: 'shell', headers: { Prefer: 'handling=lenient' } });
  expect(lenient).toMatchObject({ status: 200, body: null });
});

test('Without the secret of GitLab Shell nobody learns who this is', async () => {
  await using stub = await startStub();
  expect(await call(stub, `${discover}?key_id=7`)).toMatchObject({
    status: 401,
    body: { message: '401 Unauthorized' },
  });
});
