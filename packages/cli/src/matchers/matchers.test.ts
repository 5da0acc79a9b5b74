import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serve } from '../command-under-test.ts';
import { contractMatchers } from './vitest.ts';

expect.extend(contractMatchers);

const secret = { 'Gitlab-Shared-Secret': Buffer.from('gitlab-shell-dev-secret').toString('base64') };
const json = { 'content-type': 'application/json' };
const push = { key_id: 11, project: 'gnuwget/wget2', action: 'git-upload-pack', protocol: 'ssh', changes: '_any' };
const user = { id: 7, name: 'Dede Eichmann', username: 'rubi' };
const headers = { ...json, 'x-request-id': 'one' };

/** Somebody's own fake of the internal API. */
async function fake(status: number, body: string, type = 'application/json'): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'Content-Type': type, 'X-Request-Id': 'one' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a test that fails tells. */
async function failureOf(run: () => Promise<void>): Promise<string> {
  const error: unknown = await run().then(
    () => undefined,
    (reason) => reason,
  );
  return error instanceof Error ? error.message : 'it passed';
}

describe('a reply', () => {
  test('of the stub satisfies the contract, and can still be read', async () => {
    const { url } = await serve();
    const reply = await fetch(`${url}/api/v4/internal/discover?key_id=11`, { headers: secret });
    await expect(reply).toSatisfyContract('discoverUser');
    await expect(reply).toSatisfyContract('discoverUser', { gitlabVersion: '13.7' });
    expect(await reply.json()).toMatchObject({ username: 'root' });
  });

  test('of a careless fake does not, and a line tells of each mistake', async () => {
    const url = await fake(200, JSON.stringify({ id: 'seven', username: 7 }));
    const reply = await fetch(`${url}/api/v4/internal/discover?key_id=7`);
    await expect(reply).not.toSatisfyContract('discoverUser');
    expect(await failureOf(() => expect(reply).toSatisfyContract('discoverUser'))).toBe(
      [
        "expect(reply).toSatisfyContract('discoverUser'), GitLab 15.6:",
        '',
        '  missing-property reply 200 body /name: name is required',
        '  property-type reply 200 body /id: id must be of type integer',
        '  property-type reply 200 body /username: username must be of type string',
      ].join('\n'),
    );
  });

  test('that is right fails a test that expects it to be wrong', async () => {
    const reply = { status: 200, headers, body: user };
    const told = await failureOf(() => expect(reply).not.toSatisfyContract('discoverUser'));
    expect(told).toContain('nothing breaks the contract');
  });

  test.each([
    ['HTML', 'text/html', 200, '<p>hello</p>', 'reply-media-type'],
    ['a status that nobody knows', 'application/json', 418, '{}', 'undocumented-status'],
    ['half of its JSON', 'application/json', 200, '{"id":', 'malformed-reply'],
  ])('does not with %s', async (_, type, status, body, code) => {
    const reply = await fetch(`${await fake(status, body, type)}/api/v4/internal/discover`);
    expect(await failureOf(() => expect(reply).toSatisfyContract('discoverUser'))).toContain(`\n  ${code} reply`);
  });

  const text = JSON.stringify(user);
  const wrong = JSON.stringify({ ...user, id: 'seven' });
  test.each([
    ['supertest', (body: string) => ({ status: 200, headers, text: body, body: JSON.parse(body), clone: undefined })],
    [
      'light-my-request',
      (body: string) => ({ statusCode: 200, headers, payload: body, body, rawPayload: Buffer.from(body) }),
    ],
    ['axios', (body: string) => ({ status: 200, headers, data: JSON.parse(body) })],
    ['a hand', (body: string) => ({ status: 200, headers: new Headers(headers), body })],
    ['a hand without headers', (body: string) => ({ status: 200, body: JSON.parse(body) })],
    ['a handler of fetch', (body: string) => new Response(body, { headers })],
  ])('is understood as %s has it', async (_, replyWith) => {
    await expect(replyWith(text)).toSatisfyContract('discoverUser');
    await expect(replyWith(wrong)).not.toSatisfyContract('discoverUser');
  });

  test('is of an operation that the release does not have', async () => {
    const reply = { status: 200, headers, body: {} };
    const told = await failureOf(() => expect(reply).toSatisfyContract('listScimUsers', { gitlabVersion: '14.2' }));
    expect(told).toContain('not-in-release request: listScimUsers is not in GitLab 14.2: it is there since 15.5');
  });

  test('breaks nothing with a property that the contract does not have, unless warnings fail', async () => {
    const reply = { status: 200, headers, body: { ...user, shoe_size: 44 } };
    await expect(reply).toSatisfyContract('discoverUser');
    await expect(reply).not.toSatisfyContract('discoverUser', { severity: 'warning' });
  });
});

