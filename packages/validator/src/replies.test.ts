import type { Json } from '@gitlab-internal-api/contract';
import { expect, test } from 'vitest';
import { send, sendRaw, startCarrier } from './examples.test-support.ts';
import { BrokenReplyError, UnavailableError } from './exchange.ts';
import type { Reply } from './reply.ts';
import { createReplyValidator } from './reply-validator.ts';

const check = 'GET /api/v4/internal/check';
const good = { api_version: 'v4', gitlab_version: '15.6.0-ee', gitlab_rev: 'd69c988e6a6', redis: true };

const answering = (reply: Reply) => startCarrier({ responder: { respond: async () => reply } });

test.each<[string, Reply, object]>([
  [
    'a member of the wrong type',
    { status: 200, body: { ...good, redis: 'yes' } },
    { code: 'type', in: 'body', pointer: '/redis' },
  ],
  [
    'a missing member',
    { status: 200, body: { ...good, redis: undefined } as never },
    { code: 'missing', in: 'body', pointer: '/redis' },
  ],
  ['null', { status: 200, body: null }, { code: 'type', in: 'body', pointer: '' }],
  ['no body', { status: 200 }, { code: 'undeclared', in: 'body', pointer: '' }],
  ['an undeclared status', { status: 418, body: good }, { code: 'undeclared', in: 'status', pointer: '' }],
  [
    'an undeclared media type',
    { status: 200, body: good, headers: { 'Content-Type': 'text/html; charset=utf-8' } },
    { code: 'media-type', in: 'header', pointer: '/Content-Type' },
  ],
])(
  '%s in a reply is a defect: the client gets a bare 500, whoever reports it the pointer',
  async (_, reply, violation) => {
    await using carrier = await answering(reply);
    const received = await send(carrier, check);
    expect(received).toMatchObject({ status: 500, body: { message: '500 Internal Server Error' } });
    expect(Object.keys(received.headers).sort()).toEqual([
      'connection',
      'content-length',
      'content-type',
      'date',
      'keep-alive',
      'x-request-id',
    ]);
    const { defect } = carrier.exchanges[0] ?? {};
    expect(defect).toBeInstanceOf(BrokenReplyError);
    expect(defect).toMatchObject({
      violations: [violation],
      message: expect.stringMatching(/of checkInstance breaks the contract/),
    });
  },
);

test('A reply that has no body must have none', async () => {
  await using carrier = await answering({ status: 204, body: {} });
  const usage = 'POST /api/v4/internal/kubernetes/usage_metrics';
  expect(await send(carrier, usage, { json: {} })).toMatchObject({ status: 500 });
  expect(carrier.exchanges[0]?.defect).toMatchObject({ violations: [{ code: 'undeclared', in: 'body' }] });
});

test('A header that the contract requires is missed', () => {
  const headers = { Location: { required: true, schema: { type: 'string' } } };
  const validate = createReplyValidator({ responses: { 204: { description: '', headers } } });
  const parts = { status: 204, mediaType: undefined, body: undefined };
  expect(validate({ ...parts, headers: {} })).toMatchObject([{ code: 'header', in: 'header', pointer: '/Location' }]);
  expect(validate({ ...parts, headers: { location: '/' } })).toEqual([]);
});

const token = { success: true, token: 'x', scopes: ['api'], expires_at: '2030-01-01' };

test.each<[string, Json, string[]]>([
  ['a member of the wrong type', { ...token, token: 5 }, ['type /token']],
  ['a member that is missing', { ...token, token: undefined } as never, ['missing /token']],
  ['a member of the wrong type in the other shape', { success: false, message: 5 }, ['type /message']],
  ['the mark of no shape', { ...token, success: 'yes' }, ['type ']],
])('Of a reply that has %s it is told where, by the shape that was meant', async (_, body, expected) => {
  await using carrier = await answering({ status: 200, body });
  const json = { key_id: 11, name: 'x', scopes: ['api'] };
  expect(await send(carrier, 'POST /api/v4/internal/personal_access_token', { json })).toMatchObject({ status: 500 });
  expect(toldOf(carrier.exchanges[0]?.defect)).toEqual(expected);
});

test.each<[string, Json, string[]]>([
  ['neither of the texts', {}, ['missing-alternative ']],
  ['a text that is none', { message: 5 }, ['type /message']],
  ['no type of either', 'x', ['type ']],
])('A refusal with %s is told so', async (_, body, expected) => {
  await using carrier = await answering({ status: 401, body });
  const json = { action: 'git-upload-pack', protocol: 'ssh', project: 'a/b', key_id: 11 };
  await send(carrier, 'POST /api/v4/internal/allowed', { json });
  expect(toldOf(carrier.exchanges[0]?.defect)).toEqual(expected);
});

