import type { Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Scope } from './scope.ts';
import { nextIds } from './sequences.ts';

/** A pack of CI/CD minutes; a namespace knows it by `purchase_xid`. */
export type MinutesPack = Omit<Selectable<Schema['minutes_packs']>, 'world' | 'id'>;

/** The packs of CI/CD minutes of a world. */
export class MinutesPacks {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Lets nobody else add packs until this transaction ends: who may have one depends on all that there are. */
  async lock(): Promise<void> {
    await nextIds(this.#scope, 'minutes_packs', 0);
  }

  /** The packs of these purchases, whatever their namespace. */
  async findByPurchase(purchases: readonly string[]): Promise<MinutesPack[]> {
    const { database, world } = this.#scope;
    const found: MinutesPack[] = [];
    for (const some of chunks(purchases)) {
      const query = database
        .selectFrom('minutes_packs')
        .select(['namespace_id', 'purchase_xid', 'number_of_minutes', 'expires_at']);
      found.push(...(await query.where('world', '=', world).where('purchase_xid', 'in', some).execute()));
    }
    return found;
  }

  /** Adds packs; one that its namespace has already stays as it is. */
  async add(packs: readonly MinutesPack[]): Promise<void> {
    if (packs.length === 0) return;
    const first = await nextIds(this.#scope, 'minutes_packs', packs.length);
    await this.#insert(packs.map((pack, index) => ({ ...pack, id: first + index })));
  }

  /** Moves all packs to another namespace. Of a purchase that both have, the target keeps its own pack. */
  async move(fromId: number, toId: number): Promise<void> {
    const { database, world } = this.#scope;
    const moved = await database
      .deleteFrom('minutes_packs')
      .where('world', '=', world)
      .where('namespace_id', '=', fromId)
      .returningAll()
      .execute();
    await this.#insert(moved.map((pack) => ({ ...pack, namespace_id: toId })));
  }

  async #insert(packs: readonly (MinutesPack & { readonly id: number })[]): Promise<void> {
    const { database, world } = this.#scope;
    // One order for all: two processes that insert the same packs would otherwise wait for each other.
    const ordered = packs.toSorted((a, b) => (a.purchase_xid < b.purchase_xid ? -1 : 1));
    for (const some of chunks(ordered)) {
      await database
        .insertInto('minutes_packs')
        .values(some.map((pack) => ({ ...pack, world })))
        .onConflict((conflict) => conflict.columns(['world', 'namespace_id', 'purchase_xid']).doNothing())
        .execute();
    }
  }
}

// Six columns each: far from the 32,766 variables that SQLite takes in a statement.
const rowsPerStatement = 1000;

function* chunks<Item>(items: readonly Item[]): Iterable<Item[]> {
  for (let start = 0; start < items.length; start += rowsPerStatement)
    yield items.slice(start, start + rowsPerStatement);
}
