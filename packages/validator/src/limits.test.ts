import { request } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type RunningCarrier, send, sendRaw, startCarrier } from './examples.test-support.ts';
import { evenGrowth, growthOf } from './growth.test-support.ts';

const allowed = 'POST /api/v4/internal/allowed';
const scan = 'POST /api/v4/internal/kubernetes/modules/starboard_vulnerability/scan_result';
const check = 'GET /api/v4/internal/check';

const oid = '1'.repeat(40);
const changes = Array.from(
  { length: 100_000 },
  (_, index) => `${oid} ${oid} refs/heads/branch-number-${index}-of-many-in-one-push`,
).join('\n');
const push = { action: 'git-receive-pack', protocol: 'ssh', project: 'a/b', key_id: '1', changes };

test('A push of 100,000 refs passes, as JSON and as a form', async () => {
  await using carrier = await startCarrier();
  expect(changes.length).toBeGreaterThan(13_000_000);
  expect(await send(carrier, allowed, { json: push })).toMatchObject({ status: 200 });
  expect(await send(carrier, allowed, { form: new URLSearchParams(push).toString() })).toMatchObject({ status: 200 });
  expect(carrier.understood.map(({ input }) => input.changes === changes)).toEqual([true, true]);
});

test('A body over the limit is 413, and is reported', async () => {
  await using carrier = await startCarrier({ maxBody: 1_000 });
  const reply = await send(carrier, allowed, { body: 'x'.repeat(1_001) });
  expect(reply).toMatchObject({ status: 413, body: { error: '413 Content Too Large: the limit is 1000 bytes' } });
  expect(carrier.exchanges).toMatchObject([
    { reply: { status: 413 }, violations: [], message: { target: '/api/v4/internal/allowed' } },
  ]);
  expect(await send(carrier, allowed, { body: 'x'.repeat(1_000) })).toMatchObject({ status: 400 });
});

test('A body without a length is measured as it comes', async () => {
  await using carrier = await startCarrier({ maxBody: 1_000 });
  expect(await sendChunks(carrier, 'x'.repeat(500), 3)).toBe(413);
  expect(await sendChunks(carrier, 'x'.repeat(500), 2)).toBe(400);
  expect(await sendChunks(carrier, 'x'.repeat(100_000), 1_000)).toBe(413);
});

function sendChunks({ port }: RunningCarrier, chunk: string, count: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method: 'POST', path: '/api/v4/internal/allowed' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    for (let index = 0; index < count; index += 1) sent.write(chunk);
    sent.end();
  });
}

test('The connection stays usable after a body over the limit', async () => {
  await using carrier = await startCarrier({ maxBody: 10 });
  const long = 'POST /api/v4/internal/allowed HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\n....................';
  const chunked =
    'POST /api/v4/internal/allowed HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n....................\r\n0\r\n\r\n';
  const last = `${check} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
  const statuses = [...(await sendRaw(carrier, long + chunked + last)).matchAll(/HTTP\/1\.1 (\d+)/g)].map(
    ([, status]) => status,
  );
  expect(statuses).toEqual(['413', '413', '200']);
});

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
  ['GZIP', gzipSync],
] as const)('A body in %s is read', async (encoding, compress) => {
  await using carrier = await startCarrier();
  const headers = { 'Content-Encoding': encoding, 'Content-Type': 'application/json' };
  const body = compress(Buffer.from('{"uuids":["a"]}'));
  expect(await send(carrier, scan, { headers, body })).toMatchObject({ status: 200 });
});

test('A small body that grows beyond the limit is 413', async () => {
  await using carrier = await startCarrier({ maxBody: 1 << 20 });
  const headers = { 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' };
  const body = gzipSync(Buffer.alloc(50 << 20));
  expect(await send(carrier, scan, { headers, body })).toMatchObject({ status: 413 });
});

test('A body that is not in its Content-Encoding is 400, one in an unknown encoding 415', async () => {
  await using carrier = await startCarrier();
  const whole = gzipSync(Buffer.from('{"uuids":["a"]}'));
  for (const body of [Buffer.from('no gzip'), whole.subarray(0, 20)])
    expect(await send(carrier, scan, { headers: { 'Content-Encoding': 'gzip' }, body })).toMatchObject({
      status: 400,
      body: { error: '400 Bad Request: the body is not in its Content-Encoding' },
    });
  expect(await send(carrier, scan, { headers: { 'Content-Encoding': 'rot13' }, body: whole })).toMatchObject({
    status: 415,
    body: { error: "The provided content-encoding 'rot13' is not supported." },
  });
});

test('Nesting 10,000 deep is refused, in each media type', async () => {
  await using carrier = await startCarrier();
  const headers = { 'Content-Type': 'application/json' };
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ] as const) {
    const deep = `${open.repeat(10_000)}1${close.repeat(10_000)}`;
    expect(await send(carrier, scan, { headers, body: `{"uuids":[],"more":${deep}}` })).toMatchObject({ status: 400 });
  }
  expect(await send(carrier, scan, { form: `uuids[]=a&more${'[a]'.repeat(10_000)}=1` })).toMatchObject({ status: 400 });
  expect(await send(carrier, scan, { form: `uuids[]=a&more${'[]'.repeat(10_000)}=1` })).toMatchObject({ status: 400 });
  const part = `--b\r\nContent-Disposition: form-data; name="a${'[a]'.repeat(1_000)}"\r\n\r\n1\r\n--b--\r\n`;
  expect(
    await send(carrier, scan, { headers: { 'Content-Type': 'multipart/form-data; boundary=b' }, body: part }),
  ).toMatchObject({ status: 400 });
  expect(await send(carrier, `${scan}?a${'[a]'.repeat(3_000)}=1`)).toMatchObject({ status: 400 });
});

test('Nesting 100 deep is read as JSON, 5,000,000 deep does not end the process', async () => {
  await using carrier = await startCarrier();
  const headers = { 'Content-Type': 'application/json' };
  const nested = (depth: number) => `{"uuids":[],"more":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  expect(await send(carrier, scan, { headers, body: nested(99) })).toMatchObject({ status: 200 });
  expect(await send(carrier, scan, { headers, body: nested(100) })).toMatchObject({ status: 400 });
  expect(await send(carrier, scan, { headers, body: nested(5_000_000) })).toMatchObject({ status: 400 });
});

test('65,536 parameters are read, more are refused', async () => {
  await using carrier = await startCarrier();
  const many = (count: number) => `uuids[]=a${'&x=1'.repeat(count - 1)}`;
  expect(await send(carrier, scan, { form: many(65_536) })).toMatchObject({ status: 200 });
  const error = '400 Bad Request: more than 65536 parameters';
  expect(await send(carrier, scan, { form: many(65_537) })).toMatchObject({ status: 400, body: { error } });
  const part = '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n';
  const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };
  expect(await send(carrier, scan, { headers, body: `${part.repeat(65_537)}--b--\r\n` })).toMatchObject({
    status: 400,
    body: { error },
  });
});

