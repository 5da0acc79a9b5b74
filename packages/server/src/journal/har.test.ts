import { expect, test } from 'vitest';
import { call } from '../requests.test-support.ts';
import { startStub } from '../start-stub.ts';

const text = expect.any(String);
const pairs = expect.toSatisfy(
  (list: unknown) =>
    Array.isArray(list) && list.every(({ name, value }) => typeof name === 'string' && typeof value === 'string'),
);

/** What HAR 1.2 requires of an entry. */
const valid = {
  startedDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  time: expect.any(Number),
  request: {
    method: text,
    url: expect.stringMatching(/^http:\/\//),
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs,
    queryString: pairs,
    headersSize: -1,
    bodySize: expect.any(Number),
  },
  response: {
    status: expect.any(Number),
    statusText: text,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs,
    content: { size: expect.any(Number), mimeType: text },
    redirectURL: text,
    headersSize: -1,
    bodySize: expect.any(Number),
  },
  cache: {},
  timings: { send: expect.any(Number), wait: expect.any(Number), receive: expect.any(Number) },
};

test('A journal is exported as a valid HTTP archive with what the journal knows beyond it', async () => {
  await using stub = await startStub();
  await call(stub, 'GET /api/v4/internal/discover?user_id=7&x=%C3%A4%20b', { as: 'shell' });
  await call(stub, 'POST /api/v4/internal/pre_receive', { as: 'shell', json: { gl_repository: 'project-7' } });
  await call(stub, 'POST /api/v4/internal/nowhere', {
    body: new Uint8Array([255, 254, 0]),
    headers: { 'Content-Type': 'image/x' },
  });
  await call(stub, 'HEAD /api/v4/internal/check', { as: 'shell' });
  const { status, body } = await call(stub, 'GET /-/worlds/default/journal.har');
  expect(status).toBe(200);
  const log = body.log as unknown as { entries: unknown[] };
  expect(log).toMatchObject({
    version: '1.2',
    creator: { name: 'gitlab-internal-api', version: expect.stringMatching(/^\d+\./) },
  });
  expect(log.entries).toHaveLength(4);
  for (const entry of log.entries) expect(entry).toMatchObject(valid);
  expect(log.entries[0]).toMatchObject({
    request: {
      url: `${stub.url}/api/v4/internal/discover?user_id=7&x=%C3%A4%20b`,
      queryString: [
        { name: 'user_id', value: '7' },
        { name: 'x', value: 'ä b' },
      ],
    },
    response: {
      status: 200,
      statusText: 'OK',
      content: { mimeType: 'application/json', text: expect.stringContaining('rubi') },
    },
    _world: 'default',
    _operation: 'discoverUser',
    _consumer: 'gitlab-shell',
    _verdict: 'valid',
    _violations: [],
    _worldTime: text,
  });
  expect(log.entries[1]).toMatchObject({
    request: { bodySize: 29, postData: { mimeType: 'application/json', text: '{"gl_repository":"project-7"}' } },
    response: { bodySize: 36, content: { size: 36, text: '{"reference_counter_increased":true}' } },
  });
  expect(log.entries[2]).toMatchObject({
    request: { postData: { text: '//4A', _encoding: 'base64' } },
    _operation: null,
    _nearMisses: [text],
  });
  expect(log.entries[3]).toMatchObject({
    request: { method: 'HEAD' },
    response: { bodySize: 0, content: { size: 0 } },
  });
  expect(await stub.journal.har()).toEqual(body);
  expect(await call(stub, 'GET /-/worlds/default/journal.har?operation=preReceive')).toMatchObject({
    body: { log: { entries: [{ _operation: 'preReceive' }] } },
  });
  expect(await call(stub, 'GET /-/worlds/default/journal.har?op=x')).toMatchObject({ status: 400 });
  expect(await call(stub, 'GET /-/worlds/nowhere/journal.har')).toMatchObject({ status: 404 });
});
