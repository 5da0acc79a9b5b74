import type { Selectable } from 'kysely';
import type { KeyRow, Row, Schema } from './schema.ts';
import type { Scope } from './scope.ts';

/** An SSH key of the world; one without a user is a deploy key. */
export type Key = Selectable<Row<KeyRow>>;

/** The SSH keys of a world. */
export class Keys {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The key with an id. */
  find(id: number): Promise<Key | undefined> {
    const { database, world } = this.#scope;
    return database.selectFrom('keys').selectAll().where('world', '=', world).where('id', '=', id).executeTakeFirst();
  }

  /** The key with this Base64 part of a public key. */
  findByBlob(blob: string): Promise<Key | undefined> {
    const { database, world } = this.#scope;
    return database
      .selectFrom('keys')
      .selectAll()
      .where('world', '=', world)
      .where('blob', '=', blob)
      .executeTakeFirst();
  }

  /** What a deploy key may do with a project; undefined where it is not enabled. */
  deployKeyProject(keyId: number, projectId: number): Promise<Selectable<Schema['deploy_key_projects']> | undefined> {
    const { database, world } = this.#scope;
    return database
      .selectFrom('deploy_key_projects')
      .selectAll()
      .where('world', '=', world)
      .where('key_id', '=', keyId)
      .where('project_id', '=', projectId)
      .executeTakeFirst();
  }

  /** Records the use of a key. */
  async touch(id: number, instant: string): Promise<void> {
    const { database, world } = this.#scope;
    await database
      .updateTable('keys')
      .set({ last_used_at: instant })
      .where('world', '=', world)
      .where('id', '=', id)
      .execute();
  }
}
