import { expect, test } from 'vitest';
import { send, startCarrier } from './examples.test-support.ts';

const check = '/api/v4/internal/check';
const origin = 'https://reference.example.com';
const preflight = {
  Origin: origin,
  'Access-Control-Request-Method': 'GET',
  'Access-Control-Request-Headers': 'gitlab-shared-secret',
};

test('Without an origin, no request is answered across origins', async () => {
  await using carrier = await startCarrier();
  const replies = [
    await send(carrier, `GET ${check}`, { headers: { Origin: origin } }),
    await send(carrier, `OPTIONS ${check}`, { headers: preflight }),
  ];
  expect(replies.map(({ status }) => status)).toEqual([200, 404]);
  for (const { headers } of replies)
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control') || name === 'vary')).toEqual([]);
});

test('With an origin, OPTIONS is answered on every path', async () => {
  await using carrier = await startCarrier({ cors: origin });
  for (const path of [check, '/api/scim/v2/groups/test_group/Users', '/nowhere'])
    expect(await send(carrier, `OPTIONS ${path}`, { headers: preflight })).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': origin,
        'access-control-allow-headers': 'gitlab-shared-secret',
        'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
        vary: 'Origin',
      },
    });
  expect(carrier.understood).toEqual([]);
});

test('With an origin, refusals too can be read across origins', async () => {
  await using carrier = await startCarrier({ cors: origin, maxBody: 10 });
  for (const [line, status] of [
    [`GET ${check}`, 200],
    ['GET /nowhere', 404],
    [`POST ${check}`, 413],
  ] as const) {
    const reply = await send(carrier, line, { body: status === 413 ? '.'.repeat(11) : '' });
    expect(reply).toMatchObject({ status, headers: { 'access-control-allow-origin': origin } });
    expect(reply.headers['access-control-expose-headers']).toContain('Gitlab-Stub-Violations');
  }
});
