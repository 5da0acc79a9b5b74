import { sql } from 'kysely';
import type { Scope } from './scope.ts';

/** The next id of a kind of row; two processes never get the same one. */
export function nextId(scope: Scope, kind: string): Promise<number> {
  return nextIds(scope, kind, 1);
}

/** The first of as many next ids as are needed, which follow each other. */
export async function nextIds({ database, world }: Scope, kind: string, count: number): Promise<number> {
  const { value } = await database
    .insertInto('sequences')
    .values({ world, kind, value: count })
    .onConflict((conflict) =>
      conflict.columns(['world', 'kind']).doUpdateSet({ value: sql<number>`sequences.value + ${count}` }),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return value - count + 1;
}
