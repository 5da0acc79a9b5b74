import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { type ClockState, clockRange } from '../clock.ts';
import { Prepared } from './prepared.ts';
import type { Schema, WorldRow } from './schema.ts';

/** The worlds of a database: their settings and clocks. */
export class WorldRows {
  readonly #database: Kysely<Schema>;

  constructor(database: Kysely<Schema>) {
    this.#database = database;
  }

  /** The names of all worlds, in their order. */
  async names(): Promise<string[]> {
    const rows = await this.#database.selectFrom('worlds').select('name').execute();
    return rows.map(({ name }) => name).sort();
  }

  /** The revision of a world; undefined where there is none of that name. */
  async revision(name: string): Promise<string | undefined> {
    return (await revisionOf.first({ database: this.#database, world: name }, {}))?.revision;
  }

  /** A world as it is kept. */
  find(name: string): Promise<WorldRow | undefined> {
    return this.#database.selectFrom('worlds').selectAll().where('name', '=', name).executeTakeFirst();
  }

  /** Adds a world; false where there is one of that name. PostgreSQL lets one wait for a transaction that adds it, too. */
  async add(row: WorldRow): Promise<boolean> {
    const added = await this.#database
      .insertInto('worlds')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('name')
      .executeTakeFirst();
    return added !== undefined;
  }

  /** A world whose row nobody else changes until this transaction ends. */
  lock(name: string): Promise<WorldRow | undefined> {
    return this.change(name, {});
  }

  /** Changes a world, which gets a new revision; undefined where there is none of that name. */
  change(name: string, values: Partial<Omit<WorldRow, 'name'>>): Promise<WorldRow | undefined> {
    return this.#database
      .updateTable('worlds')
      .set({ revision: randomUUID(), ...values })
      .where('name', '=', name)
      .returningAll()
      .executeTakeFirst();
  }

  /** Puts a clock forward; undefined where there is no such world, or its clock would show what no clock may. */
  advance(name: string, milliseconds: number): Promise<ClockState | undefined> {
    const last = clockRange.last - milliseconds;
    return this.#database
      .updateTable('worlds')
      .set({
        revision: randomUUID(),
        clock_offset: sql<number>`clock_offset + ${milliseconds}`,
        clock_frozen: sql<number>`clock_frozen + ${milliseconds}`,
      })
      .where('name', '=', name)
      .where(sql<boolean>`coalesce(clock_frozen, clock_offset + ${Date.now()}) <= ${last}`)
      .returning(['clock_offset', 'clock_frozen'])
      .executeTakeFirst();
  }

  /** Deletes a world, its rows in other tables left; false where there is none of that name. */
  async remove(name: string): Promise<boolean> {
    const removed = await this.#database
      .deleteFrom('worlds')
      .where('name', '=', name)
      .returning('name')
      .executeTakeFirst();
    return removed !== undefined;
  }
}

// On a database that others share every request asks for it.
const revisionOf = new Prepared(({ database, world }) =>
  database.selectFrom('worlds').select('revision').where('name', '=', world),
);
