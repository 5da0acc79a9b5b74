import { sql } from 'kysely';
import { Prepared } from './prepared.ts';
import type { CiliumAlertRow } from './schema.ts';
import type { Scope } from './scope.ts';
import { nextId } from './sequences.ts';

/** The alerts about dropped traffic of a world. */
export class CiliumAlerts {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Raises an alert, or counts one more event of the alert that the project has with this fingerprint. */
  async raise(alert: Omit<CiliumAlertRow, 'id' | 'events'>): Promise<void> {
    await raising.all(this.#scope, { ...alert, id: await nextId(this.#scope, 'cilium_alerts') });
  }
}

const raising = new Prepared(
  (
    { database, world },
    { id, agent_id, project_id, fingerprint, payload, created_at }: Omit<CiliumAlertRow, 'events'>,
  ) =>
    database
      .insertInto('cilium_alerts')
      .values({ world, id, agent_id, project_id, fingerprint, payload, created_at, events: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['world', 'project_id', 'fingerprint'])
          .doUpdateSet({ events: sql<number>`cilium_alerts.events + 1` }),
      ),
);
