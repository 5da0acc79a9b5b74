import { expect, test } from 'vitest';
import { call } from '../../requests.test-support.ts';
import { startStub } from '../../start-stub.ts';

const agentInfo = 'GET /api/v4/internal/kubernetes/agent_info';

test('An agent learns its project and how to reach its repository', async () => {
  await using stub = await startStub();
  const { status, body } = await call(stub, agentInfo, { as: 'agent' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ project_id: 8, agent_id: 1, agent_name: 'production', default_branch: 'main' });
  expect(body.gitaly_repository?.gl_project_path).toBe('agents/config');
});

test('Before GitLab 15.0 the default branch is not told', async () => {
  await using stub = await startStub({ gitlabVersion: '14.2' });
  expect((await call(stub, agentInfo, { as: 'agent' })).body).not.toHaveProperty('default_branch');
});

test('A token that no agent has is refused', async () => {
  await using stub = await startStub();
  const headers = { Authorization: 'Bearer nobody' };
  expect(await call(stub, agentInfo, { as: 'kas', headers })).toMatchObject({
    status: 401,
    body: { message: '401 Unauthorized' },
  });
});

test('Without the JWT of kas the token of an agent is worth nothing', async () => {
  await using stub = await startStub();
  const headers = { Authorization: 'Bearer agent-dev-token' };
  expect(await call(stub, agentInfo, { headers })).toMatchObject({
    status: 401,
    body: { message: 'KAS JWT authentication invalid' },
  });
});
