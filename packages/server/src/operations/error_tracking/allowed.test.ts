import { expect, test } from 'vitest';
import { call } from '../../requests.test-support.ts';
import { startStub } from '../../start-stub.ts';
import { parseWorld } from '../../world/world-file.ts';

const allowed = 'POST /api/v4/internal/error_tracking/allowed';
const documented = { project_id: 111, public_key: 'generated-error-tracking-key' };

test('A key of the project opens it, as the documentation shows', async () => {
  await using stub = await startStub();
  const form = 'project_id=111&public_key=generated-error-tracking-key';
  expect(await call(stub, allowed, { as: 'shell', form })).toMatchObject({ status: 200, body: { enabled: true } });
});

test('The token of the error tracking service is what real servers want', async () => {
  await using stub = await startStub();
  expect(await call(stub, allowed, { as: 'errorTracking', json: documented })).toMatchObject({
    status: 200,
    body: { enabled: true },
  });
  const json = { ...documented, error_tracking_token: 'error-tracking-dev-token' };
  expect(await call(stub, allowed, { json })).toMatchObject({ status: 200, body: { enabled: true } });
});

test('Without a token, or with another one, there is no answer', async () => {
  await using stub = await startStub();
  const refused = { status: 401, body: { message: '401 Unauthorized' } };
  expect(await call(stub, allowed, { json: documented })).toMatchObject(refused);
  expect(
    await call(stub, allowed, { json: documented, headers: { 'Gitlab-Error-Tracking-Token': 'other' } }),
  ).toMatchObject(refused);
});

test.each(['other', ' generated-error-tracking-key'])(
  'A key that the project does not have opens nothing: %j',
  async (public_key) => {
    await using stub = await startStub();
    expect(await call(stub, allowed, { as: 'errorTracking', json: { ...documented, public_key } })).toMatchObject({
      status: 200,
      body: { enabled: false },
    });
  },
);

test('The key of another project opens nothing, nor does a key that is off', async () => {
  const world = parseWorld(
    `
secrets: { error_tracking: error-tracking-dev-token }
projects:
  - { id: 1, path: group/one, error_tracking_keys: [{ public_key: on }, { public_key: off, enabled: false }] }
  - { id: 2, path: group/two }
`.replaceAll(/public_key: (\w+)/g, "public_key: '$1'"),
    'keys.yaml',
  );
  await using stub = await startStub({ world });
  const ask = async (project_id: string, public_key: string) =>
    (await call(stub, allowed, { as: 'errorTracking', json: { project_id, public_key } })).body.enabled;
  expect(await ask('1', 'on')).toBe(true);
  expect(await ask('1', 'off')).toBe(false);
  expect(await ask('2', 'on')).toBe(false);
});

test('An unknown project is 404 with a small n', async () => {
  await using stub = await startStub();
  const json = { ...documented, project_id: 404 };
  expect(await call(stub, allowed, { as: 'errorTracking', json })).toMatchObject({
    status: 404,
    body: { message: '404 Not found' },
  });
});

test.each([
  {},
  { project_id: 111 },
  { public_key: 'x' },
  { project_id: 111, public_key: '' },
  { project_id: '', public_key: 'x' },
])('A missing or blank parameter is 422, in either handling: %j', async (json) => {
  await using stub = await startStub();
  for (const handling of ['strict', 'lenient']) {
    const reply = await call(stub, allowed, { as: 'errorTracking', json, headers: { Prefer: `handling=${handling}` } });
    expect(reply).toMatchObject({ status: 422, body: { message: '422 Unprocessable Entity' } });
  }
});

test('A project that is no number is 422, and unknown to a lenient stub', async () => {
  await using stub = await startStub();
  const json = { ...documented, project_id: 'group/errors' };
  expect((await call(stub, allowed, { as: 'errorTracking', json })).status).toBe(422);
  const lenient = await call(stub, allowed, { as: 'errorTracking', json, headers: { Prefer: 'handling=lenient' } });
  expect(lenient).toMatchObject({ status: 404, body: { message: '404 Not found' } });
});

test('GitLab 14 has no such operation', async () => {
  await using stub = await startStub({ gitlabVersion: '14.2' });
  expect(await call(stub, allowed, { as: 'shell', json: documented })).toMatchObject({
    status: 404,
    body: { error: '404 Not Found' },
  });
});
