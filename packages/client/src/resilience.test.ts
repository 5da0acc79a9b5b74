import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type AttemptEvent, CredentialError, createClient, sharedSecret, shellJwt } from './index.ts';

type Answer = (response: ServerResponse) => void;

/** What the server does with each request; the last one stands for all that follow. */
let answers: Answer[] = [];
const received: IncomingHttpHeaders[] = [];

const server = createServer((request, response) => {
  received.push(request.headers);
  request.resume();
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  answer?.(response);
}).listen(0, '127.0.0.1');
await once(server, 'listening');

const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const credentials = [sharedSecret('shell-secret')];
const retry = { minDelay: 1 };
const client = createClient({ baseUrl, credentials, retry });
const change = { gl_repository: 'project-1' };

const good: Answer = (response) => response.setHeader('Content-Type', 'application/json').end('{}');
const silence: Answer = () => {};
const reset: Answer = (response) => response.destroy();
const cut: Answer = (response) => {
  response.writeHead(200, { 'Content-Length': '100' }).write('{"api_version":');
  setImmediate(() => response.destroy());
};
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(code, headers).end('{"message":"no"}');

beforeEach(() => {
  answers = [good];
  received.length = 0;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('a call is attempted again', () => {
  test.each([
    ['429', status(429)],
    ['502', status(502)],
    ['503', status(503)],
    ['504', status(504)],
    ['a reset connection', reset],
    ['a reply that breaks off', cut],
  ])('after %s', async (_, failure) => {
    answers = [failure, failure, good];
    expect(await client.checkInstance()).toMatchObject({ status: 200, attempts: 3 });
    expect(received).toHaveLength(3);
  });

  test('after a reply that came too late', async () => {
    answers = [silence, good];
    const result = await client.checkInstance({}, { timeouts: { attempt: 1000 } });
    expect(result).toMatchObject({ status: 200, attempts: 2 });
  });

  test('where the contract calls its operation idempotent', async () => {
    answers = [reset, good];
    const pull = { action: 'git-upload-pack', protocol: 'ssh', project: 'a/b' } as const;
    expect(await client.checkGitAccess(pull)).toMatchObject({ status: 200, attempts: 2 });
  });

  test('with the same X-Request-Id, and with a fresh token', async () => {
    answers = [reset, reset, good];
    let time = 1_669_118_400_000;
    const now = () => {
      time += 1000;
      return new Date(time);
    };
    const fresh = createClient({ baseUrl, retry, credentials: [shellJwt('shell-secret', now)] });
    await fresh.checkInstance();
    expect(received).toHaveLength(3);
    expect(new Set(received.map((headers) => headers['x-request-id'])).size).toBe(1);
    expect(new Set(received.map((headers) => headers['gitlab-shell-api-request'])).size).toBe(3);
  });

  test('as often as it is told, and then the last result stands', async () => {
    answers = [status(503, { 'X-Request-Id': 'r-9' })];
    expect(await client.checkInstance()).toMatchObject({ status: 503, body: { message: 'no' }, attempts: 3 });
    expect(await client.checkInstance({}, { retry: { attempts: 5 } })).toMatchObject({ status: 503, attempts: 5 });
    expect(received).toHaveLength(8);
  });

  test('where it must never be, only if it is told to', async () => {
    answers = [reset, good];
    expect(await client.preReceive(change)).toMatchObject({ status: 'transport-error', attempts: 1 });
    answers = [reset, good];
    expect(await client.preReceive(change, { retry: { always: true } })).toMatchObject({ status: 200, attempts: 2 });
    answers = [status(503), good];
    const daring = createClient({ baseUrl, credentials, retry: { ...retry, always: true } });
    expect(await daring.preReceive(change)).toMatchObject({ status: 200, attempts: 2 });
  });

  test('not when retries are off, and on again when a call says so', async () => {
    answers = [reset];
    expect(await client.checkInstance({}, { retry: false })).toMatchObject({ attempts: 1 });
    const single = createClient({ baseUrl, credentials, retry: false });
    expect(await single.checkInstance()).toMatchObject({ attempts: 1 });
    expect(await single.checkInstance({}, { retry: { attempts: 2, minDelay: 1 } })).toMatchObject({ attempts: 2 });
  });

  test.each([400, 401, 404, 418, 500])('not after %i', async (code) => {
    answers = [status(code)];
    expect(await client.findAuthorizedKey({ key: 'k' })).toMatchObject({ attempts: 1 });
    expect(received).toHaveLength(1);
  });
});

describe('Retry-After', () => {
  test.each(['0', new Date(0).toUTCString(), 'soon'])('of %j holds nothing up', async (value) => {
    answers = [status(429, { 'Retry-After': value }), good];
    expect(await client.checkInstance()).toMatchObject({ status: 200, attempts: 2 });
  });

  test.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 2000).toUTCString()],
  ])('is waited for in %s', async (_, value) => {
    answers = [status(429, { 'Retry-After': value() }), good];
    const pauses = await pausesOf();
    expect(pauses).toEqual([expect.toSatisfy((pause: number) => pause > 100 && pause < 2100)]);
  });

  test.each(['3600', new Date(Date.now() + 3_600_000).toUTCString()])(
    'of %j that outlasts the whole call ends it with the reply as it is',
    async (value) => {
      answers = [status(503, { 'Retry-After': value })];
      expect(await client.checkInstance()).toMatchObject({
        status: 503,
        attempts: 1,
        headers: { 'retry-after': value },
      });
    },
  );

  async function pausesOf(): Promise<(number | undefined)[]> {
    const events: AttemptEvent[] = [];
    const onAttempt = (event: AttemptEvent) => events.push(event);
    expect(await createClient({ baseUrl, credentials, retry, onAttempt }).checkInstance()).toMatchObject({
      status: 200,
    });
    return events.slice(0, -1).map(({ retryIn }) => retryIn);
  }
});

