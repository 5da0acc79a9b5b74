import type { Schema } from '../store/schema.ts';
import type { Scope } from '../store/store.ts';
import { rowsOf } from './rows.ts';
import type { World } from './world.ts';

/** Puts everything that a world describes into the tables: all of it or nothing. */
export async function populate(scope: Scope, world: World): Promise<void> {
  const tables = Object.entries(rowsOf(world)) as [Table, Iterable<object>][];
  await inTransaction(scope, async (inside) => {
    for (const [table, rows] of tables) await insert(inside, table, rows);
  });
}

/** Deletes the rows of a world from every table; its settings stay. */
export async function clear(scope: Scope): Promise<void> {
  await inTransaction(scope, async ({ database, world }) => {
    for (const table of Object.keys(tables) as 'users'[])
      await database.deleteFrom(table).where('world', '=', world).execute();
  });
}

type Table = Exclude<keyof Schema, 'worlds'>;

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

async function inTransaction({ database, world }: Scope, run: (scope: Scope) => Promise<void>): Promise<void> {
  if (database.isTransaction) return run({ database, world });
  await database.transaction().execute((transaction) => run({ database: transaction, world }));
}

async function insert(scope: Scope, table: Table, rows: Iterable<object>): Promise<void> {
  let highest = 0;
  for (const chunk of chunks(rows)) {
    // `users` stands for any table: what is in the rows was checked where they were made.
    await scope.database
      .insertInto(table as 'users')
      .values(chunk.map((row) => ({ world: scope.world, ...row })) as never)
      .execute();
    highest = chunk.reduce((id, row) => Math.max(id, 'id' in row ? Number(row.id) : 0), highest);
  }
  // What is made later gets the ids after these.
  if (highest > 0)
    await scope.database.insertInto('sequences').values({ world: scope.world, kind: table, value: highest }).execute();
}

// The widest table has 13 columns: 6,500 variables, where SQLite takes 32,766 in a statement and PostgreSQL 65,535.
const rowsPerStatement = 500;

function* chunks(rows: Iterable<object>): Iterable<object[]> {
  let chunk: object[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < rowsPerStatement) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
