import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { certificateFile, newFolder, pem } from '../listening/ask.test-support.ts';
import { call } from '../requests.test-support.ts';
import { type StartedStub, type StubOptions, startStub } from '../start-stub.ts';
import type { FaultRule } from './fault.ts';
import { type RawReply, shellAsks } from './raw-reply.test-support.ts';

const check = '/api/v4/internal/check';

/** A stub that listens in one way, and how it is asked there. */
interface Way {
  readonly name: string;
  readonly options: () => StubOptions;
  readonly ask: (stub: StartedStub, path?: string, method?: string) => Promise<RawReply>;
}

const ways: readonly Way[] = [
  {
    name: 'TCP',
    options: () => ({}),
    ask: (stub, path = check, method = 'GET') => shellAsks(stub.url, path, { method }),
  },
  {
    name: 'a unix socket',
    options: () => ({ socket: join(newFolder(), 's') }),
    ask: ({ socket }, path = check, method = 'GET') =>
      shellAsks('http://gitlab', path, { method, socketPath: String(socket) }),
  },
  {
    name: 'TLS',
    options: () => ({ tls: { certificate: certificateFile('server.pem'), key: certificateFile('server.key') } }),
    ask: (stub, path = check, method = 'GET') => shellAsks(stub.url, path, { method, ca: pem('authority.pem') }),
  },
];

describe.each(ways)('Over $name', ({ options, ask }) => {
  test('a fault answers in place of the operation, with what the contract does not declare, too', async () => {
    await using stub = await startStub(options());
    await stub.faults.add({
      answer: { status: 418, headers: { 'X-Tea': 'green' }, body: { message: 'short and stout' } },
    });
    expect(await ask(stub)).toMatchObject({
      status: 418,
      headers: { 'x-tea': 'green', 'content-type': 'application/json', 'x-request-id': expect.any(String) },
      body: '{"message":"short and stout"}',
    });
  });

  test('a connection is cut before the first byte', async () => {
    await using stub = await startStub(options());
    await stub.faults.add({ cut: { when: 'before' } });
    expect(await ask(stub)).toEqual({ body: '', broken: 'ECONNRESET' });
    await stub.faults.clear();
    expect(await ask(stub)).toMatchObject({ status: 200 });
  });

  test('a connection is cut within the body, of which one half arrives', async () => {
    await using stub = await startStub(options());
    const whole = await ask(stub);
    await stub.faults.add({ cut: { when: 'within' } });
    const half = await ask(stub);
    expect(half).toMatchObject({ status: 200, broken: expect.any(String) });
    expect(half.headers?.['content-length']).toBe(String(whole.body.length));
    expect(half.body).toBe(whole.body.slice(0, whole.body.length / 2));
  });

  test('a connection is cut within a reply that has no body', async () => {
    await using stub = await startStub(options());
    await stub.faults.add({ cut: { when: 'within' } });
    expect(await ask(stub, check, 'HEAD')).toEqual({ body: '', broken: expect.any(String) });
  });

  test('JSON ends in its middle, and its length says that this is all', async () => {
    await using stub = await startStub(options());
    await stub.faults.add({ garble: { how: 'malformed-json' } });
    const { status, headers, body, broken } = await ask(stub);
    expect([status, headers?.['content-type'], broken]).toEqual([200, 'application/json', undefined]);
    expect(headers?.['content-length']).toBe(String(body.length));
    expect(() => JSON.parse(body)).toThrow(SyntaxError);
  });

  test('JSON is called a page', async () => {
    await using stub = await startStub(options());
    await stub.faults.add({ garble: { how: 'wrong-content-type' } });
    const { status, headers, body } = await ask(stub);
    expect([status, headers?.['content-type']]).toEqual([200, 'text/html']);
    expect(JSON.parse(body)).toMatchObject({ api_version: 'v4' });
  });

  test('a client is sent elsewhere', async () => {
    await using stub = await startStub(options());
    await stub.faults.add({ redirect: { location: 'https://other.example/x?y=1', status: 307 } });
    expect(await ask(stub)).toMatchObject({
      status: 307,
      headers: { location: 'https://other.example/x?y=1' },
      body: '',
    });
  });

  test('a reply comes late, but whole', async () => {
    await using stub = await startStub(options());
    await stub.faults.add({ wait: { seconds: 0.05 } });
    expect(await ask(stub)).toMatchObject({ status: 200, broken: undefined });
  });

  test('closing does not wait for a reply that is held back', async () => {
    const stub = await startStub(options());
    await stub.faults.add({ wait: { seconds: 600 } });
    const pending = ask(stub);
    await expect.poll(async () => (await stub.faults.list())[0]?.struck).toBe(1);
    await stub.close();
    expect(await pending).toMatchObject({ body: '', broken: expect.any(String) });
    if (stub.socket !== undefined) expect(existsSync(stub.socket)).toBe(false);
  });
});