test('A wrong reply of any size is told in a few sentences', async () => {
  const policies = 'GET /api/v4/internal/kubernetes/modules/starboard_vulnerability/scan_execution_policies';
  await using carrier = await answering({
    status: 200,
    body: { policies: Array.from({ length: 1_000_000 }, () => 7) },
  });
  expect(await send(carrier, policies)).toMatchObject({ status: 500 });
  const defect = carrier.exchanges[0]?.defect as BrokenReplyError;
  expect(defect.violations.length).toBeLessThanOrEqual(100);
  expect(defect.message.length).toBeLessThan(20_000);
});

test.each<[string, () => Promise<Reply>]>([
  [
    'throws',
    () => {
      throw new Error('the secret is hush-hush');
    },
  ],
  ['rejects', () => Promise.reject(new Error('the secret is hush-hush'))],
  ['rejects with nothing', () => Promise.reject(undefined)],
  ['answers nothing', () => Promise.resolve(undefined as never)],
  ['answers what JSON cannot say', () => Promise.resolve({ status: 200, body: { ...good, more: 1n as never } })],
  [
    'answers a header that HTTP cannot say',
    () => Promise.resolve({ status: 200, body: good, headers: { 'X-Odd': 'a\nhush-hush' } }),
  ],
])('A responder that %s is a defect: a bare 500, and the next request is answered', async (_, respond) => {
  await using carrier = await startCarrier({ responder: { respond } });
  const received = await send(carrier, check);
  expect(received).toMatchObject({ status: 500, body: { message: '500 Internal Server Error' } });
  expect(JSON.stringify(received)).not.toContain('hush-hush');
  expect(received.headers['x-request-id']).toBeDefined();
  expect(carrier.exchanges.at(-1)?.defect).toBeInstanceOf(Error);
  expect(await send(carrier, 'GET /')).toMatchObject({ status: 404 });
});

test.each(['gate', 'authenticate'] as const)('A %s that throws is a defect too', async (step) => {
  const thrower = () => Promise.reject(new Error('hush-hush'));
  await using carrier = await startCarrier({ responder: { [step]: thrower, respond: thrower } });
  expect(await send(carrier, check)).toMatchObject({ status: 500, body: { message: '500 Internal Server Error' } });
});

test('A responder that cannot answer for now is 503 and no defect', async () => {
  await using carrier = await startCarrier({ responder: { respond: () => Promise.reject(new UnavailableError(3)) } });
  expect(await send(carrier, check)).toMatchObject({ status: 503, headers: { 'retry-after': '3' } });
  expect(carrier.exchanges[0]?.defect).toBeUndefined();
});

test('Every documented example of a successful reply fits its own contract', async () => {
  await using carrier = await startCarrier();
  expect(await send(carrier, check)).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
  expect(await send(carrier, 'GET /api/scim/v2/groups/test_group/Users')).toMatchObject({
    status: 200,
    headers: { 'content-type': 'application/scim+json' },
  });
});

test('A reply without a body has neither type nor length', async () => {
  await using carrier = await startCarrier();
  const { status, headers } = await send(carrier, 'POST /api/v4/internal/kubernetes/usage_metrics', { json: {} });
  expect([status, headers['content-type'], headers['content-length']]).toEqual([204, undefined, undefined]);
});

test('Headers of a responder reach the client', async () => {
  await using carrier = await answering({
    status: 503,
    headers: { 'Retry-After': '7' },
    body: { message: '503 Service Unavailable' },
  });
  expect(await send(carrier, check)).toMatchObject({ status: 503, headers: { 'retry-after': '7' } });
});

test('A header of a reply takes the place of the one that would be sent, however either is written', async () => {
  const headers = { 'x-request-id': 'own', 'content-type': 'text/plain', 'CONTENT-LENGTH': '1' };
  const reply = { status: 500, headers, body: 'käme' };
  await using carrier = await startCarrier({
    responder: { interfere: () => ({ fault: 'a page', reply, applied: [] }), respond: () => ({ status: 200 }) },
  });
  const answer = await sendRaw(carrier, 'GET /api/v4/internal/check HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
  expect(answer.split('\r\n').filter((line) => /^(x-request-id|content-)/i.test(line))).toEqual([
    'x-request-id: own',
    'Content-Type: text/plain',
    'Content-Length: 5',
  ]);
  expect(answer.endsWith('\r\n\r\nkäme')).toBe(true);
});

function toldOf(defect: unknown): string[] {
  const violations = defect instanceof BrokenReplyError ? defect.violations : [];
  return violations.map(({ code, pointer }) => `${code} ${pointer}`);
}
