import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../postgres.test-support.ts';
import { call, kasJwt, type Received, type Sent } from '../requests.test-support.ts';
import { type StartedStub, startStub } from '../start-stub.ts';
import { allEngines, lastingEngines, temporaryFolder } from '../store/engines.test-support.ts';
import { defaultWorld } from '../world/default.ts';

const postgres = await startPostgres();
const folder = temporaryFolder();
afterAll(async () => {
  await postgres.remove();
  folder[Symbol.dispose]();
});

const mergePatch = (patch: unknown): Sent => ({
  body: JSON.stringify(patch),
  headers: { 'Content-Type': 'application/merge-patch+json' },
});

/** Has the identity provider of a world add a user. */
function provision(stub: StartedStub, world: string, uid: string): Promise<Received> {
  const name = { formatted: uid, familyName: uid, givenName: uid };
  const emails = [{ primary: true, type: 'work', value: `${uid}@example.com` }];
  const json = { externalId: uid, userName: uid, active: true, emails, name };
  const headers = { 'Gitlab-Stub-World': world };
  return call(stub, 'POST /api/scim/v2/groups/test_group/Users', { as: 'scim', json, headers });
}

/** How many users the identity provider of a world finds. */
async function provisioned(stub: StartedStub, world: string): Promise<unknown> {
  const headers = { 'Gitlab-Stub-World': world };
  return (await call(stub, 'GET /api/scim/v2/groups/test_group/Users', { as: 'scim', headers })).body.totalResults;
}

function names({ body }: Received): string[] {
  return (body.worlds as unknown as { name: string }[]).map(({ name }) => name);
}

