import { afterAll, expect, test } from 'vitest';
import { clockOf } from '../clock.ts';
import type { Engine } from '../store/engines/engine.ts';
import { openDatabase } from '../store/engines/open.ts';
import { temporaryFolder } from '../store/engines.test-support.ts';
import type { WorldRow } from '../store/schema.ts';
import { migrate, Store } from '../store/store.ts';
import type { OpenWorld } from '../stub.ts';
import { instanceOf, secretsOf } from '../world/instance.ts';
import { Worlds } from './worlds.ts';

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());

test('A world in memory is known until something changes one, by whatever statement', async () => {
  const engine = openDatabase('memory');
  const worlds = await worldsOf(engine);
  const { database } = engine;
  expect(worlds.current('default')).toBeUndefined();
  const changes: [string, () => Promise<unknown>][] = [
    ['nothing', async () => undefined],
    ['its clock', () => worlds.advanceClock('default', 1000)],
    ['its settings', () => worlds.patch('default', { instance: { gitlab_com: true } })],
    ['all of it', () => worlds.replace('default', {})],
    ['a statement', () => database.updateTable('worlds').set({ revision: 'another' }).execute()],
    ['a deletion', () => worlds.delete('default')],
  ];
  const seen: [string, boolean][] = [];
  for (const [what, change] of changes) {
    await worlds.open('default');
    await change();
    seen.push([what, worlds.current('default') !== undefined]);
  }
  expect(seen).toEqual(changes.map(([what]) => [what, what === 'nothing']));
  expect(await worlds.open('default')).toBeUndefined();
  await engine.close();
});

test('A world that a transaction changes is as before until that ends', async () => {
  const engine = openDatabase('memory');
  const worlds = await worldsOf(engine);
  const before = await worlds.open('default');
  const undone = engine.database.transaction().execute(async (transaction) => {
    await transaction.updateTable('worlds').set({ revision: 'another', clock_offset: 1000 }).execute();
    const opened = worlds.open('default');
    await transaction.updateTable('worlds').set({ clock_offset: 2000 }).execute();
    throw Object.assign(new Error('undone'), { opened });
  });
  const { opened } = await undone.catch((error) => error);
  expect(await opened).toBe(before);
  await engine.close();
});

test('A world that others may change is never known', async () => {
  const engine = openDatabase(`sqlite:${folder.path}/others.sqlite`);
  const worlds = await worldsOf(engine);
  const opened = await worlds.open('default');
  expect(opened).toBeDefined();
  expect(worlds.current('default')).toBeUndefined();
  expect(await worlds.open('default')).toBe(opened);
  await engine.close();
});

async function worldsOf(engine: Engine): Promise<Worlds> {
  await migrate(engine);
  const worlds = new Worlds(engine, (row) => toOpen(row, engine));
  await worlds.create('default', {});
  return worlds;
}

function toOpen(row: WorldRow, { database }: Engine): OpenWorld {
  return {
    name: row.name,
    instance: instanceOf({}, { externalUrl: 'http://127.0.0.1:3001' }),
    secrets: secretsOf({}),
    store: new Store({ database, world: row.name }),
    clock: clockOf(row),
    faults: [],
  };
}
