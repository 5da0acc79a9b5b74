import type { Soon } from '@gitlab-internal-api/validator';
import type { Selectable } from 'kysely';
import { Prepared } from './prepared.ts';
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
  find(id: number): Soon<Project | undefined> {
    return byId.first(this.#scope, { id });
  }

  /** The project with a full path. */
  findByPath(path: string): Soon<Project | undefined> {
    return byPath.first(this.#scope, { path });
  }

  /** The protected branches of a project. */
  protectedBranches(projectId: number): Soon<readonly ProtectedBranch[]> {
    return branches.all(this.#scope, { projectId });
  }

  /** Makes a private project with an empty repository, as a push to a new path does. */
  async create(path: string, namespaceId: number): Promise<Project> {
    return creation.one(this.#scope, { id: await nextId(this.#scope, 'projects'), path, namespace_id: namespaceId });
  }
}

const byId = new Prepared(({ database, world }, { id }: { id: number }) =>
  database.selectFrom('projects').selectAll().where('world', '=', world).where('id', '=', id),
);

const byPath = new Prepared(({ database, world }, { path }: { path: string }) =>
  database.selectFrom('projects').selectAll().where('world', '=', world).where('path', '=', path),
);

const branches = new Prepared(({ database, world }, { projectId }: { projectId: number }) =>
  database
    .selectFrom('protected_branches')
    .selectAll()
    .where('world', '=', world)
    .where('project_id', '=', projectId)
    .orderBy('name'),
);

const pushed = {
  visibility: 'private',
  lfs: 1,
  archived: 0,
  read_only: 0,
  default_branch: 'main',
  repository: 1,
  storage: 'default',
} as const;

const creation = new Prepared(
  ({ database, world }, { id, path, namespace_id }: Pick<Project, 'id' | 'path' | 'namespace_id'>) =>
    database
      .insertInto('projects')
      .values({ world, id, path, namespace_id, ...pushed })
      .returningAll(),
);