describe.each(allEngines(folder.path, postgres))('worlds in $name', ({ isThere, create }) => {
  describe.skipIf(!isThere)('are', () => {
    let stub: StartedStub;
    beforeAll(async () => {
      stub = await startStub({ database: await create() });
    });
    afterAll(() => stub.close());

    test('made empty, and nobody gets in', async () => {
      expect(await call(stub, 'POST /-/worlds', { json: { name: 'empty' } })).toMatchObject({
        status: 201,
        body: { name: 'empty', url: `${stub.url}/-/in/empty` },
      });
      expect(await call(stub, 'GET /-/worlds/empty')).toMatchObject({
        status: 200,
        body: { instance: {}, secrets: {}, users: [], namespaces: [], projects: [] },
      });
      expect(await call(stub, 'GET /-/in/empty/api/v4/internal/check', { as: 'shell' })).toMatchObject({ status: 401 });
    });

    test('made from one that ships, from a description, and as a copy with all that has happened', async () => {
      await call(stub, 'POST /-/worlds', { json: { name: 'shipped', from: { file: 'default' } } });
      expect(await call(stub, 'GET /-/in/shipped/api/v4/internal/discover?user_id=7', { as: 'shell' })).toMatchObject({
        body: { username: 'rubi' },
      });
      const world = { secrets: { shell: 'other' }, users: [{ id: 7, username: 'somebody' }] };
      await call(stub, 'POST /-/worlds', { json: { name: 'described', from: { world } } });
      const headers = { 'Gitlab-Stub-World': 'described', 'Gitlab-Shared-Secret': 'b3RoZXI=' };
      expect(await call(stub, 'GET /api/v4/internal/discover?user_id=7', { headers })).toMatchObject({
        body: { username: 'somebody' },
      });
      await provision(stub, 'shipped', 'new-user');
      await call(stub, 'POST /-/worlds', { json: { name: 'copy', from: { copy: 'shipped' } } });
      const users = await Promise.all(['shipped', 'copy', 'default'].map((name) => provisioned(stub, name)));
      expect(users).toEqual([3, 3, 2]);
    });

    test('refused where the name is taken, is none, or what they come from is not there', async () => {
      expect(await call(stub, 'POST /-/worlds', { json: { name: 'default' } })).toMatchObject({ status: 409 });
      expect(await call(stub, 'POST /-/worlds', { json: { name: 'a/b' } })).toMatchObject({ status: 400 });
      expect(await call(stub, 'POST /-/worlds', { json: { name: 'x', from: { copy: 'no' } } })).toMatchObject({
        status: 404,
      });
      expect(await call(stub, 'POST /-/worlds', { json: { name: 'x', from: { file: 'etc' } } })).toMatchObject({
        status: 422,
      });
      const two = { copy: 'default', file: 'default' };
      expect(await call(stub, 'POST /-/worlds', { json: { name: 'x', from: two } })).toMatchObject({ status: 400 });
      expect(names(await call(stub, 'GET /-/worlds'))).not.toContain('x');
    });

    test('refused with everything that is wrong with them', async () => {
      const world = {
        users: [{ id: 1, username: 'root', state: 'gone' }],
        keys: [{ id: 1, user: 'rot', key: 'ssh-rsa AAAA' }],
      };
      expect(await call(stub, 'POST /-/worlds', { json: { name: 'broken', from: { world } } })).toMatchObject({
        status: 422,
        body: {
          error: '422 Unprocessable Entity: the world has 2 mistakes',
          mistakes: [
            { path: 'users[0].state' },
            { path: 'keys[0].user', message: "'rot' is no user of this world; did you mean 'root'?" },
          ],
        },
      });
    });

    test('changed by a merge patch, in lists and settings, and in nothing else', async () => {
      await call(stub, 'POST /-/worlds', { json: { name: 'patched', from: { file: 'default' } } });
      const before = (await call(stub, 'GET /-/worlds/patched')).body;
      const patched = await call(
        stub,
        'PATCH /-/worlds/patched',
        mergePatch({ instance: { maintenance: true }, broadcast_messages: ['Hi'] }),
      );
      expect(patched).toMatchObject({ status: 200 });
      expect(patched.body).toEqual({
        ...before,
        instance: { gitlab_com: true, maintenance: true },
        broadcast_messages: ['Hi'],
      });
      expect(await call(stub, 'GET /-/in/patched/api/v4/internal/check', { as: 'shell' })).toMatchObject({
        status: 503,
      });
      await call(stub, 'PATCH /-/worlds/patched', mergePatch({ instance: { maintenance: null } }));
      const pushed = { as: 'shell', json: { gl_repository: 'project-3', identifier: 'key-11', changes: '' } } as const;
      const { body } = await call(stub, 'POST /-/in/patched/api/v4/internal/post_receive', pushed);
      expect(JSON.stringify(body)).toContain('Hi');
    });

    test('changed by a patch that takes a user out, whose personal namespace goes too', async () => {
      await call(stub, 'POST /-/worlds', { json: { name: 'fewer', from: { file: 'default' } } });
      const { users } = (await call(stub, 'GET /-/worlds/fewer')).body;
      const others = (users as unknown as { username: string }[]).filter(({ username }) => username !== 'blocked');
      const { status, body } = await call(stub, 'PATCH /-/worlds/fewer', mergePatch({ users: others }));
      expect(status).toBe(200);
      expect((body.namespaces as unknown as { path: string }[]).map(({ path }) => path)).not.toContain('blocked');
      const line = 'GET /-/in/fewer/api/v4/internal/discover?user_id=40';
      expect((await call(stub, line, { as: 'shell' })).body).toBeNull();
    });

    test('not changed by a patch of which no world comes', async () => {
      const before = (await call(stub, 'GET /-/worlds/default')).body;
      expect(
        await call(stub, 'PATCH /-/worlds/default', mergePatch({ users: [], projects: '@/etc/passwd' })),
      ).toMatchObject({ status: 422 });
      expect(await call(stub, 'PATCH /-/worlds/no', mergePatch({}))).toMatchObject({ status: 404 });
      expect((await call(stub, 'GET /-/worlds/default')).body).toEqual(before);
    });

    test('read out so that another world can be made of it, whose tokens are the same', async () => {
      const json = { user_id: 7, name: 'made', scopes: ['api'] };
      const { body: made } = await call(stub, 'POST /api/v4/internal/personal_access_token', { as: 'shell', json });
      const { body: world } = await call(stub, 'GET /-/worlds/default');
      expect(await call(stub, 'POST /-/worlds', { json: { name: 'twin', from: { world } } })).toMatchObject({
        status: 201,
      });
      expect((await call(stub, 'GET /-/worlds/twin')).body).toEqual(world);
      const token = { 'PRIVATE-TOKEN': String(made.token) };
      const subscription = 'api/v4/namespaces/1234/gitlab_subscription';
      expect(await call(stub, `GET /-/in/twin/${subscription}`, { headers: token })).toMatchObject({ status: 403 });
      expect(await call(stub, `GET /-/in/twin/${subscription}`, { as: 'owner' })).toMatchObject({ status: 200 });
      expect(await call(stub, `GET /-/in/twin/${subscription}`, { headers: { 'PRIVATE-TOKEN': 'no' } })).toMatchObject({
        status: 401,
      });
    });

    test('deleted, but the default one is not', async () => {
      await call(stub, 'POST /-/worlds', { json: { name: 'gone', from: { file: 'default' } } });
      expect(await call(stub, 'DELETE /-/worlds/gone')).toMatchObject({ status: 204 });
      expect(await call(stub, 'DELETE /-/worlds/gone')).toMatchObject({ status: 404 });
      const after = await call(stub, 'GET /-/in/gone/api/v4/internal/check', { as: 'shell' });
      expect(after).toMatchObject({ status: 404, body: { error: '404 Not Found' } });
      expect(after.headers.get('Gitlab-Stub-Hint')).toBe('no world is called gone; POST /-/worlds makes one');
      await call(stub, 'POST /-/worlds', { json: { name: 'gone' } });
      expect((await call(stub, 'GET /-/worlds/gone')).body.users).toEqual([]);
      expect(await call(stub, 'DELETE /-/worlds/default')).toMatchObject({ status: 409 });
    });

    test('each with a clock by which its tokens expire', async () => {
      await call(stub, 'POST /-/worlds', { json: { name: 'late', from: { file: 'default' } } });
      const send = (name: string, line: string, sent: Sent) => call(stub, line.replace(' ', ` /-/in/${name}`), sent);
      const frozen = await call(stub, 'PATCH /-/worlds/late/clock', {
        json: { frozen: true, now: '2030-01-01T00:00:00Z' },
      });
      expect(frozen).toMatchObject({ status: 200, body: { now: '2030-01-01T00:00:00.000Z', frozen: true } });
      const at2030 = Date.UTC(2030, 0, 1) / 1000;
      const token = async (exp: number) => ({
        headers: { 'Gitlab-Kas-Api-Request': await kasJwt({ exp }), Authorization: 'Bearer agent-dev-token' },
      });
      const soon = await token(at2030 + 60);
      expect(await send('late', 'GET /api/v4/internal/kubernetes/agent_info', soon)).toMatchObject({ status: 200 });
      expect(
        await send('late', 'GET /api/v4/internal/kubernetes/agent_info', await token(at2030 - 3600)),
      ).toMatchObject({ status: 401 });
      expect(await call(stub, 'POST /-/worlds/late/clock/advance', { json: { seconds: 601 } })).toMatchObject({
        status: 200,
        body: { now: '2030-01-01T00:10:01.000Z', frozen: true },
      });
      expect(await send('late', 'GET /api/v4/internal/kubernetes/agent_info', soon)).toMatchObject({ status: 401 });
      expect((await call(stub, 'GET /-/worlds/default/clock')).body).toMatchObject({
        frozen: false,
        offset_seconds: 0,
      });
    });

    test('put forward by two at once by both', async () => {
      await call(stub, 'POST /-/worlds', { json: { name: 'hasty' } });
      await call(stub, 'PATCH /-/worlds/hasty/clock', { json: { frozen: true, now: '2000-01-01T00:00:00Z' } });
      const advance = () => call(stub, 'POST /-/worlds/hasty/clock/advance', { json: { seconds: 1.5 } });
      await Promise.all(Array.from({ length: 20 }, advance));
      expect((await call(stub, 'GET /-/worlds/hasty/clock')).body.now).toBe('2000-01-01T00:00:30.000Z');
      const goesOn = await call(stub, 'PATCH /-/worlds/hasty/clock', { json: { frozen: false } });
      expect(goesOn.body).toMatchObject({ frozen: false });
      expect(String(goesOn.body.now)).toMatch(/^2000-01-01T00:00:3/);
      expect(await call(stub, 'PATCH /-/worlds/hasty/clock', { json: { offset_seconds: 0 } })).toMatchObject({
        body: { offset_seconds: 0 },
      });
    });

    test('kept between the years 1970 and 9999', async () => {
      await call(stub, 'POST /-/worlds', { json: { name: 'far' } });
      expect(await call(stub, 'PATCH /-/worlds/far/clock', { json: { now: '1969-12-31T00:00:00Z' } })).toMatchObject({
        status: 422,
      });
      for (const now of ['2023-02-30T00:00:00Z', '2016-12-31T23:59:60Z'])
        expect(await call(stub, 'PATCH /-/worlds/far/clock', { json: { now } })).toMatchObject({
          status: 400,
          body: { error: `400 Bad Request: now: there is no ${now}; an instant is written as 2022-06-30T12:00:00Z` },
        });
      await call(stub, 'PATCH /-/worlds/far/clock', { json: { now: '9999-01-01T00:00:00Z', frozen: true } });
      expect(await call(stub, 'POST /-/worlds/far/clock/advance', { json: { seconds: 3e9 } })).toMatchObject({
        status: 422,
      });
      expect(await call(stub, 'POST /-/worlds/no/clock/advance', { json: { seconds: 1 } })).toMatchObject({
        status: 404,
      });
    });
  });
});

