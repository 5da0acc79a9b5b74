import { expect, test } from 'vitest';
import { call } from '../../requests.test-support.ts';
import { startStub } from '../../start-stub.ts';
import { defaultWorld } from '../../world/default.ts';

const check = 'GET /api/v4/internal/check';

test('The instance tells its release and that Redis answers', async () => {
  await using stub = await startStub({ gitlabVersion: '14.2' });
  const { status, body } = await call(stub, check, { as: 'shell' });
  expect(status).toBe(200);
  expect(body).toEqual({ api_version: 'v4', gitlab_version: '14.2.0-ee', gitlab_rev: 'd69c988e6a6', redis: true });
});

test('Redis that does not answer is still a 200', async () => {
  await using stub = await startStub({ world: { ...defaultWorld(), instance: { redis: false } } });
  expect(await call(stub, check, { as: 'shell' })).toMatchObject({ status: 200, body: { redis: false } });
});
