import { sql } from 'kysely';
import { batches } from './batches.ts';
import { Prepared } from './prepared.ts';
import type { Scope } from './scope.ts';
import { transact } from './transact.ts';

/** How often the faults of a world struck. */
export class FaultStrikes {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Counts that a fault strikes. */
  async strike(fault: string): Promise<void> {
    await countStrike(this.#scope, fault);
  }

  /** Counts an attempt of a call, and the strike too where it is among the first so many: only then it is true. */
  async attempt(fault: string, call: string, first: number): Promise<boolean> {
    const struck = await transact(this.#scope, async (inside) => {
      const attempts = await countAttempt(inside, fault, call);
      if (attempts > first) return 'too late';
      const strikes = await countStrike(inside, fault);
      if (attempts === 1) await remembering.all(inside, { fault, call, since: strikes });
      return strikes;
    });
    if (struck === 'too late') return false;
    if (struck % remembered === 0) await this.#forget(fault, struck - remembered);
    return true;
  }

  /** How often each fault has struck, by its id; one that never did is not there. */
  async counts(): Promise<ReadonlyMap<string, number>> {
    const { database, world } = this.#scope;
    const rows = await database
      .selectFrom('fault_strikes')
      .select(['fault', 'struck'])
      .where('world', '=', world)
      .execute();
    return new Map(rows.map(({ fault, struck }) => [fault, struck]));
  }

  /** Forgets everything about faults. */
  async remove(faults: readonly string[]): Promise<void> {
    const { database, world } = this.#scope;
    for (const batch of batches(faults)) {
      // In the order in which an attempt touches them, so that the two never wait for each other in a circle.
      for (const table of ['fault_attempts', 'fault_strikes'] as const)
        await database.deleteFrom(table).where('world', '=', world).where('fault', 'in', batch).execute();
    }
  }

  /** Outside of the transaction that counts: it touches the rows of other calls, which others may be counting. */
  async #forget(fault: string, until: number): Promise<void> {
    const { database, world } = this.#scope;
    await database
      .deleteFrom('fault_attempts')
      .where('world', '=', world)
      .where('fault', '=', fault)
      .where('since', '<=', until)
      .execute();
  }
}

// A call is forgotten once its fault has struck as often again: a test that runs for days must not fill the database.
const remembered = 10_000;

async function countAttempt(scope: Scope, fault: string, call: string): Promise<number> {
  return (await attempting.one(scope, { fault, call })).attempts;
}

async function countStrike(scope: Scope, fault: string): Promise<number> {
  return (await striking.one(scope, { fault })).struck;
}

const attempting = new Prepared(({ database, world }, { fault, call }: { fault: string; call: string }) =>
  database
    .insertInto('fault_attempts')
    .values({ world, fault, call, attempts: 1, since: 0 })
    .onConflict((conflict) =>
      conflict.columns(['world', 'fault', 'call']).doUpdateSet({ attempts: sql<number>`fault_attempts.attempts + 1` }),
    )
    .returning('attempts'),
);

const striking = new Prepared(({ database, world }, { fault }: { fault: string }) =>
  database
    .insertInto('fault_strikes')
    .values({ world, fault, struck: 1 })
    .onConflict((conflict) =>
      conflict.columns(['world', 'fault']).doUpdateSet({ struck: sql<number>`fault_strikes.struck + 1` }),
    )
    .returning('struck'),
);

const remembering = new Prepared(
  ({ database, world }, { fault, call, since }: { fault: string; call: string; since: number }) =>
    database
      .updateTable('fault_attempts')
      .set({ since })
      .where('world', '=', world)
      .where('fault', '=', fault)
      .where('call', '=', call),
);
