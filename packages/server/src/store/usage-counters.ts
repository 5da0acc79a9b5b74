import { sql } from 'kysely';
import type { Scope } from './scope.ts';

/** What agents of a world have done, as counters. */
export class UsageCounters {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Adds to a counter. */
  async add(name: string, amount: number): Promise<void> {
    const { database, world } = this.#scope;
    await database
      .insertInto('usage_counters')
      .values({ world, name, value: amount })
      .onConflict((conflict) =>
        conflict.columns(['world', 'name']).doUpdateSet({ value: sql<number>`usage_counters.value + excluded.value` }),
      )
      .execute();
  }
}
