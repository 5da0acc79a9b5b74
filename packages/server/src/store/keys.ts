import type { Soon } from '@gitlab-internal-api/validator';
import type { Selectable } from 'kysely';
import { Prepared } from './prepared.ts';
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
  find(id: number): Soon<Key | undefined> {
    return byId.first(this.#scope, { id });
  }

  /** The key with this Base64 part of a public key. */
  findByBlob(blob: string): Soon<Key | undefined> {
    return byBlob.first(this.#scope, { blob });
  }

  /** What a deploy key may do with a project; undefined where it is not enabled. */
  deployKeyProject(keyId: number, projectId: number): Soon<Selectable<Schema['deploy_key_projects']> | undefined> {
    return ofDeployKey.first(this.#scope, { keyId, projectId });
  }

  /** Records the use of a key, which was just looked up. */
  touch({ id, last_used_at }: Pick<Key, 'id' | 'last_used_at'>, instant: string): Soon<unknown> {
    return last_used_at === instant ? undefined : use.all(this.#scope, { id, instant });
  }
}

const byId = new Prepared(({ database, world }, { id }: { id: number }) =>
  database.selectFrom('keys').selectAll().where('world', '=', world).where('id', '=', id),
);

const byBlob = new Prepared(({ database, world }, { blob }: { blob: string }) =>
  database.selectFrom('keys').selectAll().where('world', '=', world).where('blob', '=', blob),
);

const ofDeployKey = new Prepared(({ database, world }, { keyId, projectId }: { keyId: number; projectId: number }) =>
  database
    .selectFrom('deploy_key_projects')
    .selectAll()
    .where('world', '=', world)
    .where('key_id', '=', keyId)
    .where('project_id', '=', projectId),
);

const use = new Prepared(({ database, world }, { id, instant }: { id: number; instant: string }) =>
  database.updateTable('keys').set({ last_used_at: instant }).where('world', '=', world).where('id', '=', id),
);