describe.each(lastingEngines(folder.path, postgres))('two servers on $name', ({ isThere, create }) => {
  test.skipIf(!isThere)('share worlds, their settings and their clocks', async () => {
    const database = await create();
    await using one = await startStub({ database });
    await using other = await startStub({ database });
    const check = () => call(other, 'GET /-/in/shared/api/v4/internal/check', { as: 'shell' });
    expect(await check()).toMatchObject({ status: 404 });
    await one.worlds.create('shared', { file: 'default' });
    expect(await check()).toMatchObject({ status: 200 });
    await one.worlds.get('shared').patch({ instance: { maintenance: true } });
    expect(await check()).toMatchObject({ status: 503 });
    await one.worlds.get('shared').clock.freeze('2031-02-03T04:05:06Z');
    expect((await call(other, 'GET /-/worlds/shared/clock')).body.now).toBe('2031-02-03T04:05:06.000Z');
    await one.worlds.get('shared').delete();
    expect(await check()).toMatchObject({ status: 404 });
  });
});

test('200 worlds in the hands of 8 clients do not see each other', async () => {
  await using stub = await startStub();
  const worlds = Array.from({ length: 200 }, (_, index) => ({
    name: `w${index}`,
    day: (index % 28) + 1,
    users: index % 4,
  }));
  const seen = new Map<string, unknown>();
  const useOne = async ({ name, day, users }: (typeof worlds)[number]) => {
    await call(stub, 'POST /-/worlds', { json: { name, from: { file: 'default' } } });
    await call(stub, `PATCH /-/worlds/${name}`, mergePatch({ instance: { gitlab_rev: name } }));
    await call(stub, `PATCH /-/worlds/${name}/clock`, { json: { now: instant(day), frozen: true } });
    for (let user = 0; user < users; user++) await provision(stub, name, `user-${user}`);
    const { body } = await call(stub, 'GET /api/v4/internal/check', {
      as: 'shell',
      headers: { 'Gitlab-Stub-World': name },
    });
    const { now } = (await call(stub, `GET /-/worlds/${name}/clock`)).body;
    seen.set(name, { rev: body.gitlab_rev, now, users: await provisioned(stub, name) });
  };
  const queue = [...worlds];
  const client = async () => {
    for (let world = queue.shift(); world; world = queue.shift()) await useOne(world);
  };
  await Promise.all(Array.from({ length: 8 }, client));
  const expected = worlds.map(
    ({ name, day, users }) => [name, { rev: name, now: instant(day), users: 2 + users }] as const,
  );
  expect(seen).toEqual(new Map(expected));
  expect((await stub.worlds.names()).length).toBe(201);
  for (const { name } of worlds) await stub.worlds.get(name).delete();
  expect(await stub.worlds.names()).toEqual(['default']);
});

