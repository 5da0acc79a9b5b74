import { sql } from 'kysely';
import { Prepared } from './prepared.ts';
import type { Scope } from './scope.ts';

/** The next id of a kind of row; two processes never get the same one. */
export function nextId(scope: Scope, kind: string): Promise<number> {
  return nextIds(scope, kind, 1);
}

/** The first of as many next ids as are needed, which follow each other. */
export async function nextIds(scope: Scope, kind: string, count: number): Promise<number> {
  const { value } = await advance.one(scope, { kind, count });
  return value - count + 1;
}

const advance = new Prepared(({ database, world }, { kind, count }: { kind: string; count: number }) =>
  database
    .insertInto('sequences')
    .values({ world, kind, value: count })
    .onConflict((conflict) =>
      conflict.columns(['world', 'kind']).doUpdateSet({ value: sql<number>`sequences.value + ${count}` }),
    )
    .returning('value'),
);
