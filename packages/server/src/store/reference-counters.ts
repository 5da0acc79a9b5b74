import { after, type Soon } from '@gitlab-internal-api/validator';
import { sql } from 'kysely';
import { isoText } from '../instant.ts';
import { Prepared } from './prepared.ts';
import type { Scope } from './scope.ts';

/** For how long after its last increase a counter counts, in milliseconds. */
const lifetime = 600_000;

/** How many pushes to each repository of a world are under way. */
export class ReferenceCounters {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Counts one more push and returns how many there are; a counter that has expired begins again. */
  increase(repository: string, now: Date): Soon<number> {
    const expires_at = new Date(now.getTime() + lifetime).toISOString();
    const push = { repository, instant: isoText(now), expires_at };
    return after(increase.first(this.#scope, push), (counted) =>
      counted ? counted.value : after(begin.one(this.#scope, push), ({ value }) => value),
    );
  }

  /** Counts one push less and returns how many are left; there are never less than none. */
  decrease(repository: string, now: Date): Soon<number> {
    const counted = decrease.first(this.#scope, { repository, instant: isoText(now) });
    return after(counted, (counter) => counter?.value ?? 0);
  }
}

interface Counted {
  readonly repository: string;
  readonly instant: string;
}

interface Begun extends Counted {
  readonly expires_at: string;
}

/** SQLite takes two thirds of the time for it that it takes for `begin`, which is right for a counter that is there, too. */
const increase = new Prepared(({ database, world }, { repository, instant, expires_at }: Begun) =>
  database
    .updateTable('reference_counters')
    .set({ value: sql<number>`case when expires_at > ${instant} then value + 1 else 1 end`, expires_at })
    .where('world', '=', world)
    .where('gl_repository', '=', repository)
    .returning('value'),
);

/** Another process may have begun meanwhile. */
const begin = new Prepared(({ database, world }, { repository, instant, expires_at }: Begun) => {
  const next = sql<number>`case when reference_counters.expires_at > ${instant} then reference_counters.value + 1 else 1 end`;
  return database
    .insertInto('reference_counters')
    .values({ world, gl_repository: repository, value: 1, expires_at })
    .onConflict((conflict) => conflict.columns(['world', 'gl_repository']).doUpdateSet({ value: next, expires_at }))
    .returning('value');
});

const decrease = new Prepared(({ database, world }, { repository, instant }: Counted) =>
  database
    .updateTable('reference_counters')
    .set({ value: sql<number>`value - 1` })
    .where('world', '=', world)
    .where('gl_repository', '=', repository)
    .where('value', '>', 0)
    .where('expires_at', '>', instant)
    .returning('value'),
);