function instant(day: number): string {
  return `2030-01-${String(day).padStart(2, '0')}T00:00:00.000Z`;
}

describe('a stub in a test', () => {
  test('has its world and clock at hand', async () => {
    await using stub = await startStub();
    expect(await stub.world.get()).toMatchObject({ secrets: defaultWorld().secrets });
    await stub.world.patch({ instance: { gitlab_version: '15.1.0' } });
    expect((await call(stub, 'GET /api/v4/internal/check', { as: 'shell' })).body.gitlab_version).toBe('15.1.0');
    expect(await stub.clock.freeze('2030-01-01T00:00:00Z')).toMatchObject({
      now: '2030-01-01T00:00:00.000Z',
      frozen: true,
    });
    expect((await stub.clock.advance(86_400)).now).toBe('2030-01-02T00:00:00.000Z');
    expect((await stub.clock.set(new Date('2029-01-01T00:00:00Z'))).now).toBe('2029-01-01T00:00:00.000Z');
    expect(await stub.clock.reset()).toMatchObject({ frozen: false, offset_seconds: 0 });
  });

  test('says what is wrong with a world or a name', async () => {
    await using stub = await startStub();
    await expect(stub.world.patch({ users: [] })).rejects.toThrow("keys[0].user: 'rubi' is no user of this world");
    await expect(stub.worlds.create('default')).rejects.toThrow('a world is called default already');
    await expect(stub.worlds.create('../x')).rejects.toThrow('"../x" is no name of a world');
    await expect(stub.worlds.get('no').get()).rejects.toThrow('no such world: no');
    await expect(stub.world.delete()).rejects.toThrow('the world default cannot be deleted');
  });

  test('deletes a world when its block ends', async () => {
    await using stub = await startStub();
    {
      await using world = await stub.worlds.create('block', { file: 'default' });
      expect(await call(world, 'GET /api/v4/internal/check', { as: 'shell' })).toMatchObject({ status: 200 });
    }
    expect(await stub.worlds.names()).toEqual(['default']);
  });
});
