import { after, type Soon } from '@gitlab-internal-api/validator';
import { sql } from 'kysely';
import { Prepared } from './prepared.ts';
import type { Scope } from './scope.ts';

/** The next id of a kind of row; two processes never get the same one. */
export function nextId(scope: Scope, kind: string): Soon<number> {
  return nextIds(scope, kind, 1);
}

/** The first of as many next ids as are needed, which follow each other. */
export function nextIds(scope: Scope, kind: string, count: number): Soon<number> {
  return after(advance.one(scope, { kind, count }), ({ value }) => value - count + 1);
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
