import type { Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Scope } from './scope.ts';

/** SAML single sign-on and SCIM of a group. */
export type ScimGroup = Selectable<Schema['scim_groups']>;

/** The groups of a world that use SCIM. */
export class ScimGroups {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** What is set for a group; undefined for a group without SCIM. */
  find(groupId: number): Promise<ScimGroup | undefined> {
    const { database, world } = this.#scope;
    return database
      .selectFrom('scim_groups')
      .selectAll()
      .where('world', '=', world)
      .where('group_id', '=', groupId)
      .executeTakeFirst();
  }

  /** The group whose token has a digest; only a refusal is explained with it, so that the world's few groups are looked through. */
  findByDigest(digest: string): Promise<ScimGroup | undefined> {
    const { database, world } = this.#scope;
    return database
      .selectFrom('scim_groups')
      .selectAll()
      .where('world', '=', world)
      .where('digest', '=', digest)
      .orderBy('group_id')
      .executeTakeFirst();
  }

  /** What is set for a group, whose users nobody else changes until this transaction ends: GitLab too locks a group before it counts its owners. */
  lock(groupId: number): Promise<ScimGroup> {
    const { database, world } = this.#scope;
    const unchanged = database.updateTable('scim_groups').set(({ ref }) => ({ enabled: ref('enabled') }));
    return unchanged
      .where('world', '=', world)
      .where('group_id', '=', groupId)
      .returningAll()
      .executeTakeFirstOrThrow();
  }
}
