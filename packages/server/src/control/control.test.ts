import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { startPostgres } from '../postgres.test-support.ts';
import { call, kasJwt, shellJwt } from '../requests.test-support.ts';
import { startStub } from '../start-stub.ts';

const site = async (page: string, { url, release }: { url: string; release: string }) =>
  page === 'none' ? undefined : `<!doctype html>${page} of ${release} at ${url}`;

test('says that it is alive and ready, as GitLab does', async () => {
  await using stub = await startStub();
  expect((await call(stub, 'GET /-/liveness')).body).toEqual({ status: 'ok' });
  expect((await call(stub, 'GET /-/health')).body).toEqual({ status: 'ok' });
  expect((await call(stub, 'GET /-/readiness')).body).toEqual({ status: 'ok', master_check: [{ status: 'ok' }] });
  expect((await call(stub, 'GET /-/readiness?all=1')).body).toEqual({
    status: 'ok',
    master_check: [{ status: 'ok' }],
    db_check: [{ status: 'ok' }],
  });
  expect(await call(stub, 'HEAD /-/liveness')).toMatchObject({ status: 200, body: undefined });
});

const postgres = await startPostgres();

test.skipIf(!postgres.isThere)('is alive, but not ready, while the database is away', async () => {
  await using stub = await startStub({ database: await postgres.createDatabase() });
  try {
    await postgres.stop();
    expect(await call(stub, 'GET /-/liveness')).toMatchObject({ status: 200 });
    expect(await call(stub, 'GET /-/metrics')).toMatchObject({ status: 200 });
    expect(await call(stub, 'GET /-/readiness')).toMatchObject({
      status: 503,
      body: { status: 'failed', db_check: [{ status: 'failed' }] },
    });
    const worlds = await call(stub, 'GET /-/worlds');
    expect(worlds.status).toBe(503);
    expect(worlds.headers.get('Retry-After')).toBe('1');
  } finally {
    await postgres.remove();
  }
});

test('shows its documents with itself as the only server, and its pages', async () => {
  await using stub = await startStub({ site });
  const servers = [{ url: stub.url, description: 'The running stub.' }];
  for (const [path, title] of [
    ['/-', 'GitLab internal API'],
    ['/-/control', 'Control API of the stub server'],
  ]) {
    expect((await call(stub, `GET ${path}/openapi.json`)).body).toMatchObject({ info: { title }, servers });
    expect(parse(String((await call(stub, `GET ${path}/openapi.yaml`)).body))).toMatchObject({
      info: { title },
      servers,
    });
  }
  for (const [path, page] of [
    ['/-/docs', 'start'],
    ['/-/docs/14.2', '14.2'],
    ['/-/control/docs', 'control'],
  ]) {
    const { headers, body } = await call(stub, `GET ${path}`);
    expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(body).toBe(`<!doctype html>${page} of 15.6 at ${stub.url}`);
  }
  expect(await call(stub, 'GET /-/docs/none')).toMatchObject({ status: 404, body: { error: '404 Not Found' } });
});

test('has no page where nobody makes one', async () => {
  await using stub = await startStub();
  expect(await call(stub, 'GET /-/docs/15.6')).toMatchObject({ status: 404, body: { error: '404 Not Found' } });
  expect(await call(stub, 'GET /-/docs')).toMatchObject({ status: 404, body: { error: '404 Not Found' } });
});

test('refuses a wrong method with what is allowed, and an unknown path with the nearest', async () => {
  await using stub = await startStub();
  const wrongMethod = await call(stub, 'DELETE /-/worlds');
  expect([wrongMethod.status, wrongMethod.headers.get('Allow')]).toEqual([405, 'GET, HEAD, POST']);
  const unknown = await call(stub, 'GET /-/livenes');
  expect([unknown.status, unknown.headers.get('Gitlab-Stub-Hint')]).toEqual([404, 'GET /-/liveness (checkLiveness)']);
  expect(await call(stub, 'POST /-/worlds', { body: 'x', headers: { 'Content-Type': 'text/xml' } })).toMatchObject({
    status: 415,
  });
  expect(await call(stub, 'POST /-/worlds', { json: { name: 7 } })).toMatchObject({
    status: 400,
    body: { error: '400 Bad Request: name must be of type string' },
  });
  expect(await call(stub, 'POST /-/worlds', { json: { name: 'b', copy: 'default' } })).toMatchObject({
    status: 400,
    body: { error: '400 Bad Request: the body has no member copy' },
  });
});

