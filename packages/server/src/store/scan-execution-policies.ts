import type { Soon } from '@gitlab-internal-api/validator';
import type { Selectable } from 'kysely';
import { Prepared } from './prepared.ts';
import type { Schema } from './schema.ts';
import type { Scope } from './scope.ts';

/** A policy that demands scans. */
export type ScanExecutionPolicy = Selectable<Schema['scan_execution_policies']>;

/** The scan execution policies of a world. */
export class ScanExecutionPolicies {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Those of an agent's project, in their order. */
  ofAgent(agentId: number): Soon<readonly ScanExecutionPolicy[]> {
    return ofAgent.all(this.#scope, { agentId });
  }
}

const ofAgent = new Prepared(({ database, world }, { agentId }: { agentId: number }) =>
  database
    .selectFrom('scan_execution_policies')
    .selectAll()
    .where('world', '=', world)
    .where('agent_id', '=', agentId)
    .orderBy('position'),
);
