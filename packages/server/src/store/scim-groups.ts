import type { Soon } from '@gitlab-internal-api/validator';
import type { Selectable } from 'kysely';
import { Prepared } from './prepared.ts';
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
  find(groupId: number): Soon<ScimGroup | undefined> {
    return byId.first(this.#scope, { groupId });
  }

  /** The group whose token has a digest; only a refusal is explained with it, so that the world's few groups are looked through. */
  findByDigest(digest: string): Soon<ScimGroup | undefined> {
    return byDigest.first(this.#scope, { digest });
  }

  /** What is set for a group, whose users nobody else changes until this transaction ends: GitLab too locks a group before it counts its owners. */
  lock(groupId: number): Soon<ScimGroup> {
    return locked.one(this.#scope, { groupId });
  }
}

const byId = new Prepared(({ database, world }, { groupId }: { groupId: number }) =>
  database.selectFrom('scim_groups').selectAll().where('world', '=', world).where('group_id', '=', groupId),
);

const byDigest = new Prepared(({ database, world }, { digest }: { digest: string }) =>
  database
    .selectFrom('scim_groups')
    .selectAll()
    .where('world', '=', world)
    .where('digest', '=', digest)
    .orderBy('group_id'),
);

const locked = new Prepared(({ database, world }, { groupId }: { groupId: number }) =>
  database
    .updateTable('scim_groups')
    .set(({ ref }) => ({ enabled: ref('enabled') }))
    .where('world', '=', world)
    .where('group_id', '=', groupId)
    .returningAll(),
);
