import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { call, type Received } from '../../requests.test-support.ts';
import { type StubOptions, startStub } from '../../start-stub.ts';
import { parseWorld } from '../../world/world-file.ts';

const path = '/api/v4/internal/two_factor_recovery_codes';

const settings = (instance: string) =>
  parseWorld(
    `
instance: ${instance}
secrets: { shell: gitlab-shell-dev-secret }
users:
  - { id: 5, username: ada, two_factor: true }
  - { id: 6, username: bob }
keys: [{ id: 21, user: ada, key: ssh-ed25519 AAAA }, { id: 22, user: bob, key: ssh-ed25519 BBBB }]
deploy_keys: [{ id: 24, key: ssh-ed25519 CCCC, projects: { group/app: pull } }]
projects: [{ id: 1, path: group/app }]
`,
    'recovery.yaml',
  );

const world = settings('{}');
const strict = settings('{ strict: true }');

async function ask(json: object, options: StubOptions = {}): Promise<Received> {
  await using stub = await startStub({ world, ...options });
  return await call(stub, `POST ${path}`, { as: 'shell', json });
}

const failure = (message: string) => ({ status: 200, body: { success: false, message } });

test('A key brings its user ten new codes, as the documentation shows', async () => {
  await using stub = await startStub();
  const { status, body } = await call(stub, `POST ${path}`, { as: 'shell', form: 'key_id=7' });
  expect(status).toBe(200);
  expect(body).toEqual({
    success: true,
    recovery_codes: Array.from({ length: 10 }, () => expect.stringMatching(/^[0-9a-f]{16}$/)),
  });
});

test('Each call brings other codes', async () => {
  await using stub = await startStub({ world });
  const once = await call(stub, `POST ${path}`, { as: 'shell', json: { key_id: '21' } });
  const again = await call(stub, `POST ${path}`, { as: 'shell', json: { key_id: '21' } });
  expect(
    new Set([...Array.from(once.body.recovery_codes as never), ...Array.from(again.body.recovery_codes as never)]).size,
  ).toBe(20);
});

test('A user without a key will do, as the documentation says, but not to a strict instance', async () => {
  expect((await ask({ user_id: 5 })).body.success).toBe(true);
  expect(await ask({ user_id: 5 }, { world: strict })).toMatchObject(failure('Could not find the given key'));
  expect(await ask({ user_id: 5 }, { world: strict, gitlabVersion: '13.7' })).toMatchObject(
    failure('Could not find a user without a key'),
  );
  expect((await ask({ key_id: 21 }, { world: strict })).body.success).toBe(true);
});

test.each([
  [{ user_id: 404 }, 'Could not find the given user'],
  [{ user_id: 5, key_id: 404 }, 'Could not find the given user'],
  [{ key_id: 404 }, 'Could not find the given key'],
  [{}, 'Could not find the given key'],
  [{ key_id: 24 }, 'Deploy keys cannot be used to retrieve recovery codes'],
  [{ key_id: 22 }, 'Two-factor authentication is not enabled for this user'],
  [{ user_id: 6 }, 'Two-factor authentication is not enabled for this user'],
])('What speaks against it is told with 200: %j', async (json, message) => {
  expect(await ask(json)).toMatchObject(failure(message));
});

test('GitLab 13 misses the key in other words', async () => {
  expect(await ask({}, { gitlabVersion: '13.7' })).toMatchObject(failure('Could not find a user without a key'));
  expect(await ask({ key_id: 404 }, { gitlabVersion: '13.7' })).toMatchObject(failure('Could not find the given key'));
});

test('The key wins over the user', async () => {
  expect(await ask({ key_id: 22, user_id: 5 })).toMatchObject(
    failure('Two-factor authentication is not enabled for this user'),
  );
});

test('An id that is no number is refused, and unknown to a lenient stub', async () => {
  expect(await ask({ key_id: 'x' })).toMatchObject({ status: 400, body: { error: 'key_id is invalid' } });
  expect(await ask({ key_id: 'x' }, { handling: 'lenient' })).toMatchObject(failure('Could not find the given key'));
});

test('GET does the same, and HEAD nothing', async () => {
  await withDatabase(async (database, file) => {
    await using stub = await startStub({ world, database });
    const kept = () => read(file, 'SELECT codes FROM recovery_codes WHERE user_id = 5');
    expect((await call(stub, `HEAD ${path}?key_id=21`, { as: 'shell' })).status).toBe(200);
    expect(kept()).toEqual([]);
    const { status, body } = await call(stub, `GET ${path}?key_id=21`, { as: 'shell' });
    expect(status).toBe(200);
    expect(body.recovery_codes).toHaveLength(10);
    const [first] = kept();
    await call(stub, `HEAD ${path}?key_id=21`, { as: 'shell' });
    expect(kept()).toEqual([first]);
    await call(stub, `POST ${path}`, { as: 'shell', json: { key_id: 21 } });
    expect(kept()).toHaveLength(1);
    expect(kept()).not.toEqual([first]);
  });
});

test('A key is used whenever it is asked about, and one whose user is gone is told apart', async () => {
  await withDatabase(async (database, file) => {
    await using stub = await startStub({ world, database });
    read(file, 'DELETE FROM users WHERE id = 6');
    expect(await call(stub, `POST ${path}`, { as: 'shell', json: { key_id: 22 } })).toMatchObject(
      failure('Could not find a user for the given key'),
    );
    expect(read(file, 'SELECT id FROM keys WHERE last_used_at IS NOT NULL')).toEqual([{ id: 22 }]);
  });
});

test.each(['GET', 'POST'])('Without the secret of GitLab Shell %s brings nothing', async (method) => {
  await using stub = await startStub({ world });
  expect(await call(stub, `${method} ${path}?key_id=21`)).toMatchObject({
    status: 401,
    body: { message: '401 Unauthorized' },
  });
});

async function withDatabase(run: (database: string, file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'recovery-codes-'));
  try {
    await run(`sqlite:${join(folder, 'world.db')}`, join(folder, 'world.db'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function read(file: string, query: string): unknown[] {
  const database = new DatabaseSync(file);
  try {
    return database
      .prepare(query)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}
