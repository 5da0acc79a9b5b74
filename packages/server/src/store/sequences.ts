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
  const values = { kind, count };
  return after(advance.first(scope, values), (row) =>
    row ? row.value - count + 1 : after(begin.one(scope, values), ({ value }) => value - count + 1),
  );
}

interface Wanted {
  readonly kind: string;
  readonly count: number;
}

/** SQLite takes two thirds of the time for it that it takes for `begin`. */
const advance = new Prepared(({ database, world }, { kind, count }: Wanted) =>
  database
    .updateTable('sequences')
    .set({ value: sql<number>`value + ${count}` })
    .where('world', '=', world)
    .where('kind', '=', kind)
    .returning('value'),
);

/** Another process may have begun meanwhile. */
const begin = new Prepared(({ database, world }, { kind, count }: Wanted) =>
  database
    .insertInto('sequences')
    .values({ world, kind, value: count })
    .onConflict((conflict) =>
      conflict.columns(['world', 'kind']).doUpdateSet({ value: sql<number>`sequences.value + ${count}` }),
    )
    .returning('value'),
);