test('measures requests by operation, consumer, status and verdict', async () => {
  await using stub = await startStub();
  const shell = { 'User-Agent': 'GitLab-Shell' };
  const check = 'GET /api/v4/internal/check';
  await call(stub, check, { as: 'shell', headers: shell });
  await call(stub, check, { headers: { 'Gitlab-Shell-Api-Request': await shellJwt() } });
  await call(stub, check, { headers: { ...shell, 'Gitlab-Shared-Secret': 'bm8=' } });
  await call(stub, check, { as: 'shell', headers: { 'User-Agent': 'gitaly/15.6.0' } });
  await call(stub, 'POST /api/v4/internal/allowed', { as: 'shell', headers: shell, json: {} });
  const kas = { 'Gitlab-Kas-Api-Request': await kasJwt(), 'X-GitLab-Client-Name': 'gitlab-kas' };
  await call(stub, 'GET /api/v4/internal/kubernetes/agent_info', { headers: kas });
  await call(stub, 'GET /api/v4/namespaces/1234/gitlab_subscription', { as: 'owner' });
  await call(stub, 'GET /api/scim/v2/groups/test_group/Users', { as: 'scim' });
  await call(stub, 'GET /api/v4/internal/nothing');
  const { body, headers } = await call(stub, 'GET /-/metrics');
  expect(headers.get('Content-Type')).toContain('text/plain; version=0.0.4');
  const counted = String(body)
    .split('\n')
    .filter((line) => line.startsWith('gitlab_stub_requests_total{'));
  const line = (operation: string, consumer: string, status: number, verdict: string, count = 1) =>
    `gitlab_stub_requests_total{operation="${operation}",consumer="${consumer}",status="${status}",verdict="${verdict}"} ${count}`;
  expect(body).toContain('gitlab_stub_database_up 1\n');
  expect(body).toContain('gitlab_stub_worlds 1\n');
  expect(counted).toEqual([
    line('checkInstance', 'gitlab-shell', 200, 'valid', 2),
    line('checkInstance', 'gitlab-shell', 401, 'refused'),
    line('checkInstance', 'gitaly', 200, 'valid'),
    line('checkGitAccess', 'gitlab-shell', 400, 'invalid'),
    line('getAgentInfo', 'kas', 401, 'refused'),
    line('getSubscription', 'customers-dot', 200, 'valid'),
    line('listScimUsers', 'scim-provider', 200, 'valid'),
    line('none', 'unknown', 404, 'refused'),
  ]);
  expect(body).toContain('gitlab_stub_request_duration_seconds_count{operation="checkInstance"} 4');
  const again = await call(stub, 'GET /-/metrics');
  expect(String(again.body)).toContain(`${line('checkInstance', 'gitlab-shell', 200, 'valid', 2)}\n`);
});

test('shows how long it took to answer as a histogram', async () => {
  await using stub = await startStub();
  await call(stub, 'GET /api/v4/internal/check', { as: 'shell' });
  await call(stub, 'GET /api/v4/internal/check');
  const { body } = await call(stub, 'GET /-/metrics');
  const name = 'gitlab_stub_request_duration_seconds';
  const shown = String(body)
    .split('\n')
    .filter((line) => line.includes(name));
  const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10, '+Inf'];
  expect(shown.map((line) => line.replace(/ [\d.e-]+$/, ''))).toEqual([
    `# HELP ${name} How long it took to answer.`,
    `# TYPE ${name} histogram`,
    ...bounds.map((bound) => `${name}_bucket{le="${bound}",operation="checkInstance"}`),
    `${name}_sum{operation="checkInstance"}`,
    `${name}_count{operation="checkInstance"}`,
  ]);
  const values = shown.slice(2).map((line) => Number(line.split(' ').at(-1)));
  const [sum = 0, count] = values.splice(-2);
  expect(values).toEqual(values.toSorted((one, other) => one - other));
  expect([values.at(-1), count]).toEqual([2, 2]);
  expect(sum).toBeGreaterThan(0);
});

