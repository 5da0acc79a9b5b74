import type { Scope } from './scope.ts';

/** The client keys of the integrated error tracking, by project of a world. */
export class ErrorTrackingKeys {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Whether a project has this key and it is on. */
  async isEnabled(projectId: number, publicKey: string): Promise<boolean> {
    const { database, world } = this.#scope;
    const key = await database
      .selectFrom('error_tracking_keys')
      .select('enabled')
      .where('world', '=', world)
      .where('project_id', '=', projectId)
      .where('public_key', '=', publicKey)
      .executeTakeFirst();
    return key?.enabled === 1;
  }
}
