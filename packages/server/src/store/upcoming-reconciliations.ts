import type { Soon } from '@gitlab-internal-api/validator';
import type { Selectable } from 'kysely';
import { Prepared } from './prepared.ts';
import type { Schema } from './schema.ts';
import type { Scope } from './scope.ts';

/** When the seats of a namespace are next compared with what was paid for. */
export type UpcomingReconciliation = Omit<Selectable<Schema['upcoming_reconciliations']>, 'world'>;

/** The upcoming reconciliations of a world, at most one for each namespace. */
export class UpcomingReconciliations {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The upcoming reconciliation of a namespace. */
  find(namespaceId: number): Soon<UpcomingReconciliation | undefined> {
    return ofNamespace.first(this.#scope, { namespaceId });
  }

  /** Adds reconciliations, or replaces those that their namespaces have. */
  async put(reconciliations: readonly UpcomingReconciliation[]): Promise<void> {
    const { database, world } = this.#scope;
    // One order for all: two processes that put the same namespaces would otherwise wait for each other.
    const ordered = reconciliations.toSorted((a, b) => a.namespace_id - b.namespace_id);
    for (let start = 0; start < ordered.length; start += rowsPerStatement) {
      await database
        .insertInto('upcoming_reconciliations')
        .values(ordered.slice(start, start + rowsPerStatement).map((row) => ({ ...row, world })))
        .onConflict((conflict) =>
          conflict.columns(['world', 'namespace_id']).doUpdateSet(({ ref }) => ({
            next_reconciliation_date: ref('excluded.next_reconciliation_date'),
            display_alert_from: ref('excluded.display_alert_from'),
          })),
        )
        .execute();
    }
  }

  /** Deletes the upcoming reconciliation of a namespace; false where there is none. */
  async delete(namespaceId: number): Promise<boolean> {
    return (await deletion.first(this.#scope, { namespaceId })) !== undefined;
  }
}

// Four columns each: far from the 32,766 variables that SQLite takes in a statement.
const rowsPerStatement = 1000;

const ofNamespace = new Prepared(({ database, world }, { namespaceId }: { namespaceId: number }) =>
  database
    .selectFrom('upcoming_reconciliations')
    .selectAll()
    .where('world', '=', world)
    .where('namespace_id', '=', namespaceId),
);

const deletion = new Prepared(({ database, world }, { namespaceId }: { namespaceId: number }) =>
  database
    .deleteFrom('upcoming_reconciliations')
    .where('world', '=', world)
    .where('namespace_id', '=', namespaceId)
    .returning('namespace_id'),
);