/** Sends what `fetch` does not let a caller send: another Host than that of the URL. */
function ask(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

test('refuses pages of other origins and names that were rebound, on a loopback address', async () => {
  await using stub = await startStub();
  const { host, port } = new URL(stub.url);
  const status = (headers: Record<string, string>, path = '/-/worlds') => ask(`${stub.url}${path}`, headers);
  expect(await status({ Origin: 'https://evil.example' })).toBe(403);
  expect(await status({ Origin: 'null' })).toBe(403);
  expect(await status({ Origin: `http://localhost:${Number(port) + 1}` })).toBe(403);
  expect(await status({ Host: `evil.example:${port}` })).toBe(403);
  expect(await status({ Host: `127.0.0.1.evil.example` })).toBe(403);
  expect(await status({ Host: `localhost:${port}` })).toBe(200);
  expect(await status({ Host: '[::1]' })).toBe(200);
  expect(await status({ Origin: `http://${host}` })).toBe(200);
  expect(await status({ Host: 'evil.example', Origin: 'https://evil.example' }, '/-/liveness')).toBe(200);
  expect(await status({ Host: 'gitlab.example.com' }, '/api/v4/internal/check')).toBe(401);
});

test('lets a page of the origin in that --cors names', async () => {
  await using stub = await startStub({ cors: 'http://localhost:8080' });
  expect(await ask(`${stub.url}/-/worlds`, { Origin: 'http://localhost:8080' })).toBe(200);
  await using open = await startStub({ cors: '*' });
  expect(await ask(`${open.url}/-/worlds`, { Origin: 'http://localhost:8080' })).toBe(403);
});

test('asks for the token that it was started with, also on a loopback address', async () => {
  await using stub = await startStub({ controlToken: 'control-secret' });
  const worlds = 'GET /-/worlds';
  expect(await call(stub, worlds)).toMatchObject({ status: 401 });
  expect(await call(stub, worlds, { headers: { 'Gitlab-Stub-Control-Token': 'no' } })).toMatchObject({ status: 401 });
  expect(await call(stub, worlds, { headers: { 'Gitlab-Stub-Control-Token': 'control-secret' } })).toMatchObject({
    status: 200,
  });
  expect(await call(stub, worlds, { headers: { Authorization: 'Bearer control-secret' } })).toMatchObject({
    status: 200,
  });
  expect(await call(stub, 'GET /-/metrics')).toMatchObject({ status: 200 });
  expect(await call(stub, 'GET /-/control/openapi.json')).toMatchObject({ status: 200 });
});

test('is off on an address that others can reach, until it has a token', async () => {
  const listening = { host: '0.0.0.0' };
  await using off = await startStub(listening);
  expect(await call(off, 'GET /-/worlds')).toMatchObject({ status: 403 });
  expect(await call(off, 'POST /-/worlds', { json: { name: 'x' } })).toMatchObject({ status: 403 });
  expect(await call(off, 'GET /-/readiness')).toMatchObject({ status: 200 });
  await using on = await startStub({ ...listening, controlToken: 'control-secret' });
  expect(await call(on, 'GET /-/worlds')).toMatchObject({ status: 401 });
  const headers = { 'Gitlab-Stub-Control-Token': 'control-secret' };
  expect(await ask(`${on.url}/-/worlds`, { ...headers, Host: 'gitlab.example.com' })).toBe(200);
});

test('is on on a unix socket, whatever the Host is', async () => {
  const socket = join(tmpdir(), `control-${process.pid}.sock`);
  try {
    await using _stub = await startStub({ socket });
    const status = await new Promise((resolve, reject) => {
      const sent = request({ socketPath: socket, path: '/-/worlds', headers: { Host: 'gitlab' } }, (response) =>
        resolve(response.resume().statusCode),
      );
      sent.on('error', reject).end();
    });
    expect(status).toBe(200);
  } finally {
    rmSync(socket, { force: true });
  }
});
