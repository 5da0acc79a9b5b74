import type { Soon } from '@gitlab-internal-api/validator';
import type { Selectable } from 'kysely';
import { Prepared } from './prepared.ts';
import type { Flag, ScimIdentityRow, UserRow } from './schema.ts';
import type { Scope } from './scope.ts';
import { nextId } from './sequences.ts';

/** A user as the identity provider of a group knows them. */
export type ScimIdentity = Selectable<
  Omit<ScimIdentityRow, 'extern_uid_folded'> & Pick<UserRow, 'username' | 'name' | 'email'>
>;

/** The identities at the identity providers of a world's groups. */
export class ScimIdentities {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The identity in a group with an external UID, in any case. */
  find(groupId: number, externUid: string): Soon<ScimIdentity | undefined> {
    return byUid.first(this.#scope, { groupId, folded: fold(externUid) });
  }

  /** The identity in a group that a user has. */
  findByUser(groupId: number, userId: number): Soon<ScimIdentity | undefined> {
    return byUser.first(this.#scope, { groupId, userId });
  }

  /** Some of the identities in a group, the oldest first. */
  page(groupId: number, offset: number, limit: number): Soon<readonly ScimIdentity[]> {
    return page.all(this.#scope, { groupId, offset, limit });
  }

  /** How many identities a group has. */
  async count(groupId: number): Promise<number> {
    return Number((await counting.one(this.#scope, { groupId })).count);
  }

  /** Gives a user an external UID in a group; undefined where the user has one there or somebody else has this one. */
  async add(groupId: number, userId: number, externUid: string): Promise<ScimIdentity | undefined> {
    const { database, world } = this.#scope;
    const id = await nextId(this.#scope, 'scim_identities');
    const row = {
      world,
      id,
      group_id: groupId,
      user_id: userId,
      extern_uid: externUid,
      extern_uid_folded: fold(externUid),
      active: 1,
    } as const;
    const added = await database
      .insertInto('scim_identities')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    return added && this.findByUser(groupId, userId);
  }

  /** Makes an identity active or inactive. */
  async setActive(id: number, active: Flag): Promise<void> {
    await activation.all(this.#scope, { id, active });
  }

  /** Gives an identity another external UID, unless somebody else in the group has it. */
  async rename({ id, group_id }: ScimIdentity, externUid: string): Promise<boolean> {
    const { database, world } = this.#scope;
    const renamed = await database
      .updateTable('scim_identities')
      .set({ extern_uid: externUid, extern_uid_folded: fold(externUid) })
      .where('world', '=', world)
      .where('id', '=', id)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('scim_identities as other')
              .select('other.id')
              .where('other.world', '=', world)
              .where('other.group_id', '=', group_id)
              .where('other.extern_uid_folded', '=', fold(externUid))
              .where('other.id', '<>', id),
          ),
        ),
      )
      .returning('id')
      .executeTakeFirst();
    return renamed !== undefined;
  }
}

function ofGroup({ database, world }: Scope, groupId: number) {
  return database
    .selectFrom('scim_identities as identity')
    .innerJoin('users as user', (join) =>
      join.onRef('user.world', '=', 'identity.world').onRef('user.id', '=', 'identity.user_id'),
    )
    .select([
      'identity.id',
      'identity.group_id',
      'identity.user_id',
      'identity.extern_uid',
      'identity.active',
      'user.username',
      'user.name',
      'user.email',
    ])
    .where('identity.world', '=', world)
    .where('identity.group_id', '=', groupId);
}

const byUid = new Prepared((scope, { groupId, folded }: { groupId: number; folded: string }) =>
  ofGroup(scope, groupId).where('identity.extern_uid_folded', '=', folded),
);

const byUser = new Prepared((scope, { groupId, userId }: { groupId: number; userId: number }) =>
  ofGroup(scope, groupId).where('identity.user_id', '=', userId),
);

const page = new Prepared((scope, { groupId, offset, limit }: { groupId: number; offset: number; limit: number }) =>
  ofGroup(scope, groupId).orderBy('identity.id').limit(limit).offset(offset),
);

const counting = new Prepared(({ database, world }, { groupId }: { groupId: number }) =>
  database
    .selectFrom('scim_identities')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('world', '=', world)
    .where('group_id', '=', groupId),
);

const activation = new Prepared(({ database, world }, { id, active }: { id: number; active: Flag }) =>
  database.updateTable('scim_identities').set({ active }).where('world', '=', world).where('id', '=', id),
);

function fold(externUid: string): string {
  return externUid.toLowerCase();
}
