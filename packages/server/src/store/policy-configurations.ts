import type { Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Scope } from './scope.ts';

/** When an agent scans what; `namespaces` is a JSON list or null. */
export type PolicyConfiguration = Selectable<Schema['policy_configurations']>;

/** The policy configurations of a world. */
export class PolicyConfigurations {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Those of an agent, in their order. */
  ofAgent(agentId: number): Promise<PolicyConfiguration[]> {
    const { database, world } = this.#scope;
    return database
      .selectFrom('policy_configurations')
      .selectAll()
      .where('world', '=', world)
      .where('agent_id', '=', agentId)
      .orderBy('position')
      .execute();
  }
}
