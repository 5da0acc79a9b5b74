import { expect, test } from 'vitest';
import { call, type Received } from '../requests.test-support.ts';
import { startProcess } from '../server-process.test-support.ts';
import { startStub } from '../start-stub.ts';
import { openDatabase } from '../store/engines/open.ts';
import { FaultStrikes } from '../store/fault-strikes.ts';
import { migrate } from '../store/store.ts';
import { defaultWorld } from '../world/default.ts';

const check = 'GET /api/v4/internal/check';
const discover = 'GET /api/v4/internal/discover?username=rubi';

const failFirst = { attempts: 1, answer: { status: 503 } };

function ask(stub: { readonly url: string }, line: string, headers: Record<string, string> = {}): Promise<Received> {
  return call(stub, line, { as: 'shell', headers });
}

async function statuses(stub: { readonly url: string }, lines: readonly (readonly [string, string?])[]) {
  const found: number[] = [];
  for (const [line, id] of lines)
    found.push((await ask(stub, line, id === undefined ? {} : { 'X-Request-Id': id })).status);
  return found;
}

test('The first attempts fail of each correlation id, which retries repeat', async () => {
  await using stub = await startStub();
  await stub.faults.add({ operation: 'checkInstance', attempts: 2, answer: { status: 503 } });
  expect(
    await statuses(stub, [
      [check, 'one'],
      [check, 'two'],
      [check, 'one'],
      [check, 'one'],
      [check, 'two'],
      [check, 'two'],
    ]),
  ).toEqual([503, 503, 503, 200, 503, 200]);
});

test('Requests without a correlation id are attempts of one call, by operation', async () => {
  await using stub = await startStub();
  await stub.faults.add(failFirst);
  expect(await statuses(stub, [[check], [check], [discover], [discover], [check, 'own'], [check, 'own']])).toEqual([
    503, 200, 503, 200, 503, 200,
  ]);
});

test('A correlation id that no reply would repeat counts as none', async () => {
  await using stub = await startStub();
  await stub.faults.add(failFirst);
  expect(await statuses(stub, [[check, 'not an id'], [check, 'another one'], [check]])).toEqual([503, 200, 200]);
});

test('The operations of one session share a correlation id, and each has attempts of its own', async () => {
  await using stub = await startStub();
  await stub.faults.add(failFirst);
  expect(
    await statuses(stub, [
      [check, 'ssh'],
      [discover, 'ssh'],
      [check, 'ssh'],
      [discover, 'ssh'],
    ]),
  ).toEqual([503, 503, 200, 200]);
});

test('The first fault that fits strikes, and the next one where its attempts are over', async () => {
  await using stub = await startStub();
  await stub.faults.add({ name: 'first', attempts: 1, answer: { status: 500 } });
  await stub.faults.add({ name: 'second', attempts: 1, answer: { status: 429 } });
  await stub.faults.add({ name: 'kas-only', consumer: 'kas', answer: { status: 418 } });
  expect(await statuses(stub, [[check], [check], [check]])).toEqual([500, 429, 200]);
  expect((await stub.faults.list()).map(({ name, struck }) => [name, struck])).toEqual([
    ['first', 1],
    ['second', 1],
    ['kas-only', 0],
  ]);
});

test('A fault may strike one consumer alone, and always', async () => {
  await using stub = await startStub();
  await stub.faults.add({ consumer: 'gitaly', answer: { status: 502 } });
  const gitaly = { 'User-Agent': 'gitaly/15.6.0' };
  for (let round = 0; round < 3; round++) expect((await ask(stub, check, gitaly)).status).toBe(502);
  expect((await ask(stub, check, { 'User-Agent': 'GitLab-Shell' })).status).toBe(200);
});

test('Who is refused anyway is not struck: neither a wrong credential nor a wrong parameter counts', async () => {
  await using stub = await startStub();
  await stub.faults.add({ ...failFirst, name: 'f' });
  expect((await call(stub, check)).status).toBe(401);
  expect((await ask(stub, 'POST /api/v4/internal/allowed')).status).toBe(400);
  expect((await stub.faults.get('f')).struck).toBe(0);
  expect((await ask(stub, check)).status).toBe(503);
});

