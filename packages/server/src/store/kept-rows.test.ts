import type { Json } from '@gitlab-internal-api/contract';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clockOf } from '../clock.ts';
import { startPostgres } from '../postgres.test-support.ts';
import { defaultWorld } from '../world/default.ts';
import { instanceOf, secretsOf } from '../world/instance.ts';
import { Worlds } from '../worlds/worlds.ts';
import type { Engine } from './engines/engine.ts';
import { openDatabase } from './engines/open.ts';
import { allEngines, temporaryFolder } from './engines.test-support.ts';
import { migrate, Store } from './store.ts';

const postgres = await startPostgres();
const folder = temporaryFolder();
afterAll(async () => {
  await postgres.remove();
  folder[Symbol.dispose]();
});

let engine: Engine;
let worlds: Worlds;
let store: Store;

async function open(database: string): Promise<void> {
  engine = openDatabase(database);
  await migrate(engine);
  worlds = new Worlds(engine, (row) => ({
    name: row.name,
    instance: instanceOf({}, { externalUrl: 'http://127.0.0.1:3001' }),
    secrets: secretsOf({}),
    store: storeOf(row.name),
    clock: clockOf(row),
    faults: [],
  }));
  await worlds.createFrom('default', defaultWorld());
  store = storeOf('default');
}

function storeOf(world: string): Store {
  return new Store({ database: engine.database, world });
}

async function nameOf(id: number, within: Store = store): Promise<string | undefined> {
  return (await within.users.find(id))?.name;
}

function rename(id: number, name: string, database = engine.database): Promise<unknown> {
  return database.updateTable('users').set({ name }).where('world', '=', 'default').where('id', '=', id).execute();
}

describe.each(allEngines(folder.path, postgres))('In $name', ({ isThere, create }) => {
  describe.skipIf(!isThere)('a row that was looked up before is as it is now', () => {
    beforeEach(async () => open(await create()));
    afterEach(() => engine.close());

    test('after a patch of its world', async () => {
      expect(await nameOf(7)).toBe('Dede Eichmann');
      const users = defaultWorld().users?.map((user) => ({ ...user, name: `New ${user.username}` }));
      expect(await worlds.patch('default', { users } as Json)).not.toHaveProperty('mistakes');
      expect(await nameOf(7)).toBe('New rubi');
    });

    test('inside of the transaction that changes it, and outside once that is undone', async () => {
      const seen: unknown[] = [await nameOf(7)];
      const failing = engine.database.transaction().execute(async (database) => {
        const inside = new Store({ database, world: 'default' });
        seen.push(await nameOf(7, inside));
        await rename(7, 'Within', database);
        seen.push(await nameOf(7, inside), await nameOf(7, inside));
        await inside.personalAccessTokens.add(token('undone'));
        seen.push((await inside.personalAccessTokens.findByDigest('undone'))?.name);
        throw new Error('undone');
      });
      await expect(failing).rejects.toThrow('undone');
      seen.push(await nameOf(7), await store.personalAccessTokens.findByDigest('undone'));
      const name = 'Dede Eichmann';
      expect(seen).toEqual([name, name, 'Within', 'Within', 'token', name, undefined]);
    });

    test('after a transaction that has only read before it wrote', async () => {
      const counted = await store.transaction(async (inside) => {
        expect(await inside.personalAccessTokens.findByDigest('kept')).toBeUndefined();
        await inside.personalAccessTokens.add(token('kept'));
        return inside.referenceCounters.increase('project-3', new Date(0));
      });
      expect(counted).toBe(1);
      expect(await store.personalAccessTokens.findByDigest('kept')).toMatchObject({ name: 'token' });
      expect(await store.referenceCounters.increase('project-3', new Date(0))).toBe(2);
    });

    test('after a write that was refused', async () => {
      await store.personalAccessTokens.add(token('once'));
      expect(await store.personalAccessTokens.findByDigest('once')).toMatchObject({ user_id: 1 });
      await expect(Promise.resolve(store.personalAccessTokens.add(token('once')))).rejects.toThrow(/unique/i);
      expect(await store.personalAccessTokens.findByDigest('once')).toMatchObject({ user_id: 1 });
    });

    test('in each world, be the ids the same, one a copy or another of the same name', async () => {
      const other = storeOf('other');
      const seen: unknown[] = [await nameOf(7, other)];
      await worlds.copy('other', 'default');
      seen.push(await nameOf(7, other));
      await rename(7, 'Only here');
      seen.push(await nameOf(7), await nameOf(7, other));
      await worlds.delete('other');
      seen.push(await nameOf(7, other));
      await worlds.create('other', { users: [{ id: 7, username: 'new', name: 'Somebody new' }] });
      seen.push(await nameOf(7, other), await nameOf(7));
      const before = 'Dede Eichmann';
      expect(seen).toEqual([undefined, before, 'Only here', before, undefined, 'Somebody new', 'Only here']);
    });

    test('where it is made of two tables, whichever of them changes', async () => {
      const look = async () => {
        const identity = await store.scimIdentities.findByUser(500, 30);
        return [identity?.name, identity?.active];
      };
      const seen = [await look()];
      await rename(30, 'Married');
      seen.push(await look());
      await store.scimIdentities.setActive(1, 0);
      seen.push(await look());
      expect(seen).toEqual([
        ['Scim One', 1],
        ['Married', 1],
        ['Married', 0],
      ]);
    });

    test('where it tells of a whole tree of namespaces', async () => {
      expect(await store.members.highestRole(124, 51)).toBe(0);
      expect(await store.members.isWithin(123, 51)).toBe(false);
      await store.members.add(123, 51, 30);
      expect(await store.members.highestRole(124, 51)).toBe(30);
      expect(await store.members.isWithin(123, 51)).toBe(true);
      const moved = engine.database.updateTable('namespaces').set({ parent_id: null }).where('id', '=', 124);
      await moved.where('world', '=', 'default').execute();
      expect(await store.members.highestRole(124, 51)).toBe(0);
    });

    test('whatever was asked for besides, of which nothing is taken for something else', async () => {
      const paths = Array.from({ length: 1_000 }, (_, index) => `gnuwget/wget${index}`);
      const found: string[] = [];
      for (const path of [...paths, ...paths]) if (await store.projects.findByPath(path)) found.push(path);
      expect(found).toEqual(['gnuwget/wget2', 'gnuwget/wget2']);
      expect(await store.members.role('project', 500, 30)).toBe(0);
      expect(await store.members.role('namespace', 500, 30)).toBe(30);
      expect(await store.members.role('namespace', 30, 500)).toBe(0);
    });
  });
});

