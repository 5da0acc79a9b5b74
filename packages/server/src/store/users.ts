import type { Insertable, Selectable } from 'kysely';
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
  find(id: number): Promise<User | undefined> {
    const { database, world } = this.#scope;
    return database.selectFrom('users').selectAll().where('world', '=', world).where('id', '=', id).executeTakeFirst();
  }

  /** The user with a username, in any case. */
  findByUsername(username: string): Promise<User | undefined> {
    const { database, world } = this.#scope;
    const users = database.selectFrom('users').selectAll().where('world', '=', world);
    return users.where(({ fn }) => fn<string>('lower', ['username']), '=', username.toLowerCase()).executeTakeFirst();
  }

  /** The user with an e-mail address, in any case. */
  findByEmail(email: string): Promise<User | undefined> {
    const { database, world } = this.#scope;
    const users = database.selectFrom('users').selectAll().where('world', '=', world);
    return users.where(({ fn }) => fn<string>('lower', ['email']), '=', email.toLowerCase()).executeTakeFirst();
  }

  /** Adds an ordinary user; undefined where the username or the address is taken. */
  async create(user: Pick<User, 'username' | 'name' | 'email'>): Promise<User | undefined> {
    const { database, world } = this.#scope;
    const defaults = { admin: 0, state: 'active', two_factor: 0, password_expired: 0, last_activity_on: null } as const;
    const row = { world, id: await nextId(this.#scope, 'users'), ...user, ...defaults };
    return database
      .insertInto('users')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
  }

  /** Adds a user. */
  async add(user: Omit<Insertable<Schema['users']>, 'world'>): Promise<void> {
    const { database, world } = this.#scope;
    await database
      .insertInto('users')
      .values({ ...user, world })
      .execute();
  }

  /** Records that a user did something on a day. */
  async touch(id: number, day: string): Promise<void> {
    const { database, world } = this.#scope;
    await database
      .updateTable('users')
      .set({ last_activity_on: day })
      .where('world', '=', world)
      .where('id', '=', id)
      .execute();
  }
}
