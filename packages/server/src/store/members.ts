import { after, type Soon } from '@gitlab-internal-api/validator';
import { sql } from 'kysely';
import { Prepared } from './prepared.ts';
import type { Scope } from './scope.ts';

/** The numbers of GitLab's roles. */
export const roles = { guest: 10, reporter: 20, developer: 30, maintainer: 40, owner: 50 } as const;

/** The members of projects and namespaces of a world. */
export class Members {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The role of a user in a project or, directly, in a namespace; 0 for none. */
  role(source: 'namespace' | 'project', sourceId: number, userId: number): Soon<number> {
    return after(ofUser.first(this.#scope, { source, sourceId, userId }), roleOf);
  }

  /** The highest role of a user in a namespace or in one of those around it; 0 for none. */
  highestRole(namespaceId: number, userId: number): Soon<number> {
    return after(highestOfUser.one(this.#scope, { namespaceId, userId }), roleOf);
  }

  /** The ids of the active users who own a group, members of groups around it left out. */
  async owners(groupId: number): Promise<number[]> {
    const owners = await ownersOf.all(this.#scope, { groupId });
    return owners.map(({ user_id }) => user_id);
  }

  /** Makes a user a member of a namespace, unless they are one. */
  async add(namespaceId: number, userId: number, role: number): Promise<void> {
    await addition.all(this.#scope, { namespaceId, userId, role });
  }

  /** Ends the memberships of a user in a namespace, in those below it and in the projects in these. */
  async removeWithin(namespaceId: number, userId: number): Promise<void> {
    for (const { source, source_id } of await placesOf.all(this.#scope, { namespaceId, userId }))
      await removal.all(this.#scope, { source, sourceId: source_id, userId });
  }

  /** Whether two namespaces have an owner in common, members of namespaces around them left out. */
  async shareOwner(oneId: number, otherId: number): Promise<boolean> {
    return (await ownerOfBoth.first(this.#scope, { oneId, otherId })) !== undefined;
  }

  /** How many active users are members of a namespace, of one below it or of a project in one of these, with a role above a given one. */
  async countWithin(namespaceId: number, aboveRole: number): Promise<number> {
    return Number((await counting.one(this.#scope, { namespaceId, aboveRole })).count);
  }

  /** Whether a user is a member of a namespace, of one below it or of a project in one of these. */
  async isWithin(namespaceId: number, userId: number): Promise<boolean> {
    return (await somewhere.first(this.#scope, { namespaceId, userId })) !== undefined;
  }
}

function roleOf(membership: { readonly role: number | null } | undefined): number {
  return membership?.role ?? 0;
}

type Source = 'namespace' | 'project';

interface Membership {
  readonly source: Source;
  readonly sourceId: number;
  readonly userId: number;
}

const ofUser = new Prepared(({ database, world }, { source, sourceId, userId }: Membership) =>
  database
    .selectFrom('members')
    .select('role')
    .where('world', '=', world)
    .where('source', '=', source)
    .where('source_id', '=', sourceId)
    .where('user_id', '=', userId),
);

// The cross join has SQLite look for the memberships of the namespaces that it has found, and not the other way round.
const highestOfUser = new Prepared(
  ({ database, world }, { namespaceId, userId }: { namespaceId: number; userId: number }) =>
    database
      .withRecursive('around', (query) =>
        query
          .selectFrom('namespaces')
          .select(['id', 'parent_id'])
          .where('world', '=', world)
          .where('id', '=', namespaceId)
          .unionAll((above) =>
            above
              .selectFrom('around')
              .crossJoin('namespaces')
              .select(['namespaces.id', 'namespaces.parent_id'])
              .where('namespaces.world', '=', world)
              .whereRef('namespaces.id', '=', 'around.parent_id'),
          ),
      )
      .selectFrom('around')
      .crossJoin('members')
      .select(({ fn }) => fn.max<number | null>('members.role').as('role'))
      .where('members.world', '=', world)
      .where('members.source', '=', 'namespace')
      .whereRef('members.source_id', '=', 'around.id')
      .where('members.user_id', '=', userId),
);

const ownersOf = new Prepared(({ database, world }, { groupId }: { groupId: number }) =>
  database
    .selectFrom('members')
    .innerJoin('users', (join) =>
      join.onRef('users.world', '=', 'members.world').onRef('users.id', '=', 'members.user_id'),
    )
    .select('members.user_id')
    .where('members.world', '=', world)
    .where(({ and }) =>
      and({ 'members.source': 'namespace', 'members.source_id': groupId, 'members.role': roles.owner }),
    )
    .where('users.state', '=', 'active'),
);

const addition = new Prepared(
  ({ database, world }, { namespaceId, userId, role }: { namespaceId: number; userId: number; role: number }) =>
    database
      .insertInto('members')
      .values({ world, source: 'namespace', source_id: namespaceId, user_id: userId, role })
      .onConflict((conflict) => conflict.doNothing()),
);

const removal = new Prepared(({ database, world }, { source, sourceId, userId }: Membership) =>
  database
    .deleteFrom('members')
    .where('world', '=', world)
    .where(({ and }) => and({ source, source_id: sourceId, user_id: userId })),
);

const ownerOfBoth = new Prepared(({ database, world }, { oneId, otherId }: { oneId: number; otherId: number }) =>
  database
    .selectFrom('members as one')
    .innerJoin('members as other', (join) =>
      join.onRef('other.world', '=', 'one.world').onRef('other.user_id', '=', 'one.user_id'),
    )
    .select('one.user_id')
    .where('one.world', '=', world)
    .where(({ and }) => and({ 'one.source': 'namespace', 'one.source_id': oneId, 'one.role': roles.owner }))
    .where(({ and }) => and({ 'other.source': 'namespace', 'other.source_id': otherId, 'other.role': roles.owner }))
    .limit(1),
);

const counting = new Prepared((scope, { namespaceId, aboveRole }: { namespaceId: number; aboveRole: number }) =>
  within(scope, namespaceId)
    .innerJoin('users', (join) =>
      join.onRef('users.world', '=', 'members.world').onRef('users.id', '=', 'members.user_id'),
    )
    .select(({ fn }) => fn.count('members.user_id').distinct().as('count'))
    .where('members.role', '>', aboveRole)
    .where('users.state', '=', 'active'),
);

const placesOf = new Prepared((scope, { namespaceId, userId }: { namespaceId: number; userId: number }) =>
  within(scope, namespaceId).select(['members.source', 'members.source_id']).where('members.user_id', '=', userId),
);

const somewhere = new Prepared((scope, { namespaceId, userId }: { namespaceId: number; userId: number }) =>
  within(scope, namespaceId).select('members.user_id').where('members.user_id', '=', userId).limit(1),
);

/**
 * The members of everything from a namespace downwards; one who is a member in several places is in several rows.
 * They are cross joins because SQLite takes the tables of those in the order in which they stand: it would look through the whole world.
 */
function within({ database, world }: Scope, namespaceId: number) {
  return database
    .withRecursive('tree', (query) =>
      query
        .selectFrom('namespaces')
        .select('id')
        .where('world', '=', world)
        .where('id', '=', namespaceId)
        .unionAll((below) =>
          below
            .selectFrom('tree')
            .crossJoin('namespaces')
            .select('namespaces.id')
            .where('namespaces.world', '=', world)
            .whereRef('namespaces.parent_id', '=', 'tree.id'),
        ),
    )
    .with('places', (query) =>
      query
        .selectFrom('tree')
        .select(['tree.id', sql<Source>`'namespace'`.as('source')])
        .unionAll((projects) =>
          projects
            .selectFrom('tree')
            .crossJoin('projects')
            .select(['projects.id', sql<Source>`'project'`.as('source')])
            .where('projects.world', '=', world)
            .whereRef('projects.namespace_id', '=', 'tree.id'),
        ),
    )
    .selectFrom('places')
    .crossJoin('members')
    .where('members.world', '=', world)
    .whereRef('members.source', '=', 'places.source')
    .whereRef('members.source_id', '=', 'places.id');
}