describe('a request', () => {
  const address = 'http://gitlab.example.com/gitlab/api/v4/internal/allowed';

  test('satisfies the contract, whether fetch sends it or anybody else', async () => {
    const body = JSON.stringify(push);
    const request = new Request(address, { method: 'POST', headers: { ...json, ...secret }, body });
    await expect(request).toSatisfyContract('checkGitAccess');
    await expect(request).toSatisfyContract();
    expect(await request.json()).toEqual(push);
    const written = { method: 'post', url: '/api/v4/internal/allowed', headers: { ...json, ...secret }, body: push };
    await expect(written).toSatisfyContract('checkGitAccess');
  });

  test('does not, and a line tells of each mistake', async () => {
    const body = JSON.stringify({ ...push, protocol: 'smoke', action: undefined });
    const request = new Request(address, { method: 'POST', headers: json, body });
    const told = await failureOf(() => expect(request).toSatisfyContract('checkGitAccess'));
    expect(told.split('\n').slice(2)).toEqual([
      expect.stringMatching(/^ {2}missing-credential request header: /),
      '  missing-parameter request body /action: action is required',
      expect.stringMatching(/^ {2}parameter-enum request body \/protocol: protocol must be one of /),
    ]);
  });

  test('that leads to another operation does not', async () => {
    const request = { method: 'GET', url: '/api/v4/internal/discover?key_id=11', headers: secret };
    const told = await failureOf(() => expect(request).toSatisfyContract('checkGitAccess'));
    expect(told).toContain('  request: it leads to discoverUser, not to checkGitAccess');
  });

  test('carries a token that is looked at as of the time that is told', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: 'gitlab-shell', iat: 1_669_000_000, exp: 1_669_000_060 };
    const token = [part({ alg: 'HS256' }), part(claims), 'signature'].join('.');
    const request = {
      method: 'GET',
      url: '/api/v4/internal/check',
      headers: { 'Gitlab-Shell-Api-Request': token },
    };
    await expect(request).not.toSatisfyContract('checkInstance');
    await expect(request).toSatisfyContract('checkInstance', { time: new Date(1_669_000_010_000) });
    const known = { time: new Date(1_669_000_010_000), secrets: { shell: 'a-secret' } };
    await expect(request).not.toSatisfyContract('checkInstance', known);
  });
});

describe('a mistake in a test is told as what it is', () => {
  const reply = { status: 200, headers, body: user };
  const read = new Response(JSON.stringify(user), { headers });

  test.each([
    [
      'a name that no operation has',
      reply,
      'discoverUsers',
      "no operation 'discoverUsers'; the nearest is discoverUser",
    ],
    ['a reply to nobody knows what', reply, undefined, 'say which operation'],
    ['something else', 'hello', 'discoverUser', 'not string'],
    ['an object of something else', { state: 1 }, 'discoverUser', 'not an object of state'],
    ['a body that has been read', read, 'discoverUser', 'has been read already'],
    ['another path', { method: 'GET', url: '/users?private_token=x' }, undefined, '/users is not under /api'],
  ])('%s', async (_, actual, operation, message) => {
    if (actual === read) await read.text();
    const told = await failureOf(() => expect(actual).toSatisfyContract(operation));
    expect(told).toContain(message);
    expect(await failureOf(() => expect(actual).not.toSatisfyContract(operation))).toBe(told);
    expect(told).not.toContain('private_token');
  });
});

test('a framework other than vitest gets what the protocol of matchers asks for', async () => {
  // jest calls a matcher with its context as `this`, and wants `pass` and a function that makes the message.
  const call = Reflect.apply(contractMatchers.toSatisfyContract, { isNot: false, promise: '' }, [
    { status: 200, headers, body: { ...user, id: 'seven' } },
    'discoverUser',
  ]);
  expect(call).toBeInstanceOf(Promise);
  const { pass, message } = await call;
  expect([pass, message()]).toEqual([false, expect.stringContaining('property-type reply 200 body /id')]);
});
