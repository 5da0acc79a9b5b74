import { after, type Soon } from '@gitlab-internal-api/validator';
import { sql } from 'kysely';
import { Prepared } from './prepared.ts';
import type { Scope } from './scope.ts';

/** How often something was asked for in a world. */
export class RateLimits {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Counts one more request under a key that holds its window of time, and returns how many there were. */
  count(key: string): Soon<number> {
    return after(counting.one(this.#scope, { key }), ({ value }) => value);
  }
}

const counting = new Prepared(({ database, world }, { key }: { key: string }) =>
  database
    .insertInto('rate_limits')
    .values({ world, key, value: 1 })
    .onConflict((conflict) =>
      conflict.columns(['world', 'key']).doUpdateSet({ value: sql<number>`rate_limits.value + 1` }),
    )
    .returning('value'),
);
