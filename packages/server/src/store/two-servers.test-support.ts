import type { Selectable } from 'kysely';
import { call, type Received, type Sent } from '../requests.test-support.ts';
import { startProcess } from '../server-process.test-support.ts';
import type { World } from '../world/world.ts';
import { openDatabase } from './engines/open.ts';
import type { Schema } from './schema.ts';

/** Two servers in processes of their own, on one database. */
export interface TwoServers extends AsyncDisposable {
  /** Sends as many requests at once, to one server and the other in turn. */
  send(count: number, request: (index: number) => readonly [line: string, sent: Sent]): Promise<Received[]>;
  /** What is in a table now. */
  rows<Table extends keyof Schema>(table: Table): Promise<Selectable<Schema[Table]>[]>;
}

/** Starts both on a database that is empty. */
export async function startTwoServers(database: string, world: World): Promise<TwoServers> {
  const [one, other] = await Promise.all([startProcess({ database, world }), startProcess({ database, world })]);
  const engine = openDatabase(database);
  return {
    send: (count, request) =>
      Promise.all(Array.from({ length: count }, (_, index) => call(index % 2 === 0 ? one : other, ...request(index)))),
    rows: async (table) =>
      (await engine.database
        .selectFrom(table as 'users')
        .selectAll()
        .execute()) as never,
    async [Symbol.asyncDispose]() {
      await Promise.all([one.kill(), other.kill(), engine.close()]);
    },
  };
}

/** How many replies there are of each status. */
export function statuses(replies: readonly Received[]): Record<number, number> {
  const counted: Record<number, number> = {};
  for (const { status } of replies) counted[status] = (counted[status] ?? 0) + 1;
  return counted;
}
