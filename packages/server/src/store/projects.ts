import type { Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Scope } from './scope.ts';
import { nextId } from './sequences.ts';

/** A project of the world. */
export type Project = Selectable<Schema['projects']>;

/** A protected branch of a project. */
export type ProtectedBranch = Selectable<Schema['protected_branches']>;

/** The projects of a world. */
export class Projects {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The project with an id. */
  find(id: number): Promise<Project | undefined> {
    const { database, world } = this.#scope;
    return database
      .selectFrom('projects')
      .selectAll()
      .where('world', '=', world)
      .where('id', '=', id)
      .executeTakeFirst();
  }

  /** The project with a full path. */
  findByPath(path: string): Promise<Project | undefined> {
    const { database, world } = this.#scope;
    return database
      .selectFrom('projects')
      .selectAll()
      .where('world', '=', world)
      .where('path', '=', path)
      .executeTakeFirst();
  }

  /** The protected branches of a project. */
  protectedBranches(projectId: number): Promise<ProtectedBranch[]> {
    const { database, world } = this.#scope;
    return database
      .selectFrom('protected_branches')
      .selectAll()
      .where('world', '=', world)
      .where('project_id', '=', projectId)
      .orderBy('name')
      .execute();
  }

  /** Makes a private project with an empty repository, as a push to a new path does. */
  async create(path: string, namespaceId: number): Promise<Project> {
    const { database, world } = this.#scope;
    const id = await nextId(this.#scope, 'projects');
    const project = {
      id,
      path,
      namespace_id: namespaceId,
      visibility: 'private',
      lfs: 1,
      archived: 0,
      read_only: 0,
    } as const;
    const repository = { default_branch: 'main', repository: 1, storage: 'default' } as const;
    return database
      .insertInto('projects')
      .values({ ...project, ...repository, world })
      .returningAll()
      .executeTakeFirstOrThrow();
  }
}
