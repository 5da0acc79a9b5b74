import { allOperations, editions, loadDocument, operationObjects } from '@gitlab-internal-api/contract';
import { describe, expect, test } from 'vitest';
import { call, kasJwt } from '../requests.test-support.ts';
import { startStub } from '../start-stub.ts';
import { defaultWorld } from '../world/default.ts';
import { type Asked, requestsTo } from '../world/everything-asked.test-support.ts';

const check = 'GET /api/v4/internal/check';
const allowed = 'POST /api/v4/internal/allowed';
const pull = { action: 'git-upload-pack', protocol: 'ssh', project: 'gnuwget/wget2', key_id: '11', changes: '_any' };

test('A declared reply is answered as the contract shows it', async () => {
  await using stub = await startStub();
  const reply = await call(stub, allowed, { as: 'shell', json: pull, headers: { Prefer: 'code=404' } });
  expect([reply.status, reply.headers.get('Preference-Applied')]).toEqual([404, 'code=404']);
  expect(reply.body).toMatchObject({ status: false, message: expect.any(String) });
  expect(reply.headers.get('Gitlab-Stub-Hint')).toBeNull();
});

test('An undeclared one is not: the operation answers, and the hint lists what there is', async () => {
  await using stub = await startStub();
  const reply = await call(stub, check, { as: 'shell', headers: { Prefer: 'code=418' } });
  expect(reply).toMatchObject({ status: 200, body: { api_version: 'v4' } });
  expect(reply.headers.get('Preference-Applied')).toBeNull();
  expect(reply.headers.get('Gitlab-Stub-Hint')).toBe(
    'code=418 is not declared for checkInstance; it has 200, 401, 500, 503',
  );
});

test('An example is found by its name, in the status that is asked for or in the first that has it', async () => {
  await using stub = await startStub();
  const asking = (preference: string) =>
    call(stub, allowed, { as: 'shell', json: pull, headers: { Prefer: preference } });
  const definition = operationObjects(loadDocument('15.6')).get('checkGitAccess');
  const examples = Object.entries(at(definition, 'responses')).flatMap(([status, response]) =>
    Object.entries(at(response, 'content', 'application/json', 'examples')).map(([name, { value }]) => ({
      status: Number(status),
      name,
      value,
    })),
  );
  expect(examples.length).toBeGreaterThan(10);
  for (const { status, name, value } of examples) {
    const reply = await asking(`example=${name}, code=${status}`);
    expect([reply.status, reply.body, reply.headers.get('Preference-Applied')]).toEqual([
      status,
      value,
      `code=${status}, example=${name}`,
    ]);
    const first = examples.find((other) => other.name === name);
    expect((await asking(`example=${name}`)).status).toBe(first?.status);
  }
});

test('An example of another status is told, and the status that is asked for has its first one', async () => {
  await using stub = await startStub();
  const wrong = await call(stub, allowed, {
    as: 'shell',
    json: pull,
    headers: { Prefer: 'code=404, example=documented' },
  });
  expect([wrong.status, wrong.headers.get('Preference-Applied')]).toEqual([404, 'code=404']);
  expect(wrong.headers.get('Gitlab-Stub-Hint')).toMatch(
    /^example=documented is no example of checkGitAccess with 404; it has \w+/,
  );
});

test('An unknown example is told with the names that there are, whatever it looks like', async () => {
  await using stub = await startStub();
  const reply = await call(stub, check, { as: 'shell', headers: { Prefer: 'example="\u00e9 \\"x"' } });
  expect(reply.status).toBe(200);
  expect(reply.headers.get('Gitlab-Stub-Hint')).toMatch(
    /^example=%C3%A9%20%22x is no example of checkInstance; it has documented, /,
  );
});

test('A reply comes later, and everything can be combined', async () => {
  await using stub = await startStub();
  const both = { as: 'shell', headers: { Prefer: 'wait=0.01, code=503, handling=lenient' }, json: pull } as const;
  const reply = await call(stub, allowed, both);
  expect([reply.status, reply.headers.get('Preference-Applied')]).toEqual([
    503,
    'code=503, wait=0.01, handling=lenient',
  ]);
  const late = await call(stub, check, { as: 'shell', headers: { Prefer: 'wait=0' } });
  expect([late.status, late.headers.get('Preference-Applied')]).toEqual([200, 'wait=0']);
});

