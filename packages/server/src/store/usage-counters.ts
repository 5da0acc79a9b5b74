import { sql } from 'kysely';
import { Prepared } from './prepared.ts';
import type { Scope } from './scope.ts';

/** What agents of a world have done, as counters. */
export class UsageCounters {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Adds to a counter. */
  async add(name: string, amount: number): Promise<void> {
    await addition.all(this.#scope, { name, amount });
  }
}

const addition = new Prepared(({ database, world }, { name, amount }: { name: string; amount: number }) =>
  database
    .insertInto('usage_counters')
    .values({ world, name, value: amount })
    .onConflict((conflict) =>
      conflict.columns(['world', 'name']).doUpdateSet({ value: sql<number>`usage_counters.value + excluded.value` }),
    ),
);
