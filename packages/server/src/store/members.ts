import { sql } from 'kysely';
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
  async role(source: 'namespace' | 'project', sourceId: number, userId: number): Promise<number> {
    const { database, world } = this.#scope;
    const member = await database
      .selectFrom('members')
      .select('role')
      .where('world', '=', world)
      .where('source', '=', source)
      .where('source_id', '=', sourceId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    return member?.role ?? 0;
  }

  /** The ids of the active users who own a group, members of groups around it left out. */
  async owners(groupId: number): Promise<number[]> {
    const { database, world } = this.#scope;
    const owners = await database
      .selectFrom('members')
      .innerJoin('users', (join) =>
        join.onRef('users.world', '=', 'members.world').onRef('users.id', '=', 'members.user_id'),
      )
      .select('members.user_id')
      .where('members.world', '=', world)
      .where(({ and }) =>
        and({ 'members.source': 'namespace', 'members.source_id': groupId, 'members.role': roles.owner }),
      )
      .where('users.state', '=', 'active')
      .execute();
    return owners.map(({ user_id }) => user_id);
  }

  /** Makes a user a member of a namespace, unless they are one. */
  async add(namespaceId: number, userId: number, role: number): Promise<void> {
    const { database, world } = this.#scope;
    const member = { world, source: 'namespace', source_id: namespaceId, user_id: userId, role } as const;
    await database
      .insertInto('members')
      .values(member)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** Ends the memberships of a user in a namespace, in those below it and in the projects in these. */
  async removeWithin(namespaceId: number, userId: number): Promise<void> {
    const { database, world } = this.#scope;
    const found = await this.#within(namespaceId)
      .select(['members.source', 'members.source_id'])
      .where('members.user_id', '=', userId)
      .execute();
    for (const { source, source_id } of found) {
      await database
        .deleteFrom('members')
        .where('world', '=', world)
        .where(({ and }) => and({ source, source_id, user_id: userId }))
        .execute();
    }
  }

  /** Whether two namespaces have an owner in common, members of namespaces around them left out. */
  async shareOwner(oneId: number, otherId: number): Promise<boolean> {
    const { database, world } = this.#scope;
    const shared = await database
      .selectFrom('members as one')
      .innerJoin('members as other', (join) =>
        join.onRef('other.world', '=', 'one.world').onRef('other.user_id', '=', 'one.user_id'),
      )
      .select('one.user_id')
      .where('one.world', '=', world)
      .where(({ and }) => and({ 'one.source': 'namespace', 'one.source_id': oneId, 'one.role': roles.owner }))
      .where(({ and }) => and({ 'other.source': 'namespace', 'other.source_id': otherId, 'other.role': roles.owner }))
      .limit(1)
      .executeTakeFirst();
    return shared !== undefined;
  }

  /** How many active users are members of a namespace, of one below it or of a project in one of these, with a role above a given one. */
  async countWithin(namespaceId: number, aboveRole: number): Promise<number> {
    const { count } = await this.#within(namespaceId)
      .innerJoin('users', (join) =>
        join.onRef('users.world', '=', 'members.world').onRef('users.id', '=', 'members.user_id'),
      )
      .select(({ fn }) => fn.count('members.user_id').distinct().as('count'))
      .where('members.role', '>', aboveRole)
      .where('users.state', '=', 'active')
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Whether a user is a member of a namespace, of one below it or of a project in one of these. */
  async isWithin(namespaceId: number, userId: number): Promise<boolean> {
    const member = await this.#within(namespaceId)
      .select('members.user_id')
      .where('members.user_id', '=', userId)
      .limit(1)
      .executeTakeFirst();
    return member !== undefined;
  }

  /**
   * The members of everything from a namespace downwards; one who is a member in several places is in several rows.
   * They are cross joins because SQLite takes the tables of those in the order in which they stand: it would look through the whole world.
   */
  #within(namespaceId: number) {
    const { database, world } = this.#scope;
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
          .select(['tree.id', sql<'namespace' | 'project'>`'namespace'`.as('source')])
          .unionAll((projects) =>
            projects
              .selectFrom('tree')
              .crossJoin('projects')
              .select(['projects.id', sql<'namespace' | 'project'>`'project'`.as('source')])
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
}
