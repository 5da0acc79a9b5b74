import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { type RunningCarrier, send, startCarrier } from './examples.test-support.ts';

const allowed = 'POST /api/v4/internal/allowed';
const scan = 'POST /api/v4/internal/kubernetes/modules/starboard_vulnerability/scan_result';
const scimUsers = 'POST /api/scim/v2/groups/test_group/Users';

function multipart(...parts: readonly (readonly [disposition: string, text: string])[]): string {
  const fields = parts.map(
    ([disposition, text]) => `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${text}\r\n`,
  );
  return `${fields.join('')}--b--\r\n`;
}

const asMultipart = { 'Content-Type': 'multipart/form-data; boundary=b' };

test('JSON, form and multipart carry the same parameters', async () => {
  await using carrier = await startCarrier();
  const json = { action: 'git-upload-pack', project: 'gnuwget/wget2', protocol: 'ssh', key_id: '11' };
  const fields = Object.entries(json).map(([name, value]) => [`name="${name}"`, value] as const);
  const sent = [
    { json },
    { form: new URLSearchParams(json).toString() },
    { headers: asMultipart, body: multipart(...fields) },
  ];
  for (const request of sent) expect(await send(carrier, allowed, request)).toMatchObject({ status: 200 });
  const [first, second, third] = carrier.understood.map(({ input }) => ({ ...input }));
  expect(first).toEqual({ ...json, changes: '_any' });
  expect(second).toEqual(first);
  expect(third).toEqual(first);
});

test.each([['Application/JSON'], ['application/json; charset=utf-8'], ['application/json;charset=UTF-8; profile="x"']])(
  '%s is JSON',
  async (contentType) => {
    await using carrier = await startCarrier();
    const reply = await send(carrier, scan, { headers: { 'Content-Type': contentType }, body: '{"uuids":["a"]}' });
    expect(reply.status).toBe(200);
  },
);

test('A body without a media type is a form', async () => {
  await using carrier = await startCarrier();
  expect(await send(carrier, scan, { body: 'uuids[]=a' })).toMatchObject({ status: 200 });
});

test('Ten thousand distinct media types leave nothing behind', async () => {
  await using carrier = await startCarrier();
  await sendDistinctTypes(carrier, 0, 1_000);
  const before = heapUsed();
  await sendDistinctTypes(carrier, 1_000, 10_000);
  expect(heapUsed() - before).toBeLessThan(20 * 1024 * 1024);
});

async function sendDistinctTypes(carrier: RunningCarrier, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 20) {
    const types = Array.from({ length: 20 }, (_, offset) => `application/json; round=${index + offset}`);
    await Promise.all(
      types.map((type) => send(carrier, scan, { headers: { 'Content-Type': type }, body: '{"uuids":[]}' })),
    );
    await send(carrier, scan, { headers: { 'Content-Type': `application/x-${index}` }, body: '{"uuids":[]}' });
  }
  expect(new Set(carrier.exchanges.map(({ reply }) => reply.status))).toEqual(new Set([200, 415]));
  carrier.exchanges.length = 0;
  carrier.understood.length = 0;
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

test('A media type that GitLab does not read is 415, in its words', async () => {
  await using carrier = await startCarrier();
  const reply = await send(carrier, allowed, { headers: { 'Content-Type': 'application/xml' }, body: '<a/>' });
  expect(reply).toMatchObject({
    status: 415,
    body: { error: "The provided content-type 'application/xml' is not supported." },
  });
  expect(reply.headers['gitlab-stub-violations']).toBe('media-type;in=header;pointer="/Content-Type"');
  expect(carrier.understood).toEqual([]);
});

test.each(['__proto__', 'constructor', 'toString'])(
  'The name of a member of every object, %s, is no media type',
  async (name) => {
    await using carrier = await startCarrier();
    expect(await send(carrier, allowed, { headers: { 'Content-Type': name }, body: '{}' })).toMatchObject({
      status: 415,
    });
  },
);

test('SCIM reads its own JSON and forms, not application/json', async () => {
  await using carrier = await startCarrier();
  const user = { externalId: 'x', userName: 'u', emails: [{ value: 'a@b.c', type: 'work' }], name: { formatted: 'A' } };
  expect(await send(carrier, scimUsers, { json: user })).toMatchObject({ status: 201 });
  const form = 'externalId=x&userName=u&emails[][value]=a@b.c&emails[][type]=work&name[formatted]=A';
  expect(await send(carrier, scimUsers, { form })).toMatchObject({ status: 201 });
  const headers = { 'Content-Type': 'application/json' };
  expect(await send(carrier, scimUsers, { headers, json: user })).toMatchObject({
    status: 415,
    body: { error: "The provided content-type 'application/json' is not supported." },
  });
  expect(carrier.understood[1]?.input).toMatchObject(user);
});

test('Operations without a body read parameters from one, in the media types of their family', async () => {
  await using carrier = await startCarrier();
  const key = 'GET /api/v4/internal/authorized_keys';
  expect(await send(carrier, key, { json: { key: 'AAAA' } })).toMatchObject({ status: 200 });
  expect(await send(carrier, key, { form: 'key=AAAA' })).toMatchObject({ status: 200 });
  const users = 'GET /api/scim/v2/groups/test_group/Users';
  expect(await send(carrier, users, { json: { count: 5 } })).toMatchObject({ status: 200 });
  const headers = { 'Content-Type': 'application/json' };
  expect(await send(carrier, users, { headers, json: { count: 5 } })).toMatchObject({ status: 415 });
  expect(carrier.understood.map(({ input }) => input.key ?? input.count)).toEqual(['AAAA', 'AAAA', 5]);
});

