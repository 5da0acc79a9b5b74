import { type Insertable, sql } from 'kysely';
import type { Schema } from './schema.ts';
import type { Scope } from './scope.ts';
import { nextId } from './sequences.ts';

/** The alerts about dropped traffic of a world. */
export class CiliumAlerts {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Raises an alert, or counts one more event of the alert that the project has with this fingerprint. */
  async raise(alert: Omit<Insertable<Schema['cilium_alerts']>, 'world' | 'id' | 'events'>): Promise<void> {
    const { database, world } = this.#scope;
    const id = await nextId(this.#scope, 'cilium_alerts');
    await database
      .insertInto('cilium_alerts')
      .values({ ...alert, world, id, events: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['world', 'project_id', 'fingerprint'])
          .doUpdateSet({ events: sql<number>`cilium_alerts.events + 1` }),
      )
      .execute();
  }
}
