import { batches } from './batches.ts';
import type { Scope } from './scope.ts';

/** Who agents of a world have worked for, as sets. */
export class UniqueCounters {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Adds members to a set; one that is in it already changes nothing. */
  async add(name: string, members: readonly number[]): Promise<void> {
    const { database, world } = this.#scope;
    // Always in the same order, so that two processes that add to one set never wait for each other in a circle.
    const sorted = [...new Set(members)].sort((a, b) => a - b);
    for (const batch of batches(sorted)) {
      const rows = batch.map((member) => ({ world, name, member }));
      await database
        .insertInto('unique_counters')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
}
