import { sql } from 'kysely';
import type { Scope } from '../store/scope.ts';
import { type AnyRow, insertRows, type Table } from './bulk-insert.ts';
import { type OnProgress, watched } from './progress.ts';
import { rowsOf } from './rows.ts';
import type { World } from './world.ts';

/** Puts everything that a world describes into the tables: all of it or nothing. */
export async function populate(scope: Scope, world: World, onProgress?: OnProgress): Promise<void> {
  const tables = Object.entries(rowsOf(world)) as [Table, Iterable<AnyRow>][];
  await inTransaction(scope, async (inside) => {
    for (const [table, rows] of tables) {
      await insert(inside, table, watched(rows, expected(world, table, rows), `storing ${table}`, onProgress));
    }
  });
}

/** About how many rows a table will get: most have one for each element of a list. */
function expected(world: World, table: Table, rows: Iterable<AnyRow>): number {
  const lists = Object.entries(world).filter(([, list]) => Array.isArray(list)) as [string, unknown[]][];
  const own = lists.find(([name]) => name === table)?.[1];
  return Array.isArray(rows) ? rows.length : (own?.length ?? Math.max(1, ...lists.map(([, { length }]) => length)));
}

/** Deletes the rows of a world from every table; its settings stay. */
export function clear(scope: Scope): Promise<void> {
  return clearTables(scope, allTables);
}

/** Puts what a world describes in the place of what is there; what no world file can say stays. */
export async function repopulate(scope: Scope, world: World): Promise<void> {
  await inTransaction(scope, async (inside) => {
    await clearTables(inside, Object.keys(rowsOf(world)) as Table[]);
    await populate(inside, world);
  });
}

async function clearTables(scope: Scope, names: readonly Table[]): Promise<void> {
  await inTransaction(scope, async ({ database, world }) => {
    for (const table of names as 'users'[]) await database.deleteFrom(table).where('world', '=', world).execute();
  });
}

// The type sees to it that a new table is cleared too.
const tables: Readonly<Record<Table, true>> = {
  sequences: true,
  users: true,
  keys: true,
  deploy_key_projects: true,
  namespaces: true,
  members: true,
  projects: true,
  protected_branches: true,
  personal_access_tokens: true,
  recovery_codes: true,
  reference_counters: true,
  rate_limits: true,
  fault_attempts: true,
  fault_strikes: true,
  broadcast_messages: true,
  error_tracking_keys: true,
  agents: true,
  usage_counters: true,
  unique_counters: true,
  cilium_alerts: true,
  vulnerabilities: true,
  scan_execution_policies: true,
  policy_configurations: true,
  subscriptions: true,
  minutes_packs: true,
  upcoming_reconciliations: true,
  scim_groups: true,
  scim_identities: true,
};

/** Every table whose rows belong to a world. */
export const allTables = Object.keys(tables) as Table[];

async function inTransaction({ database, world }: Scope, run: (scope: Scope) => Promise<void>): Promise<void> {
  if (database.isTransaction) return run({ database, world });
  await database.transaction().execute((transaction) => run({ database: transaction, world }));
}

async function insert(scope: Scope, table: Table, rows: Iterable<AnyRow>): Promise<void> {
  let highest = 0;
  for await (const inserted of insertRows(scope, table, rows)) {
    for (const { id = 0 } of inserted) highest = Math.max(highest, Number(id));
  }
  // What is made later gets the ids after these.
  if (highest > 0) await atLeast(scope, table, highest);
}

/** Ids that were given out are not given out again, also where their rows are gone. */
async function atLeast({ database, world }: Scope, kind: Table, value: number): Promise<void> {
  await database
    .insertInto('sequences')
    .values({ world, kind, value })
    .onConflict((conflict) =>
      conflict.columns(['world', 'kind']).doUpdateSet({
        value: sql<number>`case when sequences.value < ${value} then ${value} else sequences.value end`,
      }),
    )
    .execute();
}
