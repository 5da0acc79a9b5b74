import { expect, test } from 'vitest';
import { send, startCarrier } from './examples.test-support.ts';

const check = '/api/v4/internal/check';

test.each([`${check}/`, `${check}.json`, `${check}.json/`, `${check}?`, `${check}/?x=1`])(
  'GET %s is the check',
  async (target) => {
    await using carrier = await startCarrier();
    expect(await send(carrier, `GET ${target}`)).toMatchObject({ status: 200, body: { api_version: 'v4' } });
  },
);

test('A trailing slash does no harm behind a parameter or under SCIM', async () => {
  await using carrier = await startCarrier();
  expect(await send(carrier, 'GET /api/v4/namespaces/22/gitlab_subscription/')).toMatchObject({ status: 200 });
  expect(await send(carrier, 'GET /api/scim/v2/groups/test_group/Users/')).toMatchObject({ status: 200 });
  expect(await send(carrier, 'GET /api/scim/v2/groups/test_group/Users/abc/')).toMatchObject({ status: 200 });
  expect(carrier.understood.map(({ operation }) => operation.id)).toEqual([
    'getSubscription',
    'listScimUsers',
    'getScimUser',
  ]);
  expect(carrier.understood[2]?.input.id).toBe('abc');
});

test('The suffix .json is nothing special under SCIM', async () => {
  await using carrier = await startCarrier();
  expect(await send(carrier, 'GET /api/scim/v2/groups/test_group/Users.json')).toMatchObject({ status: 404 });
  expect(await send(carrier, 'GET /api/scim/v2/groups/test_group/Users/abc.json')).toMatchObject({ status: 200 });
  expect(carrier.understood[0]?.input.id).toBe('abc.json');
});

test('The suffix .json ends a parameter under v4', async () => {
  await using carrier = await startCarrier();
  expect(await send(carrier, 'PATCH /api/v4/namespaces/123/minutes/move/321.json')).toMatchObject({ status: 202 });
  expect(carrier.understood[0]?.input).toMatchObject({ id: '123', target_id: '321' });
});

test('Encoded slashes are part of a parameter', async () => {
  await using carrier = await startCarrier();
  await send(carrier, 'GET /api/v4/namespaces/top%2Fsub%2fbelow/gitlab_subscription');
  await send(carrier, 'GET /api/scim/v2/groups/top%2Fsub/Users/name%40example.com%2Fx');
  await send(carrier, 'GET /api/scim/v2/groups/top%2Fsub/Users/name@example.com/x');
  expect(carrier.understood.map(({ input }) => [input.group_path, input.id])).toEqual([
    [undefined, 'top/sub/below'],
    ['top/sub', 'name@example.com/x'],
    ['top/sub', 'name@example.com/x'],
  ]);
});

test.each(['..', '%2e%2e', 'a%3Fb', 'a%23b', 'a%25b', 'a:b;c=d,e', "a(b)*'!", '%E2%82%AC', 'a%20b', 'a+b'])(
  'The group %s arrives as it was meant',
  async (group) => {
    await using carrier = await startCarrier();
    expect(await send(carrier, `GET /api/scim/v2/groups/${group}/Users/7`)).toMatchObject({ status: 200 });
    expect(carrier.understood[0]?.input.group_path).toBe(decodeURIComponent(group));
  },
);

test.each(['%ff', '%c3%28', '%', '%zz', '%ed%a0%80'])('A path with %s leads nowhere', async (bytes) => {
  await using carrier = await startCarrier();
  expect(await send(carrier, `GET /api/v4/namespaces/${bytes}/gitlab_subscription`)).toMatchObject({
    status: 404,
    body: { error: '404 Not Found' },
  });
});

test.each([
  'GET /api/v4/internal/check',
  'GET /api/scim/v2/groups/test_group/Users',
  'GET /api/v4/internal/chekc',
  'GET /api/v4/internal/authorized_keys',
])('HEAD has the headers of %s and no body', async (line) => {
  await using carrier = await startCarrier();
  const headers = { 'X-Request-Id': 'same' };
  const get = await send(carrier, line, { headers });
  const head = await send(carrier, line.replace('GET', 'HEAD'), { headers });
  expect(head.body).toBeUndefined();
  expect(head.status).toBe(get.status);
  expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' });
});

test('HEAD is answered too where the responder leaves the body out', async () => {
  await using carrier = await startCarrier({ responder: { respond: async () => ({ status: 200 }) } });
  expect(await send(carrier, `HEAD ${check}`)).toMatchObject({ status: 200 });
  expect(await send(carrier, `GET ${check}`)).toMatchObject({ status: 500 });
});

test.each([
  ['POST /api/v4/internal/alowed', 'POST /api/v4/internal/allowed (checkGitAccess)'],
  ['GET /api/v4/internal/allowed', 'POST /api/v4/internal/allowed (checkGitAccess)'],
  ['POST /internal/allowed', 'POST /api/v4/internal/allowed (checkGitAccess)'],
  ['GET /api/v4/internal/Check', 'GET /api/v4/internal/check (checkInstance)'],
])('%s is 404 and hints at %s', async (line, hint) => {
  await using carrier = await startCarrier();
  const reply = await send(carrier, line);
  expect(reply).toMatchObject({ status: 404, body: { error: '404 Not Found' } });
  expect(reply.headers['content-type']).toBe('application/json');
  expect(reply.headers['gitlab-stub-hint']).toBe(hint);
  expect(carrier.exchanges[0]).toMatchObject({ hint, violations: [] });
});

test.each([
  'GET /',
  'GET /favicon.ico',
  'OPTIONS *',
  'GET //',
  'TRACE /api/v4/internal/check',
  'PROPFIND /api/v4/internal/check',
])('%s is 404', async (line) => {
  await using carrier = await startCarrier();
  expect(await send(carrier, line)).toMatchObject({ status: 404 });
});

test('A path that nobody meant has no hint', async () => {
  await using carrier = await startCarrier();
  expect((await send(carrier, 'GET /favicon.ico')).headers['gitlab-stub-hint']).toBeUndefined();
});

test('A wrong method under SCIM is 405 and names the right ones', async () => {
  await using carrier = await startCarrier();
  const users = await send(carrier, 'PUT /api/scim/v2/groups/test_group/Users');
  expect(users).toMatchObject({ status: 405, body: { error: '405 Not Allowed' } });
  expect(users.headers.allow).toBe('GET, HEAD, POST');
  expect((await send(carrier, 'PUT /api/scim/v2/groups/test_group/Users/7')).headers.allow).toBe(
    'GET, HEAD, DELETE, PATCH',
  );
  expect((await send(carrier, 'OPTIONS /api/scim/v2/groups/test_group/Users')).status).toBe(405);
});

test('A release has its own operations and no others', async () => {
  await using carrier = await startCarrier({ release: '13.7' });
  expect(await send(carrier, `GET ${check}`)).toMatchObject({ status: 200 });
  expect(await send(carrier, 'GET /api/scim/v2/groups/test_group/Users')).toMatchObject({ status: 404 });
});