test('Of many attempts at once exactly the first so many fail', async () => {
  await using stub = await startStub();
  await stub.faults.add({ attempts: 7, answer: { status: 503 } });
  const replies = await Promise.all(Array.from({ length: 30 }, () => ask(stub, check, { 'X-Request-Id': 'same' })));
  expect(replies.filter(({ status }) => status === 503)).toHaveLength(7);
});

test('A fault that is replaced begins anew in its place, and one that is removed strikes no more', async () => {
  await using stub = await startStub();
  await stub.faults.add({ name: 'a', ...failFirst });
  await stub.faults.add({ name: 'b', answer: { status: 500 } });
  expect(await statuses(stub, [[check], [check]])).toEqual([503, 500]);
  await stub.faults.put('a', { attempts: 1, answer: { status: 429 } });
  expect(await statuses(stub, [[check], [check]])).toEqual([429, 500]);
  await stub.faults.remove('b');
  expect(await statuses(stub, [[check]])).toEqual([200]);
  await stub.faults.add({ name: 'b', ...failFirst });
  expect(await statuses(stub, [[check], [check]])).toEqual([503, 200]);
});

test('Worlds do not share their faults, but a copy of a world has them, with their counts', async () => {
  await using stub = await startStub();
  await using one = await stub.worlds.create('one', { file: 'default' });
  await one.faults.add({ name: 'f', ...failFirst });
  expect(await statuses(one, [[check, 'x']])).toEqual([503]);
  expect(await statuses(stub, [[check, 'x']])).toEqual([200]);
  await using copy = await stub.worlds.create('copy', { copy: 'one' });
  expect(
    await statuses(copy, [
      [check, 'x'],
      [check, 'y'],
    ]),
  ).toEqual([200, 503]);
  expect([(await copy.faults.get('f')).struck, (await one.faults.get('f')).struck]).toEqual([2, 1]);
  await copy.faults.clear();
  expect(await statuses(one, [[check, 'z']])).toEqual([503]);
});

test('A world that is described anew keeps its faults, which are counted anew', async () => {
  await using stub = await startStub();
  await stub.faults.add({ name: 'f', ...failFirst });
  expect(await statuses(stub, [[check], [check]])).toEqual([503, 200]);
  await stub.reload(defaultWorld());
  expect(await stub.faults.get('f')).toMatchObject({ struck: 0 });
  expect(await statuses(stub, [[check], [check]])).toEqual([503, 200]);
});

test('A world that is made again under the same name has none', async () => {
  await using stub = await startStub();
  const first = await stub.worlds.create('again', { file: 'default' });
  await first.faults.add({ name: 'f', answer: { status: 503 } });
  await first.delete();
  await using second = await stub.worlds.create('again', { file: 'default' });
  expect(await second.faults.list()).toEqual([]);
  expect(await statuses(second, [[check]])).toEqual([200]);
});

test('A connection that is cut before the reply is counted under 444', async () => {
  await using stub = await startStub();
  await stub.faults.add({ cut: { when: 'before' } });
  await expect(ask(stub, check)).rejects.toThrow('fetch failed');
  expect((await call(stub, 'GET /-/metrics')).body).toMatch(/requests_total\{operation="checkInstance",.*status="444"/);
});

test('Metrics and log name the fault', async () => {
  await using stub = await startProcess({ logLevel: 'info' });
  await call(stub, 'POST /-/worlds/default/faults', { json: { name: 'tea', answer: { status: 418 } } });
  await ask(stub, check);
  await expect.poll(() => stub.log).toContainEqual(expect.objectContaining({ status: 418, fault: 'tea' }));
  expect((await call(stub, 'GET /-/metrics')).body).toContain(
    'gitlab_stub_faults_total{operation="checkInstance",fault="tea"} 1',
  );
});

test('A call is forgotten once ten thousand others were struck', async () => {
  const engine = openDatabase('memory');
  await migrate(engine);
  const strikes = new FaultStrikes({ database: engine.database, world: 'default' });
  for (let call = 0; call < 20_000; call++) await strikes.attempt('fault', `call-${call}`, 1);
  const rows = await engine.database.selectFrom('fault_attempts').select('call').execute();
  expect(rows).toHaveLength(10_000);
  expect(await strikes.attempt('fault', 'call-19999', 1)).toBe(false);
  expect(await strikes.attempt('fault', 'call-0', 1)).toBe(true);
  await engine.close();
});
