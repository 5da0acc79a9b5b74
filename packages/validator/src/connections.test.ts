import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { send, sendRaw, startCarrier } from './examples.test-support.ts';

const check = 'GET /api/v4/internal/check';
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

test('Requests on one connection are answered one after the other, pipelined ones too', async () => {
  await using carrier = await startCarrier();
  const requests = [
    `${check} HTTP/1.1\r\nHost: x\r\nX-Request-Id: one\r\n\r\n`,
    'POST /api/v4/internal/pre_receive HTTP/1.1\r\nHost: x\r\nX-Request-Id: two\r\nContent-Length: 23\r\n\r\ngl_repository=project-3',
    'GET /nowhere HTTP/1.1\r\nHost: x\r\nX-Request-Id: three\r\n\r\n',
    'POST /api/v4/internal/pre_receive HTTP/1.1\r\nHost: x\r\nX-Request-Id: four\r\nContent-Length: 1\r\n\r\n%',
    `${check} HTTP/1.1\r\nHost: x\r\nX-Request-Id: five\r\nConnection: close\r\n\r\n`,
  ];
  const answered = await sendRaw(carrier, requests.join(''));
  const ids = [...answered.matchAll(/^X-Request-Id: (\w+)/gm)].map(([, id]) => id);
  expect(ids).toEqual(['one', 'two', 'three', 'four', 'five']);
  expect([...answered.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([
    '200',
    '200',
    '404',
    '400',
    '200',
  ]);
});

test('HTTP/1.0 is answered', async () => {
  await using carrier = await startCarrier();
  expect(await sendRaw(carrier, `${check} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});

test.each([
  [check, 200],
  ['GET /nowhere', 404],
  ['PUT /api/scim/v2/groups/test_group/Users', 405],
  ['POST /api/v4/internal/pre_receive?a=%', 400],
  ['POST /api/v4/internal/pre_receive', 413],
])('The reply to %s, %i, carries the X-Request-Id of the request or a new one', async (line, status) => {
  await using carrier = await startCarrier({ maxBody: 10 });
  const body = status === 413 ? '.'.repeat(11) : '';
  const own = await send(carrier, line, { body, headers: { 'X-Request-Id': '01HF-own_id.7' } });
  expect(own).toMatchObject({ status, headers: { 'x-request-id': '01HF-own_id.7' } });
  expect((await send(carrier, line, { body })).headers['x-request-id']).toMatch(uuid);
  expect(carrier.exchanges.map(({ requestId }) => requestId)).toEqual(['01HF-own_id.7', expect.stringMatching(uuid)]);
});

test.each(['', 'a b', 'ä', '"quoted"', 'x'.repeat(256), ['one', 'two']])(
  'The X-Request-Id %j is replaced',
  async (id) => {
    await using carrier = await startCarrier();
    expect((await send(carrier, check, { headers: { 'X-Request-Id': id } })).headers['x-request-id']).toMatch(uuid);
  },
);

test('A header that comes twice does no harm', async () => {
  await using carrier = await startCarrier();
  const headers = {
    'Gitlab-Shared-Secret': ['a', 'b'],
    Prefer: ['respond-async', 'handling=lenient'],
    Accept: ['a/b', 'c/d'],
  };
  expect(await send(carrier, 'POST /api/v4/internal/pre_receive', { headers })).toMatchObject({ status: 200 });
  expect(carrier.understood[0]?.credentials.get('GitlabSharedSecret')).toBe('a, b');
  const twice =
    'Content-Type: application/json\r\nContent-Type: application/xml\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}';
  expect(await sendRaw(carrier, `GET /api/v4/internal/check HTTP/1.1\r\nHost: x\r\n${twice}`)).toMatch(
    /^HTTP\/1\.1 200/,
  );
});

test.each([
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['a byte that no URL has', `GET /caf\xe9 HTTP/1.1\r\nHost: x\r\n\r\n`, 400],
  ['two lengths', `${check} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400],
  [
    'a length beside chunks',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['a broken chunk', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400],
  ['no host', `${check} HTTP/1.1\r\n\r\n`, 400],
  ['a header of 100 kB', `${check} HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
  ['a URL of 100 kB', `${check}?x=${'x'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
])('%s is refused, and the server goes on', async (_, message, status) => {
  await using carrier = await startCarrier();
  expect(await sendRaw(carrier, Buffer.from(message, 'latin1'))).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(await send(carrier, check)).toMatchObject({ status: 200 });
});

test('What is refused before it is a request is refused in JSON, with an X-Request-Id', async () => {
  await using carrier = await startCarrier();
  const answered = await sendRaw(carrier, 'hello\r\n\r\n');
  expect(answered).toMatch(/\r\nContent-Type: application\/json\r\n/);
  expect(answered).toMatch(/\r\nX-Request-Id: [\da-f-]{36}\r\n/);
  expect(answered).toMatch(/\r\n\r\n\{"error":"400 Bad Request: the message is not HTTP"\}$/);
});

test('A URL of 15 kB is read', async () => {
  await using carrier = await startCarrier();
  expect(await send(carrier, `GET /api/v4/internal/authorized_keys?key=${'A'.repeat(15_000)}`)).toMatchObject({
    status: 200,
  });
  expect(await send(carrier, `GET /api/v4/${'x/'.repeat(7_000)}`)).toMatchObject({ status: 404 });
});

test.each(['*', '/%', '//x/y', '/\\', '/api/v4/internal/check#x', '/.', '/?%'])(
  'The target %s is answered',
  async (target) => {
    await using carrier = await startCarrier();
    const answered = await sendRaw(carrier, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answered).toMatch(/^HTTP\/1\.1 [24]\d\d /);
  },
);

test('The target may be a whole URL, as proxies send it', async () => {
  await using carrier = await startCarrier();
  const target = 'http://gitlab.example.com:3001/api/v4/internal/check?x=1';
  expect(await sendRaw(carrier, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 200 /,
  );
  expect(carrier.exchanges[0]?.message.target).toBe('/api/v4/internal/check?x=1');
});

test('A client that leaves in the middle of its body harms nobody', async () => {
  await using carrier = await startCarrier();
  const socket = connect(carrier.port, '127.0.0.1');
  await new Promise((resolve) =>
    socket.write('POST /api/v4/internal/allowed HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf', resolve),
  );
  socket.destroy();
  expect(await send(carrier, check)).toMatchObject({ status: 200 });
});
