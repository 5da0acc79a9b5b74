import type { Soon } from '@gitlab-internal-api/validator';
import type { Selectable } from 'kysely';
import { Prepared } from './prepared.ts';
import type { Schema } from './schema.ts';
import type { Scope } from './scope.ts';
import { nextId } from './sequences.ts';

/** A namespace of the world. */
export type Namespace = Selectable<Schema['namespaces']>;

/** The namespaces of a world. */
export class Namespaces {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The namespace with an id. */
  find(id: number): Soon<Namespace | undefined> {
    return byId.first(this.#scope, { id });
  }

  /** The namespace with a full path, in any case. */
  findByPath(path: string): Soon<Namespace | undefined> {
    return byPath.first(this.#scope, { folded: path.toLowerCase() });
  }

  /** Adds the personal namespace of a user, and returns its id. */
  async addPersonal(path: string, name: string): Promise<number> {
    const { database, world } = this.#scope;
    const id = await nextId(this.#scope, 'namespaces');
    const row = {
      world,
      id,
      path,
      name,
      kind: 'user',
      parent_id: null,
      visibility: 'private',
      allowed_ips: null,
    } as const;
    await database.insertInto('namespaces').values(row).execute();
    return id;
  }

  /** The namespace that a parameter of GitLab's API names; nothing but digits is an id, anything else a full path. */
  findByIdOrPath(idOrPath: number | string): Soon<Namespace | undefined> {
    const id = /^\d+$/.test(String(idOrPath)) ? Number(idOrPath) : undefined;
    if (id === undefined) return this.findByPath(String(idOrPath));
    return id > highestId ? undefined : this.find(id);
  }

  /** Which of these ids are those of namespaces. */
  async existing(ids: readonly number[]): Promise<Set<number>> {
    const { database, world } = this.#scope;
    const possible = ids.filter((id) => id <= highestId);
    const existing = new Set<number>();
    for (let start = 0; start < possible.length; start += idsPerStatement) {
      const some = possible.slice(start, start + idsPerStatement);
      const found = await database
        .selectFrom('namespaces')
        .select('id')
        .where('world', '=', world)
        .where('id', 'in', some)
        .execute();
      for (const { id } of found) existing.add(id);
    }
    return existing;
  }

  /** The namespaces on the way from a namespace up to its top-level one, the namespace itself first. */
  async withAncestors(id: number): Promise<Namespace[]> {
    const namespace = await this.find(id);
    if (!namespace) return [];
    return namespace.parent_id === null ? [namespace] : [namespace, ...(await this.withAncestors(namespace.parent_id))];
  }
}

/** Ids are 32 bits wide; PostgreSQL refuses to look for more. */
const highestId = 2_147_483_647;

// SQLite takes 32,766 variables in a statement.
const idsPerStatement = 10_000;

const byId = new Prepared(({ database, world }, { id }: { id: number }) =>
  database.selectFrom('namespaces').selectAll().where('world', '=', world).where('id', '=', id),
);

const byPath = new Prepared(({ database, world }, { folded }: { folded: string }) =>
  database
    .selectFrom('namespaces')
    .selectAll()
    .where('world', '=', world)
    .where(({ fn }) => fn<string>('lower', ['path']), '=', folded),
);
