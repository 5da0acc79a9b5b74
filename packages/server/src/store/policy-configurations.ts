import type { Soon } from '@gitlab-internal-api/validator';
import type { Selectable } from 'kysely';
import { Prepared } from './prepared.ts';
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
  ofAgent(agentId: number): Soon<readonly PolicyConfiguration[]> {
    return ofAgent.all(this.#scope, { agentId });
  }
}

const ofAgent = new Prepared(({ database, world }, { agentId }: { agentId: number }) =>
  database
    .selectFrom('policy_configurations')
    .selectAll()
    .where('world', '=', world)
    .where('agent_id', '=', agentId)
    .orderBy('position'),
);
