import type { Soon } from '@gitlab-internal-api/validator';
import type { Insertable, Selectable } from 'kysely';
import { Prepared } from './prepared.ts';
import type { Schema } from './schema.ts';
import type { Scope } from './scope.ts';
import { nextId } from './sequences.ts';

/** A user of the world. */
export type User = Selectable<Schema['users']>;

/** The users of a world. */
export class Users {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The user with an id. */
  find(id: number): Soon<User | undefined> {
    return byId.first(this.#scope, { id });
  }

  /** The user with a username, in any case. */
  findByUsername(username: string): Soon<User | undefined> {
    return byUsername.first(this.#scope, { folded: username.toLowerCase() });
  }

  /** The user with an e-mail address, in any case. */
  findByEmail(email: string): Soon<User | undefined> {
    return byEmail.first(this.#scope, { folded: email.toLowerCase() });
  }

  /** Adds an ordinary user; undefined where the username or the address is taken. */
  async create({ username, name, email }: Pick<User, 'username' | 'name' | 'email'>): Promise<User | undefined> {
    return creation.first(this.#scope, { id: await nextId(this.#scope, 'users'), username, name, email });
  }

  /** Adds a user. */
  async add(user: Omit<Insertable<Schema['users']>, 'world'>): Promise<void> {
    const { database, world } = this.#scope;
    await database
      .insertInto('users')
      .values({ ...user, world })
      .execute();
  }

  /** Records that a user, who was just looked up, did something on a day. */
  touch({ id, last_activity_on }: Pick<User, 'id' | 'last_activity_on'>, day: string): Soon<unknown> {
    return last_activity_on === day ? undefined : activity.all(this.#scope, { id, day });
  }
}

const byId = new Prepared(({ database, world }, { id }: { id: number }) =>
  database.selectFrom('users').selectAll().where('world', '=', world).where('id', '=', id),
);

const byUsername = new Prepared(({ database, world }, { folded }: { folded: string }) =>
  database
    .selectFrom('users')
    .selectAll()
    .where('world', '=', world)
    .where(({ fn }) => fn<string>('lower', ['username']), '=', folded),
);

const byEmail = new Prepared(({ database, world }, { folded }: { folded: string }) =>
  database
    .selectFrom('users')
    .selectAll()
    .where('world', '=', world)
    .where(({ fn }) => fn<string>('lower', ['email']), '=', folded),
);

const ordinary = { admin: 0, state: 'active', two_factor: 0, password_expired: 0, last_activity_on: null } as const;

const creation = new Prepared(
  ({ database, world }, { id, username, name, email }: Pick<User, 'id' | 'username' | 'name' | 'email'>) =>
    database
      .insertInto('users')
      .values({ world, id, username, name, email, ...ordinary })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll(),
);

const activity = new Prepared(({ database, world }, { id, day }: { id: number; day: string }) =>
  database.updateTable('users').set({ last_activity_on: day }).where('world', '=', world).where('id', '=', id),
);
