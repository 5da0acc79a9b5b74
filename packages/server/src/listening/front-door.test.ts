import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { startStub } from '../start-stub.ts';
import { type Answer, send, shellSecret } from './ask.test-support.ts';

describe('a relative URL root', () => {
  test('is part of the URL, and everything is below it', async () => {
    await using stub = await startStub({ relativeUrlRoot: '/gitlab' });
    expect(stub.url).toMatch(/:\d+\/gitlab$/);
    expect(await send(`${stub.url}/api/v4/internal/check`, { headers: shellSecret })).toMatchObject({ status: 200 });
    expect(await send(`${stub.url}/-/health`)).toMatchObject({ status: 200 });
    expect(JSON.parse((await send(`${stub.url}/-/openapi.json`)).body)).toMatchObject({ servers: [{ url: stub.url }] });
  });

  test('stands in the URLs of replies', async () => {
    await using stub = await startStub({ relativeUrlRoot: 'gitlab/' });
    const lfs = `${stub.url}/api/v4/internal/lfs_authenticate?project=gnuwget/wget2&key_id=11&operation=download`;
    expect((await send(lfs, { method: 'POST', headers: shellSecret })).body).toContain(
      `"${stub.url}/gnuwget/wget2.git"`,
    );
  });

  test.each(['/api/v4/internal/check', '/-/health', '/', '/gitlabber/-/health', '/GITLAB/-/health'])(
    "has nothing outside but GitLab's 404: %s",
    async (path) => {
      await using stub = await startStub({ relativeUrlRoot: '/gitlab' });
      const answer = await send(new URL(path, stub.url).href, { headers: shellSecret });
      expect(answer).toMatchObject({ status: 404, body: '{"error":"404 Not Found"}' });
      expect(answer.headers).toMatchObject({
        'content-type': 'application/json',
        'x-request-id': expect.any(String),
        'gitlab-stub-hint': 'everything is below /gitlab',
      });
    },
  );

  test('takes the whole URL that a proxy sends', async () => {
    await using stub = await startStub({ relativeUrlRoot: '/gitlab' });
    const socket = connect(Number(new URL(stub.url).port), '127.0.0.1');
    socket.end(`GET ${stub.url}/-/health HTTP/1.1\r\nHost: stub\r\nConnection: close\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK/);
  });
});

describe('HTTP Basic credentials', () => {
  const basicAuth = { user: 'gitlab', password: 'pass:wörd' };
  const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`;

  test("let in beside the API's own, which are still needed", async () => {
    await using stub = await startStub({ basicAuth });
    const Authorization = basic('gitlab:pass:wörd');
    const check = (headers: Record<string, string>) => send(`${stub.url}/api/v4/internal/check`, { headers });
    expect(await check({ ...shellSecret, Authorization })).toMatchObject({ status: 200 });
    const withoutSecret = await check({ Authorization });
    expect(withoutSecret).toMatchObject({ status: 401, body: '{"message":"401 Unauthorized"}' });
    expect(withoutSecret.headers).not.toHaveProperty('www-authenticate');
    expect(
      await send(`${stub.url}/api/v4/namespaces/1234/gitlab_subscription`, {
        headers: { Authorization, 'PRIVATE-TOKEN': 'admin-dev-token' },
      }),
    ).toMatchObject({ status: 200 });
  });

  test.each([
    ['none', undefined],
    ['a wrong password', basic('gitlab:password')],
    ['a wrong user', basic('git:pass:wörd')],
    ['no password', basic('gitlab')],
    ['no Base64', 'Basic ?'],
    ['a token', 'Bearer admin-dev-token'],
  ])('are asked for where there are others: %s', async (_, credentials) => {
    await using stub = await startStub({ basicAuth, logLevel: 'silent' });
    const headers = { ...shellSecret, ...(credentials !== undefined && { Authorization: credentials }) };
    for (const path of ['/api/v4/internal/check', '/-/openapi.json', '/nowhere'])
      expectDenied(await send(stub.url + path, { headers }));
  });

  test('are not asked for where somebody looks whether the server lives', async () => {
    await using stub = await startStub({
      basicAuth: { user: 'somebody', password: 'secret' },
      relativeUrlRoot: '/gitlab',
    });
    for (const probe of ['health', 'liveness', 'readiness', 'metrics'])
      expect(await send(`${stub.url}/-/${probe}`)).toMatchObject({ status: 200 });
    expect(await send(`${stub.url}/-/worlds`)).toMatchObject({ status: 401 });
  });

  test('are asked for before the relative URL root is looked at', async () => {
    await using stub = await startStub({ basicAuth, relativeUrlRoot: '/gitlab' });
    expectDenied(await send(new URL('/', stub.url).href));
    expect(
      await send(new URL('/', stub.url).href, { headers: { Authorization: basic('gitlab:pass:wörd') } }),
    ).toMatchObject({ status: 404 });
  });

  test("are not asked for in a browser's preflight, which cannot carry any", async () => {
    await using stub = await startStub({ basicAuth, cors: 'http://localhost:8080' });
    expect(await send(`${stub.url}/api/v4/internal/check`, { method: 'OPTIONS' })).toMatchObject({ status: 204 });
  });
});

function expectDenied({ status, headers, body }: Answer): void {
  expect({ status, body }).toEqual({ status: 401, body: '{"message":"HTTP Basic: Access denied"}' });
  expect(headers).toMatchObject({
    'www-authenticate': 'Basic realm="GitLab", charset="UTF-8"',
    'content-type': 'application/json',
    'x-request-id': expect.any(String),
  });
}
