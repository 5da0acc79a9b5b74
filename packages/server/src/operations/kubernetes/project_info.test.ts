import { expect, test } from 'vitest';
import { worldWithAgents } from '../../agents.test-support.ts';
import { call } from '../../requests.test-support.ts';
import { sqliteFile } from '../../sqlite-file.test-support.ts';
import { startStub } from '../../start-stub.ts';
import { defaultWorld } from '../../world/default.ts';

const projectInfo = (id: string) => `GET /api/v4/internal/kubernetes/project_info?id=${id}`;

const publicProject = {
  project_id: 7,
  gitaly_info: { address: 'unix:/var/opt/gitlab/gitaly/gitaly.socket', token: null, features: {} },
  gitaly_repository: {
    storage_name: 'default',
    relative_path: '@hashed/79/02/7902699be42c8a8e46fbbb4501726517e86b22c56a189f7625a6da49081b2451.git',
    gl_repository: 'project-7',
    gl_project_path: 'group/public',
  },
};

test('A public project is found by its id and by its path', async () => {
  await using stub = await startStub();
  for (const id of ['7', 'group%2Fpublic', 'group/public']) {
    const { status, body } = await call(stub, projectInfo(id), { as: 'agent' });
    expect(status).toBe(200);
    expect(body).toEqual({ ...publicProject, default_branch: 'main' });
  }
});

test('The project in which the agent is configured is found though it is private', async () => {
  await using stub = await startStub();
  for (const id of ['8', 'agents%2Fconfig']) {
    expect(await call(stub, projectInfo(id), { as: 'agent' })).toMatchObject({ status: 200, body: { project_id: 8 } });
  }
});

test('Any other private or internal project is not there', async () => {
  const world = defaultWorld();
  const internal = { id: 70, path: 'group/internal', visibility: 'internal' } as const;
  await using stub = await startStub({ world: { ...world, projects: [...(world.projects ?? []), internal] } });
  for (const id of ['9', 'secret%2Fvault', '70', 'group%2Finternal']) {
    const { status, body } = await call(stub, projectInfo(id), { as: 'agent' });
    expect(status).toBe(404);
    expect(body).toEqual({ message: '404 Not Found' });
  }
});

test('The project of another agent is not there', async () => {
  const [production] = defaultWorld().agents ?? [];
  const world = worldWithAgents({
    ...production,
    id: 2,
    name: 'other',
    token: 'agent-dev-token',
    project: 'group/public',
  });
  await using stub = await startStub({ world });
  expect((await call(stub, projectInfo('agents%2Fconfig'), { as: 'agent' })).status).toBe(404);
});

test.each([
  ['an unknown id', '4711'],
  ['an unknown path', 'nobody%2Fnothing'],
  ['a path without a slash', 'public'],
  ['nothing', ''],
  ['an id that no database holds', '99999999999999999999'],
  ['a negative id', '-7'],
])('With %s nothing is found', async (_, id) => {
  await using stub = await startStub();
  const { status, body } = await call(stub, projectInfo(id), { as: 'agent' });
  expect(status).toBe(404);
  expect(body).toEqual({ message: '404 Not Found' });
});

test('Without an id the request is invalid', async () => {
  await using stub = await startStub();
  const answer = await call(stub, 'GET /api/v4/internal/kubernetes/project_info', { as: 'agent' });
  expect(answer).toMatchObject({ status: 400, body: { error: 'id is missing' } });
});

test.each([
  ['13.7', false],
  ['14.10', false],
  ['15.0', true],
  ['15.6', true],
])('GitLab %s tells the default branch: %s', async (gitlabVersion, told) => {
  await using stub = await startStub({ gitlabVersion });
  const { body } = await call(stub, projectInfo('7'), { as: 'agent' });
  expect(body).toEqual({ ...publicProject, ...(told && { default_branch: 'main' }) });
});

test('Both the JWT of kas and the token of an agent are needed', async () => {
  await using stub = await startStub();
  const withoutAgent = await call(stub, projectInfo('7'), { as: 'kas' });
  expect(withoutAgent).toMatchObject({ status: 401, body: { message: '401 Unauthorized' } });
  const withoutKas = await call(stub, projectInfo('7'), { headers: { Authorization: 'Bearer agent-dev-token' } });
  expect(withoutKas).toMatchObject({ status: 401, body: { message: 'KAS JWT authentication invalid' } });
});

test('The use of the token is recorded, whether there is a project or not', async () => {
  using file = sqliteFile();
  await using stub = await startStub({ database: file.database });
  const lastUse = () =>
    file.query((database) => database.selectFrom('agents').select('last_used_at').executeTakeFirst());
  expect(await lastUse()).toEqual({ last_used_at: null });
  await call(stub, projectInfo('nothing'), { as: 'agent' });
  expect((await lastUse())?.last_used_at).toMatch(/^\d{4}-\d\d-\d\dT/);
});
