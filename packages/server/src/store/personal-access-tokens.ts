import { after, type Soon } from '@gitlab-internal-api/validator';
import type { Selectable } from 'kysely';
import { Prepared } from './prepared.ts';
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
  findByDigest(digest: string): Soon<PersonalAccessToken | undefined> {
    return byDigest.first(this.#scope, { digest });
  }

  /** Keeps a new token, by its digest. */
  add(token: Omit<PersonalAccessToken, 'id' | 'world'>): Soon<unknown> {
    return after(nextId(this.#scope, 'personal_access_tokens'), (id) => addition.all(this.#scope, { ...token, id }));
  }
}

const byDigest = new Prepared(({ database, world }, { digest }: { digest: string }) =>
  database.selectFrom('personal_access_tokens').selectAll().where('world', '=', world).where('digest', '=', digest),
);

const addition = new Prepared(
  (
    { database, world },
    { id, user_id, name, digest, token, scopes, expires_at }: Omit<PersonalAccessToken, 'world'>,
  ) => {
    const row = { world, id, user_id, name, digest, token, scopes, expires_at };
    return database.insertInto('personal_access_tokens').values(row);
  },
);
