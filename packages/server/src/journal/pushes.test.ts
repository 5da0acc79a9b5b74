import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call, type Received } from '../requests.test-support.ts';
import { type StartedStub, startStub } from '../start-stub.ts';
import type { StubWorld } from '../worlds/stub-worlds.ts';

let stub: StartedStub;
let world: StubWorld;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());
let count = 0;
beforeEach(async () => {
  count += 1;
  world = await stub.worlds.create(`pushes-${count}`, { file: 'default' });
  return () => world.delete();
});

const refs = `${'0'.repeat(40)} ${'1'.repeat(40)} refs/heads/feature`;
const pushing = { action: 'git-receive-pack', protocol: 'ssh', key_id: 11 };

function send(name: string, json: object, id?: string): Promise<Received> {
  const headers = id === undefined ? {} : { 'X-Request-Id': id };
  return call(world, `POST /api/v4/internal/${name}`, { as: 'shell', json, headers });
}

const shellAsks = (project = 'gnuwget/wget2', id?: string) =>
  send('allowed', { ...pushing, project, changes: '_any' }, id);
const gitalyAsks = (repository = 'project-3', id?: string) =>
  send('allowed', { ...pushing, gl_repository: repository, project: '/on/disk.git', changes: refs }, id);
const preReceive = (repository = 'project-3', id?: string) => send('pre_receive', { gl_repository: repository }, id);
const postReceive = (repository = 'project-3', identifier = 'key-11', id?: string) =>
  send('post_receive', { gl_repository: repository, identifier, changes: refs }, id);

/** How a push stands that was the only one. */
async function only() {
  const pushes = await world.journal.pushes();
  expect(pushes.length).toBe(1);
  return pushes[0];
}

describe('A push that keeps the protocol', () => {
  test('goes from allowed over received to complete', async () => {
    expect((await shellAsks()).status).toBe(200);
    expect(await only()).toMatchObject({ state: 'allowed', actor: 'key-11', gl_repository: 'project-3', breaches: [] });
    await gitalyAsks();
    expect(await only()).toMatchObject({ state: 'allowed' });
    await preReceive();
    expect(await only()).toMatchObject({ state: 'received' });
    await postReceive();
    expect(await only()).toMatchObject({
      state: 'complete',
      breaches: [],
      calls: [
        { entry: 1, operation: 'checkGitAccess', counter: null },
        { entry: 2, operation: 'checkGitAccess', counter: null },
        { entry: 3, operation: 'preReceive', counter: 1 },
        { entry: 4, operation: 'postReceive', counter: 0 },
      ],
    });
  });

  test('may be named by the user that GitLab told of', async () => {
    const { body } = await shellAsks();
    await preReceive();
    await postReceive('project-3', String(body.gl_id));
    expect(await only()).toMatchObject({ state: 'complete', breaches: [] });
  });

  test('does not mind others to the same repository', async () => {
    for (const id of ['one', 'two']) {
      await shellAsks('gnuwget/wget2', id);
      await gitalyAsks('project-3', id);
    }
    for (const id of ['two', 'one']) await preReceive('project-3', id);
    for (const id of ['one', 'two']) await postReceive('project-3', 'key-11', id);
    const pushes = await world.journal.pushes();
    expect(pushes).toMatchObject([
      { state: 'complete', correlation_ids: ['one'], breaches: [] },
      { state: 'complete', correlation_ids: ['two'], breaches: [] },
    ]);
    expect(await world.journal.pushes({ correlation_id: 'two' })).toEqual([pushes[1]]);
  });

  test('ends where GitLab says no to the refs, and a pull is none', async () => {
    await send('allowed', { ...pushing, action: 'git-upload-pack', project: 'gnuwget/wget2' });
    await shellAsks();
    const changes = `${'1'.repeat(40)} ${'0'.repeat(40)} refs/heads/main`;
    const refused = await send('allowed', {
      ...pushing,
      gl_repository: 'project-3',
      changes,
      key_id: 11,
      protocol: 'web-x',
    });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(await only()).toMatchObject({ state: 'allowed' });
    await world.patch({ instance: { read_only: true } });
    expect((await gitalyAsks()).status).toBe(401);
    expect(await only()).toMatchObject({ state: 'refused', breaches: [] });
  });
});