test.each(['601', 'soon', '-1', '1e2', '', '9999999999'])('Nobody waits for wait=%s', async (wait) => {
  await using stub = await startStub();
  const reply = await call(stub, check, { as: 'shell', headers: { Prefer: `wait=${wait}` } });
  expect([reply.status, reply.headers.get('Preference-Applied')]).toEqual([200, null]);
  expect(reply.headers.get('Gitlab-Stub-Hint')).toBe(`wait=${wait} is not a number of seconds from 0 to 600`);
});

test('Credentials and parameters have to be right all the same', async () => {
  await using stub = await startStub();
  const headers = { Prefer: 'code=200' };
  const unknown = await call(stub, allowed, { json: pull, headers });
  expect([unknown.status, unknown.headers.get('Preference-Applied')]).toEqual([401, null]);
  const wrong = await call(stub, allowed, { as: 'shell', json: { ...pull, action: 'fly' }, headers });
  expect([wrong.status, wrong.headers.get('Preference-Applied')]).toEqual([400, null]);
});

test('The operation does not run: nothing changes', async () => {
  await using stub = await startStub();
  const before = await stub.world.get();
  const asked = {
    as: 'shell',
    headers: { Prefer: 'code=200' },
    json: { user_id: 7, name: 'x', scopes: ['api'] },
  } as const;
  expect(await call(stub, 'POST /api/v4/internal/personal_access_token', asked)).toMatchObject({ status: 200 });
  expect(await stub.world.get()).toEqual(before);
});

test('A fault that answers wins, and of two waits the longer one', async () => {
  await using stub = await startStub();
  const ask = (preference: string) => call(stub, check, { as: 'shell', headers: { Prefer: preference } });
  await stub.faults.put('f', { answer: { status: 418 } });
  const struck = await ask('code=503, wait=0');
  expect([struck.status, struck.headers.get('Preference-Applied')]).toEqual([418, 'wait=0']);
  await stub.faults.put('f', { garble: { how: 'wrong-content-type' } });
  const garbled = await ask('code=503');
  expect([garbled.status, garbled.headers.get('Content-Type')]).toEqual([503, 'text/html']);
});

test('The control API answers as always', async () => {
  await using stub = await startStub();
  const reply = await call(stub, 'GET /-/worlds', { headers: { Prefer: 'code=401' } });
  expect([reply.status, reply.headers.get('Preference-Applied')]).toEqual([200, null]);
});

describe.each(editions)('In %s', (edition) => {
  test('every declared reply of every operation is one that the contract takes', async () => {
    await using stub = await startStub({ gitlabVersion: edition });
    const requests = [...(await requestsTo(defaultWorld())), await oldUsage()];
    const answered = { declared: 0, given: 0 };
    for (const { id, statuses } of allOperations(loadDocument(edition))) {
      const own = requests.filter(({ operation }) => operation === id);
      for (const status of statuses) {
        answered.declared += 1;
        const replies = await Promise.all(own.slice(0, 20).map((request) => prefer(stub.url, request, status)));
        // Some of the requests are refused before, for their credentials or on account of the group.
        const honoured = replies.find((reply) => reply.headers.get('Preference-Applied') === `code=${status}`);
        expect(honoured?.status, `${id} ${status}`).toBe(status);
        answered.given += 1;
      }
    }
    expect(answered.given).toBe(answered.declared);
    expect(answered.given).toBeGreaterThan(60);
  });
});

/** Required up to 13.11. */
async function oldUsage(): Promise<Asked> {
  const headers = { 'Gitlab-Kas-Api-Request': await kasJwt(), 'Content-Type': 'application/json' };
  const line = 'POST /api/v4/internal/kubernetes/usage_metrics';
  return { operation: 'recordAgentUsage', line, init: { headers, body: '{"gitops_sync_count":1}' } };
}

function prefer(url: string, { line, init }: Asked, status: number): Promise<Response> {
  const [method = '', target = ''] = line.split(' ');
  const headers = { ...(init.headers as Record<string, string>), Prefer: `code=${status}` };
  return fetch(`${url}${target}`, { ...init, method, headers, redirect: 'manual' });
}

function at(node: unknown, ...names: string[]): Record<string, { value?: unknown }> {
  return names.reduce((inside, name) => (inside as Record<string, unknown>)[name], node) as never;
}
