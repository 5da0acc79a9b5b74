import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../store/engines/open.ts';
import type { WorldRow } from '../store/schema.ts';
import { migrate } from '../store/store.ts';
import { WorldRows } from '../store/worlds.ts';
import { checkWorld } from './check.ts';
import { enter } from './enter.ts';
import { exportWorld } from './export.ts';
import type { World } from './world.ts';
import { readWorldFile } from './world-file.ts';

/** What is read out of a database into which a world was entered. */
async function throughDatabase(world: World): Promise<World> {
  const engine = openDatabase('memory');
  try {
    await migrate(engine);
    const scope = { database: engine.database, world: 'default' };
    await enter(scope, world);
    const row = await new WorldRows(engine.database).find('default');
    return await exportWorld(scope, row as WorldRow);
  } finally {
    await engine.close();
  }
}

const everything = readWorldFile(join(import.meta.dirname, 'everything.yaml'));

test('everything that a world file can say is read out again', async () => {
  const exported = await throughDatabase(everything);
  const { namespaces, keys, deploy_keys, agents, ...rest } = everything;
  expect(exported).toMatchObject(rest);
  // The rest are the namespaces that are made for users and projects.
  expect(exported.namespaces?.slice(0, 2)).toMatchObject(namespaces ?? []);
  expect(exported.keys).toMatchObject([{ user: 'ada', usage_type: 'auth', created_at: '2021-02-03T02:05:06.000Z' }]);
  expect(exported.deploy_keys).toMatchObject([{ projects: deploy_keys?.[0]?.projects }]);
  expect(exported.agents).toMatchObject([{ name: 'cluster-1', token: 'agent-token', created_by: 'ada' }]);
  expect([keys?.length, agents?.length]).toEqual([1, 1]);
});

test('what was read out is a world, and it reads out as itself', async () => {
  const exported = await throughDatabase(everything);
  expect(checkWorld(exported)).toEqual({ world: exported });
  expect(await throughDatabase(exported)).toEqual(exported);
});
