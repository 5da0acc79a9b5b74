import type { Insertable, Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Scope } from './scope.ts';
import { nextId } from './sequences.ts';

/** A personal access token of the world, without the token itself. */
export type PersonalAccessToken = Selectable<Schema['personal_access_tokens']>;

/** The personal access tokens of a world. */
export class PersonalAccessTokens {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The token with a digest. */
  findByDigest(digest: string): Promise<PersonalAccessToken | undefined> {
    const { database, world } = this.#scope;
    return database
      .selectFrom('personal_access_tokens')
      .selectAll()
      .where('world', '=', world)
      .where('digest', '=', digest)
      .executeTakeFirst();
  }

  /** Keeps a new token, by its digest. */
  async add(token: Omit<Insertable<Schema['personal_access_tokens']>, 'id' | 'world'>): Promise<void> {
    const { database, world } = this.#scope;
    const id = await nextId(this.#scope, 'personal_access_tokens');
    await database
      .insertInto('personal_access_tokens')
      .values({ ...token, id, world })
      .execute();
  }
}
