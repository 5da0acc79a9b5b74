import { batches } from './batches.ts';
import { Prepared } from './prepared.ts';
import type { VulnerabilityRow } from './schema.ts';
import type { Scope } from './scope.ts';

/** The vulnerabilities that agents of a world have found. */
export class Vulnerabilities {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Records a vulnerability. Of one that is there, GitLab keeps what was said first; only if it was resolved, it is detected again. */
  async detect(vulnerability: Omit<VulnerabilityRow, 'state'>): Promise<void> {
    await detection.all(this.#scope, vulnerability);
  }

  /** Resolves what an agent has found before and is not among these. */
  async resolveAllBut(agentId: number, uuids: readonly string[]): Promise<void> {
    const still = new Set(uuids.map((uuid) => uuid.toLowerCase()));
    const found = await detected.all(this.#scope, { agentId });
    const gone = found.map(({ uuid }) => uuid).filter((uuid) => !still.has(uuid));
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
}

const detection = new Prepared(
  ({ database, world }, { uuid, agent_id, project_id, name, severity, report }: Omit<VulnerabilityRow, 'state'>) =>
    database
      .insertInto('vulnerabilities')
      .values({ world, uuid, agent_id, project_id, name, severity, report, state: 'detected' })
      .onConflict((conflict) => conflict.columns(['world', 'uuid']).doUpdateSet({ state: 'detected' })),
);

const detected = new Prepared(({ database, world }, { agentId }: { agentId: number }) =>
  database
    .selectFrom('vulnerabilities')
    .select('uuid')
    .where('world', '=', world)
    .where('agent_id', '=', agentId)
    .where('state', '=', 'detected'),
);
