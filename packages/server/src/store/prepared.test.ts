import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../postgres.test-support.ts';
import { defaultWorld } from '../world/default.ts';
import { enter } from '../world/enter.ts';
import type { Engine } from './engines/engine.ts';
import { openDatabase } from './engines/open.ts';
import { allEngines, temporaryFolder } from './engines.test-support.ts';
import { Prepared } from './prepared.ts';
import { RateLimits } from './rate-limits.ts';
import type { Scope } from './scope.ts';
import { migrate } from './store.ts';
import { transact } from './transact.ts';

const postgres = await startPostgres();
const folder = temporaryFolder();
afterAll(async () => {
  await postgres.remove();
  folder[Symbol.dispose]();
});

let built = 0;
const activeBetween = new Prepared(({ database, world }, { from, to }: { from: number; to: number }) => {
  built += 1;
  return database
    .selectFrom('users')
    .select('username')
    .where('state', '=', 'active')
    .where('id', '<=', to)
    .where('world', '=', world)
    .where('id', '>=', from)
    .orderBy('id');
});

test('A prepared query waits for another process that has the SQLite file', async () => {
  const file = join(folder.path, 'locked.sqlite');
  const engine = openDatabase(`sqlite:${file}`);
  await migrate(engine);
  const other = new DatabaseSync(file);
  other.exec('begin immediate');
  const counting = new RateLimits({ database: engine.database, world: 'default' }).count('a request');
  await setTimeout(100);
  other.exec('rollback');
  other.close();
  expect(await counting).toBe(1);
  await engine.close();
});

test('In memory a query and a transaction answer at once, unless another transaction is under way', async () => {
  const engine = openDatabase('memory');
  await migrate(engine);
  const scope = { database: engine.database, world: 'default' };
  const count = (within: Scope) => new RateLimits(within).count('a request');
  expect(count(scope)).toBe(1);
  expect(transact(scope, count)).toBe(2);
  const { promise: pause, resolve: goOn } = Promise.withResolvers<void>();
  const other = transact(scope, async (inside) => {
    await count(inside);
    await pause;
    return count(inside);
  });
  const waiting = [transact(scope, count), count(scope)];
  expect(waiting).toEqual([expect.any(Promise), expect.any(Promise)]);
  goOn();
  expect(await Promise.all([other, ...waiting])).toEqual([4, 5, 6]);
  await engine.close();
});

async function usernames(scope: Scope, from: number, to: number): Promise<string[]> {
  return (await activeBetween.all(scope, { from, to })).map(({ username }) => username);
}

describe.each(allEngines(folder.path, postgres))('In $name', ({ isThere, create }) => {
  describe.skipIf(!isThere)('a prepared query', () => {
    let engine: Engine;
    let scope: Scope;

    beforeAll(async () => {
      engine = openDatabase(await create());
      await migrate(engine);
      scope = { database: engine.database, world: 'default' };
      await enter(scope, defaultWorld());
      await enter({ ...scope, world: 'other' }, { users: [{ id: 7, username: 'somebody' }] });
    });
    afterAll(() => engine.close());

    test('is built once and gets the values of each run, in any order', async () => {
      const before = built;
      expect(await usernames(scope, 1, 7)).toEqual(['root', 'rubi']);
      expect(await usernames(scope, 29, 30)).toEqual(['token-owner', 'scim-one']);
      expect(await usernames({ ...scope, world: 'other' }, 1, 7)).toEqual(['somebody']);
      expect(built - before).toBe(1);
    });

    test('sees in a transaction what that has changed, and nothing of it once it is undone', async () => {
      const before = built;
      const failing = transact(scope, async (inside) => {
        await inside.database.updateTable('users').set({ state: 'blocked' }).where('id', '=', 7).execute();
        expect(await usernames(inside, 1, 7)).toEqual(['root']);
        throw new Error('undone');
      });
      await expect(failing).rejects.toThrow('undone');
      expect(await usernames(scope, 1, 7)).toEqual(['root', 'rubi']);
      expect(built - before).toBe(0);
    });

    test('that runs beside a transaction is no part of it', async () => {
      const touched = new Prepared(({ database, world }, { day }: { day: string }) =>
        database.updateTable('users').set({ last_activity_on: day }).where('world', '=', world).where('id', '=', 31),
      );
      let beside: Promise<unknown> = Promise.resolve();
      const failing = transact(scope, async (inside) => {
        await inside.database.updateTable('users').set({ state: 'blocked' }).where('id', '=', 7).execute();
        beside = Promise.all([usernames(scope, 1, 7), touched.all(scope, { day: '2022-06-30' })]);
        // The way to the database and back, for whoever does not have to wait.
        await usernames(inside, 1, 7);
        throw new Error('undone');
      });
      await expect(failing).rejects.toThrow('undone');
      expect(await beside).toMatchObject([['root', 'rubi'], []]);
      const { last_activity_on } = await engine.database
        .selectFrom('users')
        .select('last_activity_on')
        .where('world', '=', 'default')
        .where('id', '=', 31)
        .executeTakeFirstOrThrow();
      expect(last_activity_on).toBe('2022-06-30');
    });

    test('that fails rejects instead of throwing at once, in a transaction and outside', async () => {
      const again = new Prepared(({ database, world }, { id }: { id: number }) =>
        database.insertInto('sequences').values({ world, kind: 'again', value: id }),
      );
      await again.all(scope, { id: 1 });
      const outside = again.all(scope, { id: 2 });
      await expect(outside).rejects.toThrow(/unique/i);
      let inside: Promise<unknown> = Promise.resolve();
      const failing = transact(scope, async (within) => {
        inside = Promise.resolve(again.all(within, { id: 3 }));
        await inside.catch(() => undefined);
        throw new Error('undone');
      });
      await expect(failing).rejects.toThrow('undone');
      await expect(inside).rejects.toThrow(/unique/i);
    });

    test('that comes after the end of its transaction is refused, for it would be part of another', async () => {
      for (const end of [async () => undefined, () => Promise.reject(new Error('undone'))]) {
        let ended = scope;
        const running = transact(scope, (inside) => {
          ended = inside;
          return end();
        });
        await running.catch(() => undefined);
        await transact(scope, () => expect(usernames(ended, 1, 7)).rejects.toThrow(/transaction is/i));
        await expect(ended.database.selectFrom('users').selectAll().execute()).rejects.toThrow(/transaction is/i);
      }
    });
  });
});
