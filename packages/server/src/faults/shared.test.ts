import { afterAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../postgres.test-support.ts';
import { call } from '../requests.test-support.ts';
import { startStub } from '../start-stub.ts';
import { temporaryFolder } from '../store/engines.test-support.ts';

const postgres = await startPostgres();
const folder = temporaryFolder();
afterAll(async () => {
  await postgres.remove();
  folder[Symbol.dispose]();
});

const check = 'GET /api/v4/internal/check';

describe.each([
  { name: 'SQLite file', isThere: true, create: async () => `sqlite:${folder.path}/shared.sqlite` },
  { name: 'PostgreSQL', isThere: postgres.isThere, create: () => postgres.createDatabase() },
])('Two stubs over one $name', ({ isThere, create }) => {
  test.skipIf(!isThere)('share faults and their counts', async () => {
    const database = await create();
    await using one = await startStub({ database });
    await using other = await startStub({ database });
    await one.faults.add({ name: 'f', attempts: 5, answer: { status: 503 } });
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        call(index % 2 ? one : other, check, { as: 'shell', headers: { 'X-Request-Id': `call-${index % 4 < 2}` } }),
      ),
    );
    expect(replies.filter(({ status }) => status === 503)).toHaveLength(10);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(30);
    expect((await other.faults.get('f')).struck).toBe(10);
    await other.faults.clear();
    expect(await call(one, check, { as: 'shell', headers: { 'X-Request-Id': 'new' } })).toMatchObject({ status: 200 });
  });

  test.skipIf(!isThere)('keep them when they start again', async () => {
    const database = await create();
    await using first = await startStub({ database });
    await first.faults.put('kept', { attempts: 1, answer: { status: 503 } });
    expect(await call(first, check, { as: 'shell' })).toMatchObject({ status: 503 });
    await first.close();
    await using second = await startStub({ database });
    expect(await second.faults.get('kept')).toMatchObject({ struck: 1 });
    expect(await call(second, check, { as: 'shell' })).toMatchObject({ status: 200 });
  });
});