describe('A push breaks the protocol', () => {
  const sentences = async () => (await world.journal.pushes({ breached: true })).flatMap(({ breaches }) => breaches);

  test('without checkGitAccess', async () => {
    await preReceive('project-3');
    expect(await sentences()).toEqual([
      'preReceive for project-3 came without a checkGitAccess that allowed a push there',
    ]);
  });

  test('where checkGitAccess was about another repository', async () => {
    await shellAsks();
    await preReceive('project-7');
    expect(await sentences()).toEqual([
      'preReceive for project-7 came without a checkGitAccess that allowed a push there',
    ]);
  });

  test('without preReceive, and without anything before', async () => {
    await shellAsks();
    await postReceive();
    await postReceive('project-7', 'user-1');
    expect(await sentences()).toEqual([
      'postReceive for project-3 came without a preReceive that counted the push',
      'postReceive for project-7 came without checkGitAccess and preReceive',
    ]);
  });

  test('with a second preReceive or postReceive', async () => {
    await shellAsks('gnuwget/wget2', 'one');
    await preReceive('project-3', 'one');
    await preReceive('project-3', 'one');
    await postReceive('project-3', 'key-11', 'one');
    await postReceive('project-3', 'key-11', 'one');
    expect(await sentences()).toEqual([
      'preReceive for project-3 came a second time, and the counter was increased twice',
      'the counter of project-3 stands at 1 after postReceive, while no other push is under way there',
      'postReceive for project-3 came a second time',
    ]);
  });

  test('with a postReceive for another repository or another actor', async () => {
    await shellAsks();
    await preReceive();
    await postReceive('project-7');
    expect(await sentences()).toEqual(['postReceive names project-7, but the push went to project-3']);
    await postReceive('project-3', 'user-99');
    expect((await sentences())[1]).toMatch(/^postReceive names user-99, but the push was allowed to key-11, /);
  });

  test('without postReceive once the 600 seconds of the counter are over on the clock of the world', async () => {
    await world.clock.freeze('2023-01-01T00:00:00Z');
    await shellAsks();
    await preReceive();
    await world.clock.advance(600);
    expect(await only()).toMatchObject({ state: 'received', breaches: [] });
    const waiting = call(stub, `GET /-/worlds/${world.name}/journal/pushes?breached=true&wait=30`);
    await world.clock.advance(1);
    const breach = "postReceive for project-3 did not come within 600 s of preReceive; GitLab's counter has expired";
    expect((await waiting).body).toMatchObject({ pushes: [{ state: 'breached', breaches: [breach] }] });
    await postReceive();
    expect(await sentences()).toEqual([`${breach}; it came after 601 s`]);
  });
});

test('Pushes are filtered, waited for and forgotten', async () => {
  const path = `GET /-/worlds/${world.name}/journal/pushes`;
  const waiting = call(stub, `${path}?state=complete&wait=30`);
  await shellAsks();
  await preReceive();
  await postReceive();
  expect((await waiting).body).toMatchObject({ pushes: [{ id: 1, state: 'complete' }] });
  for (const [query, found] of [
    ['gl_repository=project-3', 1],
    ['gl_repository=project-7', 0],
    ['breached=false', 1],
    ['breached=true&wait=0.05', 0],
  ] as const)
    expect((await call(stub, `${path}?${query}`)).body.pushes, query).toHaveLength(found);
  expect(await call(stub, `${path}?state=done`)).toMatchObject({ status: 400 });
  expect(await call(stub, `${path}?repository=x`)).toMatchObject({
    status: 400,
    body: { error: '400 Bad Request: repository is no filter; did you mean gl_repository?' },
  });
  expect(await call(stub, 'GET /-/worlds/nowhere/journal/pushes')).toMatchObject({ status: 404 });
  await world.journal.clear();
  expect(await world.journal.pushes()).toEqual([]);
});

test('A call that counted nothing is no part of a push', async () => {
  await call(world, 'POST /api/v4/internal/pre_receive', { json: { gl_repository: 'project-3' } });
  await world.patch({ instance: { redis: false } });
  await preReceive();
  expect(await world.journal.pushes()).toEqual([]);
});
