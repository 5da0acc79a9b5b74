import type { Insertable } from 'kysely';
import { batches } from './batches.ts';
import type { Schema } from './schema.ts';
import type { Scope } from './scope.ts';

/** The vulnerabilities that agents of a world have found. */
export class Vulnerabilities {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Records a vulnerability. Of one that is there, GitLab keeps what was said first; only if it was resolved, it is detected again. */
  async detect(vulnerability: Omit<Insertable<Schema['vulnerabilities']>, 'world' | 'state'>): Promise<void> {
    const { database, world } = this.#scope;
    await database
      .insertInto('vulnerabilities')
      .values({ ...vulnerability, world, state: 'detected' })
      .onConflict((conflict) => conflict.columns(['world', 'uuid']).doUpdateSet({ state: 'detected' }))
      .execute();
  }

  /** Resolves what an agent has found before and is not among these. */
  async resolveAllBut(agentId: number, uuids: readonly string[]): Promise<void> {
    const still = new Set(uuids.map((uuid) => uuid.toLowerCase()));
    const gone = (await this.#detected(agentId)).filter((uuid) => !still.has(uuid));
    const { database, world } = this.#scope;
    for (const batch of batches(gone)) {
      await database
        .updateTable('vulnerabilities')
        .set({ state: 'resolved' })
        .where('world', '=', world)
        .where('uuid', 'in', batch)
        .execute();
    }
  }

  async #detected(agentId: number): Promise<string[]> {
    const { database, world } = this.#scope;
    const rows = await database
      .selectFrom('vulnerabilities')
      .select('uuid')
      .where('world', '=', world)
      .where('agent_id', '=', agentId)
      .where('state', '=', 'detected')
      .execute();
    return rows.map(({ uuid }) => uuid);
  }
}