test('JSON that is none gets the words of GitLab, and what was sent is told to nobody', async () => {
  await using carrier = await startCarrier();
  const headers = { 'Content-Type': 'application/json' };
  const reply = await send(carrier, allowed, { headers, body: '{"secret_token": "hush-hush",}' });
  expect(reply.status).toBe(400);
  expect(reply.body).toEqual({
    error:
      '\nProblem:\n  message body does not match declared format\nResolution:\n  when specifying application/json as ' +
      "content-type, you must pass valid application/json in the request's 'body'\n",
  });
  expect(reply.headers['gitlab-stub-violations']).toBe('malformed;in=body;pointer=""');
  const [violation] = carrier.exchanges[0]?.violations ?? [];
  expect(violation?.message).toMatch(/^the body cannot be read: it is not JSON at position \d+$/);
});

test('SCIM tells JSON that is none in its own error object', async () => {
  await using carrier = await startCarrier();
  const reply = await send(carrier, scimUsers, { headers: { 'Content-Type': 'application/scim+json' }, body: '{' });
  expect(reply).toMatchObject({
    status: 400,
    body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: 400 },
  });
});

test.each([
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=b',
  'application/xml',
])('An empty body of %s has no parameters and is no error by itself', async (contentType) => {
  await using carrier = await startCarrier();
  const reply = await send(carrier, scan, { headers: { 'Content-Type': contentType } });
  expect(reply).toMatchObject({ status: 400, body: { error: 'uuids is missing' } });
  expect(await send(carrier, `${scan}?uuids[]=a`, { headers: { 'Content-Type': contentType } })).toMatchObject({
    status: 200,
  });
});

test.each(['"text"', '7', 'null', 'true', '[1,2]'])('The JSON %s has no parameters', async (body) => {
  await using carrier = await startCarrier();
  const reply = await send(carrier, scan, { headers: { 'Content-Type': 'application/json' }, body });
  expect(reply).toMatchObject({ status: 400, body: { error: 'uuids is missing' } });
});

test('A JSON text inside a JSON string is decoded once more, only where the contract lists it', async () => {
  await using carrier = await startCarrier({ release: '14.2' });
  const cilium = 'POST /api/v4/internal/kubernetes/modules/cilium_alert';
  expect(await send(carrier, cilium, { json: JSON.stringify({ alert: { title: 'x' } }) })).toMatchObject({
    status: 200,
  });
  expect({ ...carrier.understood[0]?.input }).toEqual({ alert: { title: 'x' } });
  expect(await send(carrier, cilium, { json: 'no JSON in here' })).toMatchObject({ status: 400 });
  expect(await send(carrier, cilium, { json: {} })).toMatchObject({ status: 400, body: { error: 'alert is missing' } });
});

test('Multipart fields are texts: an array of digits stays an array', async () => {
  await using carrier = await startCarrier();
  const body = multipart(['name="uuids[]"', '5']);
  expect(await send(carrier, scan, { headers: asMultipart, body })).toMatchObject({ status: 200 });
  expect(carrier.understood[0]?.input.uuids).toEqual(['5']);
});

test('A file in multipart is refused, and the reply says why', async () => {
  await using carrier = await startCarrier();
  const body = multipart(['name="uuids[]"; filename="a.txt"', 'hush-hush']);
  const reply = await send(carrier, scan, { headers: asMultipart, body });
  const error = "400 Bad Request: 'uuids[]' is a file; only text fields are parameters here";
  expect(reply).toMatchObject({ status: 400, body: { error } });
});

test.each([
  ['multipart/form-data; boundary=b', 'no part in here'],
  ['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="uuids[]"\r\n\r\ncut'],
  ['multipart/form-data', '--b\r\n'],
])('A broken body of %s is 400', async (contentType, body) => {
  await using carrier = await startCarrier();
  const reply = await send(carrier, scan, { headers: { 'Content-Type': contentType }, body });
  const error = '400 Bad Request: it is not in the format that its Content-Type names';
  expect(reply).toMatchObject({ status: 400, body: { error } });
});

const broken = Buffer.from([0x22, 0xc3, 0x28, 0x22]);

test.each([
  ['application/json', Buffer.concat([Buffer.from('{"uuids":['), broken, Buffer.from(']}')])],
  ['application/x-www-form-urlencoded', Buffer.concat([Buffer.from('uuids[]='), broken])],
  ['multipart/form-data; boundary=b', Buffer.from(multipart(['name="uuids[]"', '\xff']), 'latin1')],
])('A body of %s that is not UTF-8 is 400', async (contentType, body) => {
  await using carrier = await startCarrier();
  expect(await send(carrier, scan, { headers: { 'Content-Type': contentType }, body })).toMatchObject({ status: 400 });
  expect(carrier.exchanges[0]?.violations).toMatchObject([{ code: 'malformed', in: 'body', pointer: '' }]);
});

test('UTF-8 arrives as it was sent, in each media type', async () => {
  await using carrier = await startCarrier();
  const name = 'größe → 日本語 🦊';
  await send(carrier, scan, { json: { uuids: [name] } });
  await send(carrier, scan, { form: `uuids[]=${encodeURIComponent(name)}` });
  await send(carrier, scan, { form: `uuids[]=${name}` });
  await send(carrier, scan, { headers: asMultipart, body: multipart(['name="uuids[]"', name]) });
  expect(carrier.understood.map(({ input }) => input.uuids)).toEqual([[name], [name], [name], [name]]);
});
