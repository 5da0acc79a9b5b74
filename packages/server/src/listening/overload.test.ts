import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { startProcess } from '../server-process.test-support.ts';
import { startStub } from '../start-stub.ts';
import { send, shellSecret } from './ask.test-support.ts';

const secret = Object.entries(shellSecret).map(([name, value]) => `${name}: ${value}\r\n`);
const head = `Host: stub\r\n${secret.join('')}`;
const check = `GET /api/v4/internal/check HTTP/1.1\r\n${head}`;
const last = 'Connection: close\r\n\r\n';

test('More requests than may wait are refused before their bodies are read, and the next are answered', async () => {
  await using stub = await startStub({ maxQueue: 10 });
  const body = '{"key_id":"11","project":"gnuwget/wget2","action":"git-upload-pack","protocol":"ssh"}';
  const allowed = `POST /api/v4/internal/allowed HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
  const answers = await askAtOnce(stub.url, `${allowed}${last}${body}`, 200);
  const refused = answers.filter((answer) => answer.startsWith('HTTP/1.1 503 '));
  const accepted = answers.filter((answer) => answer.startsWith('HTTP/1.1 200 '));
  expect(refused.length + accepted.length).toBe(200);
  expect(Math.min(refused.length, accepted.length)).toBeGreaterThanOrEqual(10);
  expect(refused[0]).toMatch(/\r\nRetry-After: 1\r\n/);
  expect(refused[0]).toMatch(/\r\nX-Request-Id: [\w-]{36}\r\n/);
  expect(refused[0]).toMatch(/\r\nGitlab-Stub-Hint: overloaded: 10 requests wait already\r\n/);
  expect(refused[0]).toMatch(/\r\n\r\n\{"message":"503 Service Unavailable"\}$/);
  expect(await metric(stub.url)).toBe(refused.length);
  expect(await send(`${stub.url}/api/v4/internal/check`, { headers: shellSecret })).toMatchObject({ status: 200 });
  expect((await stub.journal.entries({ operation: 'checkGitAccess' })).length).toBe(accepted.length);
});

test('A refusal has the media type that the contract declares for it', async () => {
  await using stub = await startStub({ maxQueue: 1 });
  const list = `GET /api/scim/v2/groups/test_group/Users HTTP/1.1\r\n${head}${last}`;
  const refused = (await askAtOnce(stub.url, list, 100)).find((answer) => answer.startsWith('HTTP/1.1 503 '));
  expect(refused).toMatch(/\r\nContent-Type: application\/scim\+json\r\n/);
});

test('A connection stays usable after a refusal, whatever body it had announced', async () => {
  await using stub = await startStub({ maxQueue: 1 });
  const post = `POST /api/v4/internal/pre_receive HTTP/1.1\r\n${head}Content-Length: 23\r\n\r\n`;
  const sockets = await connectOften(stub.url, 100);
  for (const socket of sockets) socket.resume().write(`${post}gl_repository=`);
  const refused = await Promise.any(sockets.map(whenRefused));
  refused.write(`project-3${check}${last}`);
  expect(await text(refused)).toMatch(/^HTTP\/1\.1 200 .*"api_version"/s);
});

test('Whoever looks whether the server lives is always answered', async () => {
  await using stub = await startStub({ maxQueue: 1, relativeUrlRoot: '/gitlab' });
  for (const probe of ['health', 'liveness', 'readiness', 'metrics']) {
    const answers = await askAtOnce(stub.url, `GET /gitlab/-/${probe} HTTP/1.1\r\n${head}${last}`, 100);
    expect(answers.filter((answer) => !answer.startsWith('HTTP/1.1 200 '))).toEqual([]);
  }
});

test('Who asks for permission to send a body gets it at its turn, or a refusal that ends the connection', async () => {
  await using stub = await startStub({ maxQueue: 1 });
  const heads = `POST /api/v4/internal/pre_receive HTTP/1.1\r\n${head}Content-Length: 23\r\nExpect: 100-continue\r\n\r\n`;
  const sockets = await connectOften(stub.url, 100);
  const answers = await Promise.all(sockets.map((socket) => told(socket, heads)));
  expect(new Set(answers.map((answer) => answer.slice(0, 12)))).toEqual(new Set(['HTTP/1.1 100', 'HTTP/1.1 503']));
  const refused = answers.filter((answer) => answer.startsWith('HTTP/1.1 503'));
  expect(refused.filter((answer) => !answer.includes('\r\nConnection: close\r\n'))).toEqual([]);
  const allowed = sockets[answers.findIndex((answer) => answer.startsWith('HTTP/1.1 100'))];
  expect(allowed && (await told(allowed, 'gl_repository=project-3'))).toMatch(/^HTTP\/1\.1 200 /);
});

test('Those who wait for what they have asked for do not fill the queue', async () => {
  await using stub = await startStub({ maxQueue: 2 });
  const waiting = Array.from({ length: 20 }, () =>
    send(`${stub.url}/-/worlds/default/journal?operation=checkInstance&wait=60`),
  );
  expect(await send(`${stub.url}/api/v4/internal/check`, { headers: shellSecret })).toMatchObject({ status: 200 });
  expect((await Promise.all(waiting)).filter(({ status }) => status === 503).length).toBe(0);
});

test('The log says when refusals begin, and how many there were, on one line each', async () => {
  await using server = await startProcess({ maxQueue: 1, logLevel: 'warn' });
  const answers = await askAtOnce(server.url, `${check}${last}`, 500);
  const refused = answers.filter((answer) => answer.startsWith('HTTP/1.1 503 ')).length;
  expect(refused).toBeGreaterThan(0);
  await expect.poll(() => server.log.length, { timeout: 20_000 }).toBe(2);
  expect(server.log).toMatchObject([
    { msg: 'overloaded: requests are refused with 503', waiting: 1 },
    { msg: 'no longer overloaded', refused },
  ]);
});

test('Requests behind a reply that nobody reads wait until it is read', async () => {
  await using stub = await startStub();
  const socket = await connectTo(stub.url);
  // More bytes than the system between the two takes.
  socket.pause().write(`${`GET /-/openapi.json HTTP/1.1\r\n${head}\r\n`.repeat(100)}${check}${last}`);
  for (let index = 0; index < 100; index++) await send(`${stub.url}/-/openapi.json`);
  expect(await stub.journal.entries({ operation: 'checkInstance' })).toEqual([]);
  const answered = await text(socket);
  expect(answered.match(/HTTP\/1\.1 200 OK\r/g)?.length).toBe(101);
  expect(answered).toMatch(/"api_version":"v4"[^\r\n]*$/);
});

test('Whoever asks once is answered before those who ask many times at once', async () => {
  await using stub = await startStub();
  const greedy = await connectOften(stub.url, 20);
  const modest = await connectTo(stub.url);
  for (const socket of greedy) socket.resume().write(`${check}\r\n`.repeat(100));
  modest.write(`GET /api/v4/internal/discover?key_id=7 HTTP/1.1\r\n${head}${last}`);
  expect(await text(modest)).toMatch(/^HTTP\/1\.1 200 /);
  expect((await stub.journal.entries({ operation: 'checkInstance' })).length).toBeLessThan(1000);
});

/** So many connections. */
function connectOften(url: string, count: number): Promise<Socket[]> {
  return Promise.all(Array.from({ length: count }, () => connectTo(url)));
}

/** A connection that the server has accepted: it accepts but one each time that it looks at all of them. */
async function connectTo(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  await told(socket, 'GET /-/health HTTP/1.1\r\nHost: stub\r\n\r\n');
  return socket;
}

/** What the server says next. */
async function told(socket: Socket, request = ''): Promise<string> {
  socket.resume().write(request);
  const [answer] = await once(socket, 'data');
  socket.pause();
  return answer;
}

/** Sends one request on each of so many connections, so that all are there when the server looks. */
async function askAtOnce(url: string, request: string, count: number): Promise<string[]> {
  const sockets = await connectOften(url, count);
  for (const socket of sockets) socket.write(request);
  return Promise.all(sockets.map((socket) => text(socket)));
}

async function whenRefused(socket: Socket): Promise<Socket> {
  const [answer] = await once(socket, 'data');
  if (answer.startsWith('HTTP/1.1 503 ')) return socket;
  throw new Error(answer);
}

async function metric(url: string): Promise<number> {
  const { body } = await send(`${url}/-/metrics`);
  return Number(/^gitlab_stub_shed_requests_total (\d+)$/m.exec(body)?.[1]);
}