test.each<[string, string, string]>([
  ['texts', 'uuids', '"a"'],
  ['numbers', 'uuids', '7'],
  ['objects', 'uuids', '{}'],
])(
  'Each of 200,000 %s in an array is validated as fast as each of a few, and their violations are told in a few words',
  async (_, name, element) => {
    await using carrier = await startCarrier();
    const headers = { 'Content-Type': 'application/json' };
    const ask = (count: number) =>
      send(carrier, scan, { headers, body: `{"${name}":[${`${element},`.repeat(count - 1)}${element}]}` });
    expect(await growthOf(200_000, ask)).toBeLessThan(evenGrowth);
    const reply = await ask(200_000);
    expect(reply.status).toBe(element === '"a"' ? 200 : 400);
    expect(carrier.exchanges[0]?.violations.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(reply).length).toBeLessThan(10_000);
  },
);

test('More values than the memory could hold are refused, whatever is inside their texts', async () => {
  await using carrier = await startCarrier();
  const headers = { 'Content-Type': 'application/json' };
  for (const element of ['{},', '[],', '1,', '"",', '"\\"",'])
    expect(await send(carrier, scan, { headers, body: `{"uuids":[${element.repeat(600_000)}""]}` })).toMatchObject({
      status: 400,
    });
  expect(new Set(carrier.exchanges.map(({ violations }) => violations[0]?.message))).toEqual(
    new Set(['the body cannot be read: it holds more than 500000 values']),
  );
  const text = `${',[{'.repeat(600_000)}\\"\\`;
  expect(await send(carrier, scan, { json: { uuids: [text, text] } })).toMatchObject({ status: 200 });
});

test('One wrong element at the end of a long array is found', async () => {
  await using carrier = await startCarrier();
  const uuids = [...Array.from({ length: 200_000 }, () => 'a'), 7];
  expect(await send(carrier, scan, { json: { uuids } })).toMatchObject({ status: 400 });
  expect(carrier.exchanges[0]?.violations).toMatchObject([{ code: 'type', pointer: '/uuids/200000' }]);
});

test('Each of 100,000 operations with neither path nor value takes no longer than each of a few', async () => {
  await using carrier = await startCarrier();
  const ask = (length: number) => {
    const Operations = Array.from({ length }, () => ({}));
    return send(carrier, 'PATCH /api/scim/v2/groups/test_group/Users/7', { json: { Operations } });
  };
  expect(await growthOf(100_000, ask)).toBeLessThan(evenGrowth);
  const reply = await ask(100_000);
  expect(reply.status).toBe(412);
  expect(JSON.stringify(reply).length).toBeLessThan(20_000);
});

test('A long refusal of SCIM is cut', async () => {
  await using carrier = await startCarrier();
  const reply = await send(carrier, 'POST /api/scim/v2/groups/test_group/Users', {
    json: { displayName: 'x'.repeat(1_000_000) },
  });
  expect(reply.status).toBe(412);
  expect(JSON.stringify(reply).length).toBeLessThan(5_000);
});
