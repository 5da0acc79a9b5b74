import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import express, { type Express, type Response as ExpressResponse, type NextFunction, type Request } from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ContractFinding } from '../findings/contract-finding.ts';
import { until } from '../proxy/proxy-under-test.ts';
import { type ContractMiddlewareOptions, contractMiddleware } from './contract-middleware.ts';

const secret = { 'Gitlab-Shared-Secret': Buffer.from('gitlab-shell-dev-secret').toString('base64') };
const json = { 'Content-Type': 'application/json' };
const push = { key_id: 11, project: 'gnuwget/wget2', action: 'git-upload-pack', protocol: 'ssh', changes: '_any' };
const refused = { status: false, message: 'You are not allowed to upload code.' };

/** An application of somebody's own, on a port. */
async function listen(app: Express): Promise<string> {
  const server = await new Promise<ReturnType<Express['listen']>>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Observed {
  readonly told: ContractFinding[];
  readonly middleware: ReturnType<typeof contractMiddleware>;
}

function observing(options: ContractMiddlewareOptions = {}): Observed {
  const told: ContractFinding[] = [];
  return { told, middleware: contractMiddleware({ onFinding: (finding) => told.push(finding), ...options }) };
}

/** What was told once the exchange is over, a line for each. */
async function linesOf({ told }: Observed, count: number): Promise<string[]> {
  await until(async () => told.length >= count);
  return told.map(({ code, message, in: place, pointer }) => `${code} ${message} ${place} ${pointer}`.trim());
}

function post(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${url}/api/v4/internal/allowed`, { method: 'POST', headers: { ...json, ...secret, ...headers }, body });
}

/** What is wrong with the requests and the replies of the applications here. */
const both = ['parameter-enum request body /protocol', 'property-type reply body /message'];
const wrongPush = JSON.stringify({ ...push, protocol: 'smoke' });

describe('a middleware that observes', () => {
  test('tells what breaks the contract in a request and in its reply', async () => {
    const observed = observing();
    const app = express().use(observed.middleware, express.json());
    app.post('/api/v4/internal/allowed', (request, response) => {
      response.set('X-Request-Id', 'one').status(401).json({ status: false, message: request.body.protocol.length });
    });
    const reply = await post(await listen(app), wrongPush);
    expect(await reply.json()).toEqual({ status: false, message: 5 });
    expect(await linesOf(observed, 2)).toEqual(both);
    expect(observed.told[0]).toEqual({
      code: 'parameter-enum',
      severity: 'error',
      operationId: 'checkGitAccess',
      request: 'POST /api/v4/internal/allowed',
      consumer: 'unknown',
      message: 'request',
      in: 'body',
      pointer: '/protocol',
      status: undefined,
      sentence: 'protocol must be one of ssh, http, web',
      fix: expect.any(String),
    });
  });

  test.each([
    ['behind a body parser', express.json()],
    ['behind a parser of bytes', express.raw({ type: () => true })],
    ['behind a parser of text', express.text({ type: () => true })],
  ])('finds the same %s', async (_, parser) => {
    const observed = observing();
    const app = express().use(parser, observed.middleware);
    app.post('/api/v4/internal/allowed', (_request, response) => {
      response.set('X-Request-Id', 'one').status(401).json({ status: false, message: 5 });
    });
    await post(await listen(app), wrongPush);
    expect(await linesOf(observed, 2)).toEqual(both);
  });

  test('finds nothing where nothing is wrong, and in what is no API', async () => {
    const observed = observing();
    const app = express().use(observed.middleware, express.json());
    app.get('/health', (_, response) => void response.send('well'));
    app.post('/api/v4/internal/allowed', (_, response) => {
      response.set('X-Request-Id', 'one').status(401).json(refused);
    });
    const url = await listen(app);
    await fetch(`${url}/health`);
    await post(url, JSON.stringify(push));
    await post(url, wrongPush);
    expect(await linesOf(observed, 1)).toEqual(['parameter-enum request body /protocol']);
  });

  test('finds it in a form, and in what was packed', async () => {
    const observed = observing();
    const app = express().use(express.urlencoded({ extended: true }), observed.middleware);
    app.post('/api/v4/internal/allowed', (_, response) => {
      response.set('X-Request-Id', 'one').status(401).json(refused);
    });
    const url = await listen(app);
    const form = new URLSearchParams(JSON.parse(wrongPush)).toString();
    await post(url, form, { 'Content-Type': 'application/x-www-form-urlencoded' });
    expect(await linesOf(observed, 1)).toEqual(['parameter-enum request body /protocol']);
    const packing = observing();
    const packed = express().use(packing.middleware, express.json());
    packed.post('/api/v4/internal/allowed', (request, response) => {
      const reply = JSON.stringify({ status: false, message: request.body.key_id });
      const told = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', 'X-Request-Id': 'one' };
      response.writeHead(401, told).end(gzipSync(reply));
    });
    const reply = await post(await listen(packed), gzipSync(wrongPush), { 'Content-Encoding': 'gzip' });
    expect(await reply.json()).toEqual({ status: false, message: 11 });
    expect(await linesOf(packing, 2)).toEqual(both);
  });

  test('changes no byte of a large body, and of a reply in many pieces, whoever reads and writes them', async () => {
    const observed = observing();
    const app = express().disable('x-powered-by').use(observed.middleware);
    app.post('/api/v4/internal/allowed', async (request, response) => {
      response.writeHead(200, ['Content-Type', 'application/json', 'X-Request-Id', 'one']);
      // The bytes come one at a time from an iterator, and go back as they came.
      for await (const piece of request) response.write(piece);
      response.end();
    });
    const body = JSON.stringify({ ...push, changes: 'ö'.repeat(600_000) });
    const reply = await post(await listen(app), body);
    expect(await reply.text()).toBe(body);
    const lines = await linesOf(observed, 3);
    expect(lines).toContain('missing-property reply body /gl_repository');
    expect(lines.filter((line) => line.includes(' request '))).toEqual([]);
  });

  test('says nothing about a body that nobody has kept, and needs nobody to listen', async () => {
    const observed = observing({ maxBody: 100 });
    const app = express().use(observed.middleware);
    app.post('/api/v4/internal/allowed', express.json(), (_, response) => void response.status(401).json(refused));
    const url = await listen(app);
    await post(url, JSON.stringify({ ...push, protocol: 'smoke', changes: 'x'.repeat(200) }));
    expect(await linesOf(observed, 1)).toEqual(['missing-reply-header reply header /X-Request-Id']);
  });

  test('holds a request below a path of its own against the release that it is told', async () => {
    const observed = observing({ gitlabVersion: '14.2' });
    const below = express.Router().get('/v2/groups/:group/Users', (_, response) => void response.json({}));
    const app = express().use('/gitlab/api/scim', observed.middleware, below);
    await fetch(`${await listen(app)}/gitlab/api/scim/v2/groups/g/Users`);
    expect(await linesOf(observed, 1)).toEqual(['not-in-release request request']);
  });
});

describe.each([
  ['observes', false],
  ['enforces', true],
])('a middleware that %s', (_, enforce) => {
  test('sees a body whole that has come before it was asked, in chunks', async () => {
    const observed = observing({ enforce });
    const app = express().use((_request, _response, next) => void setTimeout(next, 50));
    app.use(observed.middleware, express.json());
    app.post('/api/v4/internal/allowed', (_request, response) => void response.status(401).json(refused));
    const url = `${await listen(app)}/api/v4/internal/allowed`;
    const body = new Blob([wrongPush]).stream();
    const sent = { method: 'POST', headers: { ...json, ...secret }, body, duplex: 'half' };
    expect((await fetch(url, sent)).status).toBe(enforce ? 400 : 401);
    expect((await linesOf(observed, enforce ? 1 : 2))[0]).toBe(both[0]);
  });

  test('holds no reply against anybody that the client did not wait for', async () => {
    const observed = observing({ enforce });
    const ended: string[] = [];
    const app = express().use(observed.middleware, express.json());
    app.use((_error: Error, _request: Request, response: ExpressResponse, _next: NextFunction) => {
      ended.push('failed');
      response.end();
    });
    const url = await listen(app);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const head = `Host: x\r\nGitlab-Shared-Secret: ${secret['Gitlab-Shared-Secret']}\r\nContent-Type: application/json`;
    socket.write(`POST /api/v4/internal/allowed HTTP/1.1\r\n${head}\r\nContent-Length: 100\r\n\r\n{"action":`);
    await until(async () => socket.bytesWritten > 0);
    socket.end().destroySoon();
    await until(async () => ended.length > 0);
    // What was wrong with the first exchange would be told before what is wrong with the next one.
    await fetch(`${url}/api/v4/internal/chek`);
    await linesOf(observed, 1);
    expect(observed.told.filter(({ message }) => message === 'reply')).toEqual([]);
  });
});

describe('a middleware that enforces', () => {
  test('answers in the words of GitLab, and lets pass what is right, whole', async () => {
    const enforced = observing({ enforce: true });
    const app = express().use(enforced.middleware, express.json({ limit: '10mb' }));
    const seen: unknown[] = [];
    app.post('/api/v4/internal/allowed', (request, response) => {
      seen.push(request.body);
      response.set('X-Request-Id', 'one').status(401).json(refused);
    });
    const url = await listen(app);
    const wrong = await post(url, wrongPush);
    expect([wrong.status, await wrong.json()]).toEqual([400, { error: 'protocol does not have a valid value' }]);
    const nobody = await fetch(`${url}/api/v4/internal/allowed`, { method: 'POST', headers: json, body: wrongPush });
    expect([nobody.status, await nobody.json()]).toEqual([401, { message: '401 Unauthorized' }]);
    expect(seen).toEqual([]);
    for (const changes of ['_any', 'x'.repeat(2_000_000)]) {
      const right = await post(url, JSON.stringify({ ...push, changes }));
      expect([right.status, await right.json()]).toEqual([401, refused]);
    }
    expect(seen).toMatchObject([{ ...push }, { changes: 'x'.repeat(2_000_000) }]);
    expect(await linesOf(enforced, 3)).toEqual([
      'parameter-enum request body /protocol',
      'missing-credential request header',
      'parameter-enum request body /protocol',
    ]);
  });

  test('does so behind a body parser, too, and tells what is wrong with a reply', async () => {
    const enforced = observing({ enforce: true });
    const app = express().use(express.json(), enforced.middleware);
    app.post('/api/v4/internal/allowed', (_, response) => {
      response.set('X-Request-Id', 'one').status(401).json({ status: false, message: 5 });
    });
    app.get('/api/v4/internal/check', (_, response) => void response.send('not checked'));
    const url = await listen(app);
    expect((await post(url, wrongPush)).status).toBe(400);
    expect((await post(url, JSON.stringify(push))).status).toBe(401);
    expect((await fetch(`${url}/api/v4/internal/check`, { headers: secret })).status).toBe(200);
    expect((await linesOf(enforced, 3)).slice(0, 2)).toEqual(both);
  });

  test('refuses what is too large to be looked at', async () => {
    const enforced = observing({ enforce: true, maxBody: 1000 });
    const app = express().use(enforced.middleware, express.json());
    const reply = await post(await listen(app), JSON.stringify({ ...push, changes: 'x'.repeat(2000) }));
    expect(reply.status).toBe(413);
  });
});
