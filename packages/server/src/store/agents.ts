import type { Soon } from '@gitlab-internal-api/validator';
import type { Selectable } from 'kysely';
import { Prepared } from './prepared.ts';
import type { Schema } from './schema.ts';
import type { Scope } from './scope.ts';

/** An agent for Kubernetes of the world, without its token. */
export type Agent = Selectable<Schema['agents']>;

/** The agents of a world. */
export class Agents {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The agent whose token has a digest. */
  findByDigest(digest: string): Soon<Agent | undefined> {
    return byDigest.first(this.#scope, { digest });
  }

  /** Records the use of an agent's token, and has others who want to do that wait until this transaction ends. */
  touch(id: number, instant: string): Soon<unknown> {
    return use.all(this.#scope, { id, instant });
  }
}

const byDigest = new Prepared(({ database, world }, { digest }: { digest: string }) =>
  database.selectFrom('agents').selectAll().where('world', '=', world).where('digest', '=', digest),
);

const use = new Prepared(({ database, world }, { id, instant }: { id: number; instant: string }) =>
  database.updateTable('agents').set({ last_used_at: instant }).where('world', '=', world).where('id', '=', id),
);
