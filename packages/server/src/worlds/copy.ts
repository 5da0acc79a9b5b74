import type { Kysely } from 'kysely';
import type { Schema } from '../store/schema.ts';
import { insertRows } from '../world/bulk-insert.ts';
import { allTables, clear } from '../world/populate.ts';

/** Copies all rows of one world to another, and nothing else is there then. */
export async function copyRows(database: Kysely<Schema>, from: string, to: string): Promise<void> {
  await clear({ database, world: to });
  for (const table of allTables) {
    // `users` stands for any table.
    const rows = await database
      .selectFrom(table as 'users')
      .selectAll()
      .where('world', '=', from)
      .execute();
    const own = rows.map(({ world: _, ...row }) => row);
    for await (const _ of insertRows({ database, world: to }, table, own));
  }
}