test('A text in another media type is sent as it is', async () => {
  await using stub = await startStub();
  await stub.faults.add({ answer: { status: 502, body: '<h1>Bad Gateway</h1>', media_type: 'text/html' } });
  const reply = await call(stub, `GET ${check}`, { as: 'shell' });
  expect([reply.status, reply.headers.get('Content-Type'), reply.body]).toEqual([
    502,
    'text/html',
    '<h1>Bad Gateway</h1>',
  ]);
});

test('What is answered in place of a reply has the media type of the operation, and no body unless it is given', async () => {
  await using stub = await startStub();
  await stub.faults.add({ name: 'scim', operation: 'listScimUsers', answer: { status: 500, body: {} } });
  await stub.faults.add({ name: 'none', operation: 'checkInstance', answer: { status: 503 } });
  const scim = await call(stub, 'GET /api/scim/v2/groups/test_group/Users', { as: 'scim' });
  expect([scim.status, scim.headers.get('Content-Type')]).toEqual([500, 'application/scim+json']);
  expect(await call(stub, `GET ${check}`, { as: 'shell' })).toMatchObject({ status: 503, body: undefined });
});

test('Half of a number is no JSON either, and a reply without a body stays as it is', async () => {
  await using stub = await startStub();
  await stub.faults.add({ garble: { how: 'malformed-json' } });
  const number = await call(stub, 'PUT /api/v4/internal/upcoming_reconciliations', {
    as: 'admin',
    json: {
      upcoming_reconciliations: [
        { namespace_id: 127, next_reconciliation_date: '2022-01-01', display_alert_from: '2021-12-25' },
      ],
    },
  });
  expect([number.status, number.body]).toEqual([200, '20,']);
  const none = await call(stub, 'DELETE /api/v4/internal/upcoming_reconciliations?namespace_id=22', { as: 'admin' });
  expect([none.status, none.body]).toEqual([204, undefined]);
});

test('The state has changed where the reply is broken, and has not where the operation did not run', async () => {
  await using stub = await startStub();
  const madeUnder = async (fault: FaultRule) => {
    const before = await tokens();
    await stub.faults.put('only', fault);
    const query = 'user_id=7&name=test&scopes[]=api&expires_at=2099-01-01';
    await shellAsks(stub.url, `/api/v4/internal/personal_access_token?${query}`, { method: 'POST' });
    return (await tokens()) - before;
  };
  const tokens = async () => (await stub.world.get()).users?.flatMap(({ tokens = [] }) => tokens).length ?? 0;
  expect(await madeUnder({ cut: { when: 'within' } })).toBe(1);
  expect(await madeUnder({ garble: { how: 'malformed-json' } })).toBe(1);
  expect(await madeUnder({ wait: { seconds: 0 } })).toBe(1);
  expect(await madeUnder({ cut: { when: 'before' } })).toBe(0);
  expect(await madeUnder({ answer: { status: 200 } })).toBe(0);
  expect(await madeUnder({ redirect: { location: '/' } })).toBe(0);
});

test('A client that hangs up while its reply is held back leaves a server that goes on', async () => {
  await using stub = await startStub();
  await stub.faults.add({ attempts: 1, wait: { seconds: 600 } });
  const signal = AbortSignal.timeout(50);
  expect(await shellAsks(stub.url, check, { signal })).toMatchObject({ broken: expect.any(String) });
  expect(await shellAsks(stub.url, check)).toMatchObject({ status: 200 });
});
