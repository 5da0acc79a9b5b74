import type { Soon } from '@gitlab-internal-api/validator';
import type { Selectable } from 'kysely';
import { Prepared } from './prepared.ts';
import type { Schema } from './schema.ts';
import type { Scope } from './scope.ts';

/** The subscription of a namespace of the world. */
export type Subscription = Omit<Selectable<Schema['subscriptions']>, 'world'>;

/** The subscriptions of a world. */
export class Subscriptions {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The subscription of a namespace. */
  find(namespaceId: number): Soon<Subscription | undefined> {
    return ofNamespace.first(this.#scope, { namespaceId });
  }

  /** The subscription of a namespace, which nobody else changes before the transaction ends: an update that changes nothing locks its row. */
  lock(namespaceId: number): Soon<Subscription | undefined> {
    return locked.first(this.#scope, { namespaceId });
  }

  /** Adds a subscription; false where its namespace has one already. */
  async add(subscription: Subscription): Promise<boolean> {
    const { database, world } = this.#scope;
    const added = await database
      .insertInto('subscriptions')
      .values({ ...subscription, world })
      .onConflict((conflict) => conflict.columns(['world', 'namespace_id']).doNothing())
      .returning('namespace_id')
      .executeTakeFirst();
    return added !== undefined;
  }

  /** Keeps a subscription as it is now. */
  async save({ namespace_id, ...changed }: Subscription): Promise<void> {
    const { database, world } = this.#scope;
    await database
      .updateTable('subscriptions')
      .set(changed)
      .where('world', '=', world)
      .where('namespace_id', '=', namespace_id)
      .execute();
  }
}

const ofNamespace = new Prepared(({ database, world }, { namespaceId }: { namespaceId: number }) =>
  database.selectFrom('subscriptions').selectAll().where('world', '=', world).where('namespace_id', '=', namespaceId),
);

const locked = new Prepared(({ database, world }, { namespaceId }: { namespaceId: number }) =>
  database
    .updateTable('subscriptions')
    .set(({ ref }) => ({ namespace_id: ref('namespace_id') }))
    .where('world', '=', world)
    .where('namespace_id', '=', namespaceId)
    .returningAll(),
);
