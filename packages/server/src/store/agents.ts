import type { Selectable } from 'kysely';
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
  findByDigest(digest: string): Promise<Agent | undefined> {
    const { database, world } = this.#scope;
    return database
      .selectFrom('agents')
      .selectAll()
      .where('world', '=', world)
      .where('digest', '=', digest)
      .executeTakeFirst();
  }

  /** Records the use of an agent's token. */
  async touch(id: number, instant: string): Promise<void> {
    const { database, world } = this.#scope;
    await database
      .updateTable('agents')
      .set({ last_used_at: instant })
      .where('world', '=', world)
      .where('id', '=', id)
      .execute();
  }
}