describe('a call without a reply', () => {
  test('is a timeout of its last attempt', async () => {
    answers = [silence];
    const result = await client.checkInstance({}, { timeouts: { attempt: 50 }, retry: { attempts: 2 } });
    expect(result).toMatchObject({ status: 'timeout', limit: 'attempt', after: 50, attempts: 2 });
  });

  test('is a timeout of the whole call, however many attempts are left', async () => {
    answers = [silence];
    const hasty = createClient({ baseUrl, credentials, timeouts: { total: 100 } });
    expect(await hasty.checkInstance()).toMatchObject({ status: 'timeout', limit: 'total', after: 100, attempts: 1 });
  });

  test('is a timeout, too, where the body never ends, where fetch heeds no signal, and where a secret never comes', async () => {
    const options = { timeouts: { attempt: 100 }, retry: false } as const;
    answers = [(response) => response.writeHead(200).write('{')];
    expect(await client.checkInstance({}, options)).toMatchObject({ status: 'timeout' });
    const never = () => new Promise<never>(() => {});
    const deaf = createClient({ baseUrl, credentials, fetch: never });
    expect(await deaf.checkInstance({}, options)).toMatchObject({ status: 'timeout' });
    const mute = createClient({ baseUrl, credentials: [sharedSecret(never)] });
    expect(await mute.checkInstance({}, options)).toMatchObject({ status: 'timeout' });
  });

  test('is a transport error with its cause', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    await once(closed.close(), 'close');
    const nobody = createClient({ baseUrl: `http://127.0.0.1:${port}`, credentials, retry });
    expect(await nobody.checkInstance()).toMatchObject({
      status: 'transport-error',
      error: { message: 'fetch failed', cause: { code: 'ECONNREFUSED' } },
      attempts: 3,
    });
  });

  test('is aborted: before it, during an attempt, and during a pause', async () => {
    const before = await client.checkInstance({}, { signal: AbortSignal.abort('no need') });
    expect(before).toMatchObject({ status: 'aborted', reason: 'no need', attempts: 0 });
    expect(received).toEqual([]);
    const during = new AbortController();
    answers = [() => during.abort('changed my mind')];
    expect(await client.checkInstance({}, { signal: during.signal })).toMatchObject({
      status: 'aborted',
      reason: 'changed my mind',
      attempts: 1,
    });
    const pausing = new AbortController();
    answers = [status(503, { 'Retry-After': '60' })];
    const onAttempt = () => setImmediate(() => pausing.abort('too long'));
    const logging = createClient({ baseUrl, credentials, onAttempt });
    const result = await logging.checkInstance({}, { signal: pausing.signal });
    expect(result).toMatchObject({ status: 'aborted', reason: 'too long', attempts: 1 });
  });
});

test.each([301, 302, 303, 307, 308])('a %i is not followed, so that no other host gets a secret', async (code) => {
  const elsewhere: IncomingHttpHeaders[] = [];
  const stranger = createServer((request, response) => {
    elsewhere.push(request.headers);
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  const location = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`;
  answers = [status(code, { Location: location })];
  expect(await client.checkInstance()).toMatchObject({ status: 'undeclared', code, headers: { location } });
  expect(await client.preReceive(change)).toMatchObject({ status: 'undeclared', code });
  expect(elsewhere).toEqual([]);
  stranger.close();
});

describe('the hook', () => {
  test('is told of each attempt, and never of a secret', async () => {
    const events: AttemptEvent[] = [];
    answers = [reset, status(503), good];
    const logging = createClient({ baseUrl, credentials, retry, onAttempt: (event) => events.push(event) });
    const headers = { 'X-Secret': 'own-secret', 'User-Agent': 'me/1.0' };
    const { requestId } = await logging.checkInstance({}, { headers });
    expect(events).toMatchObject([
      { attempt: 1, status: 'transport-error', error: { message: 'fetch failed' }, retryIn: expect.any(Number) },
      { attempt: 2, status: 503, retryIn: expect.any(Number) },
      { attempt: 3, status: 200 },
    ]);
    for (const event of events) {
      expect(event).toMatchObject({
        operation: 'checkInstance',
        method: 'GET',
        path: '/api/v4/internal/check',
        requestId,
      });
      expect(event.duration).toBeGreaterThan(0);
      expect(event.headers).toEqual({
        'gitlab-shared-secret': '[masked]',
        'x-secret': '[masked]',
        'user-agent': 'me/1.0',
        'x-request-id': requestId,
      });
    }
    expect(events[2]).not.toHaveProperty('retryIn');
    expect(JSON.stringify(events)).not.toMatch(new RegExp(`own-secret|shell-secret|${btoa('shell-secret')}`));
  });

  test('may fail, which the call does not', async () => {
    const failing = () => {
      throw new Error('the log is full');
    };
    const sync = createClient({ baseUrl, credentials, onAttempt: failing });
    expect(await sync.checkInstance()).toMatchObject({ status: 200 });
    const later = createClient({ baseUrl, credentials, onAttempt: async () => failing() });
    expect(await later.checkInstance()).toMatchObject({ status: 200 });
  });
});

test('a secret that is gone at the second attempt is an error of the credential', async () => {
  answers = [reset, good];
  const secrets = ['shell-secret'];
  const once = createClient({ baseUrl, retry, credentials: [sharedSecret(() => secrets.shift() ?? '')] });
  await expect(once.checkInstance()).rejects.toThrow(new CredentialError('sharedSecret is empty'));
  expect(received).toHaveLength(1);
});
