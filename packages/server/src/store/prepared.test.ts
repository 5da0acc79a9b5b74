import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../postgres.test-support.ts';
import { defaultWorld } from '../world/default.ts';
import { enter } from '../world/enter.ts';
import type { Engine } from './engines/engine.ts';
import { openDatabase } from './engines/open.ts';
import { allEngines, temporaryFolder } from './engines.test-support.ts';
import { Prepared } from './prepared.ts';
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
  });
});