describe('In memory a row that was looked up', () => {
  beforeEach(() => open('memory'));
  afterEach(() => engine.close());

  test('is kept until its table changes, by whatever statement', async () => {
    const before = await store.users.find(7);
    await store.referenceCounters.increase('project-3', new Date(0));
    expect(await store.users.find(7)).toBe(before);
    await rename(1, 'Another');
    expect(await store.users.find(7)).not.toBe(before);
    expect(await store.users.find(7)).toEqual(before);
  });

  test('can be changed by nobody', async () => {
    const user = await store.users.find(7);
    const branches = await store.projects.protectedBranches(3);
    expect(() => Object.assign(user as object, { admin: 1 })).toThrow(TypeError);
    expect(() => (branches as unknown[]).pop()).toThrow(TypeError);
    expect(await store.projects.protectedBranches(3)).toHaveLength(1);
  });

  test('is not kept where it is large, nor with what was looked for where that is', async () => {
    const long = 'x'.repeat(2_000);
    await rename(7, long);
    const user = await store.users.find(7);
    expect(user).toMatchObject({ name: long });
    expect(await store.users.find(7)).not.toBe(user);
    const small = await store.projects.find(3);
    for (let index = 0; index < 1_000; index++) await store.projects.findByPath(`${long}${index}`);
    expect(await store.projects.find(3)).toBe(small);
  });

  test('is forgotten once much else was looked up, so that a large world does not come into memory twice', async () => {
    const before = await store.users.find(7);
    for (let id = 1_000; id < 2_000; id++) await store.keys.find(id);
    expect(await store.users.find(7)).not.toBe(before);
    expect(await store.users.find(7)).toEqual(before);
  });
});

function token(digest: string) {
  return { user_id: 1, name: 'token', digest, token: null, scopes: '[]', expires_at: null };
}
