import { expect, test } from 'vitest';
import { call } from '../../requests.test-support.ts';
import { startStub } from '../../start-stub.ts';
import { defaultWorld } from '../../world/default.ts';

const preReceive = 'POST /api/v4/internal/pre_receive';
const counted = { status: 200, body: { reference_counter_increased: true } };

test('A push that is about to be accepted is counted, as the documentation shows', async () => {
  await using stub = await startStub();
  expect(await call(stub, preReceive, { as: 'shell', form: 'gl_repository=project-7' })).toMatchObject(counted);
});

test.each(['project-7', 'wiki-7', 'project-404', 'snippet-1'])(
  'Any repository has a counter, also one that does not exist: %s',
  async (gl_repository) => {
    await using stub = await startStub();
    expect(await call(stub, preReceive, { as: 'shellJwt', json: { gl_repository } })).toMatchObject(counted);
  },
);

test('Nothing is counted while Redis does not answer', async () => {
  await using stub = await startStub({ world: { ...defaultWorld(), instance: { redis: false } } });
  expect(await call(stub, preReceive, { as: 'shell', json: { gl_repository: 'project-7' } })).toMatchObject({
    status: 200,
    body: { reference_counter_increased: false },
  });
});

test('Without a repository the request is refused; a lenient stub counts one without a name', async () => {
  await using stub = await startStub();
  expect(await call(stub, preReceive, { as: 'shell', json: {} })).toMatchObject({
    status: 400,
    body: { error: 'gl_repository is missing' },
  });
  const headers = { Prefer: 'handling=lenient' };
  expect(await call(stub, preReceive, { as: 'shell', json: {}, headers })).toMatchObject(counted);
  expect(await call(stub, preReceive, { as: 'shell', json: { gl_repository: 'x' }, headers })).toMatchObject(counted);
});

test('Without the secret of GitLab Shell nothing is counted', async () => {
  await using stub = await startStub();
  const reply = await call(stub, preReceive, { json: { gl_repository: 'project-7' } });
  expect(reply).toMatchObject({ status: 401, body: { message: '401 Unauthorized' } });
});
