import { after, type Soon } from '@gitlab-internal-api/validator';
import { Prepared } from './prepared.ts';
import type { Scope } from './scope.ts';

/** The client keys of the integrated error tracking, by project of a world. */
export class ErrorTrackingKeys {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Whether a project has this key and it is on. */
  isEnabled(projectId: number, publicKey: string): Soon<boolean> {
    return after(ofProject.first(this.#scope, { projectId, publicKey }), (key) => key?.enabled === 1);
  }
}

const ofProject = new Prepared(
  ({ database, world }, { projectId, publicKey }: { projectId: number; publicKey: string }) =>
    database
      .selectFrom('error_tracking_keys')
      .select('enabled')
      .where('world', '=', world)
      .where('project_id', '=', projectId)
      .where('public_key', '=', publicKey),
);
