import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { call } from '../requests.test-support.ts';
import { startProcess } from '../server-process.test-support.ts';
import { openDatabase } from './engines/open.ts';
import { temporaryFolder } from './engines.test-support.ts';

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());

const kills = 20;
const clients = 8;

test('A server on an SQLite file that is killed twenty times in the middle of writes has lost nothing that it acknowledged', async () => {
  const database = `sqlite:${join(folder.path, 'killed.sqlite')}`;
  const sent = { syncs: 0, packs: 0 };
  const acknowledged = { syncs: 0, packs: new Set<string>() };
  for (let kill = 0; kill < kills; kill++) {
    const server = await startProcess({ database });
    const writers = Array.from({ length: clients }, () => writeUntilItEnds(server.url));
    // Not before it has acknowledged something, however slow the machine is, and each time a little later.
    const enough = acknowledged.packs.size + 2;
    while (acknowledged.packs.size < enough) await setTimeout(5);
    await setTimeout(5 * kill);
    await server.kill();
    await Promise.all(writers);
  }
  const { syncs, packs } = await read(database);
  expect(acknowledged.packs.size).toBeGreaterThan(kills);
  expect([...acknowledged.packs].filter((purchase) => !packs.has(purchase))).toEqual([]);
  expect(syncs).toBeGreaterThanOrEqual(acknowledged.syncs);
  // A write whose answer was cut off may have been kept or not.
  expect(syncs).toBeLessThanOrEqual(sent.syncs);
  expect(packs.size).toBeLessThanOrEqual(sent.packs);

  async function writeUntilItEnds(url: string): Promise<void> {
    while ((await countSync(url)) && (await addPack(url)));
  }

  async function countSync(url: string): Promise<boolean> {
    sent.syncs += 1;
    const status = await write(url, 'POST /api/v4/internal/kubernetes/usage_metrics', 'kas', {
      counters: { gitops_sync: 1 },
    });
    if (status === 204) acknowledged.syncs += 1;
    return status === 204;
  }

  async function addPack(url: string): Promise<boolean> {
    sent.packs += 1;
    const purchase_xid = `C-${sent.packs}`;
    const packs = [{ purchase_xid, number_of_minutes: 1_000, expires_at: '2032-01-01' }];
    const status = await write(url, 'POST /api/v4/namespaces/1234/minutes', 'admin', { packs });
    if (status === 201) acknowledged.packs.add(purchase_xid);
    return status === 201;
  }
}, 180_000);

/** The status of the reply; undefined where the server ended before it came. */
function write(url: string, line: string, as: 'kas' | 'admin', json: object): Promise<number | undefined> {
  return call({ url }, line, { as, json }).then(
    ({ status }) => status,
    () => undefined,
  );
}

async function read(name: string): Promise<{ syncs: number; packs: Set<string> }> {
  const { database, close } = openDatabase(name);
  const counter = await database
    .selectFrom('usage_counters')
    .select('value')
    .where('name', '=', 'gitops_sync')
    .executeTakeFirst();
  const packs = await database.selectFrom('minutes_packs').select('purchase_xid').execute();
  await close();
  return { syncs: counter?.value ?? 0, packs: new Set(packs.map(({ purchase_xid }) => purchase_xid)) };
}
