import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Connections to a database, and how many wait for one. */
export interface Connections {
  readonly busy: number;
  readonly idle: number;
  readonly waiting: number;
}

/** An open database. */
export interface Engine {
  readonly database: Kysely<Schema>;
  /** What it is and where, for messages: without a password. */
  readonly name: string;
  /** For how many milliseconds an answer is waited for before somebody looks after it; undefined where it always comes. */
  readonly patience: number | undefined;
  /** Changes the tables; processes that start together take turns. */
  takeTurns<Result>(change: (database: Kysely<Schema>) => Promise<Result>): Promise<Result>;
  /** Has somebody told of every change of a table, before others can see it; undefined where other processes make some, too. */
  watch?(table: keyof Schema, changed: () => void): void;
  /** How busy its connections are; undefined where there is but one. */
  connections?(): Connections;
  /** Whether an error means that the database is away for now: the request may be repeated later. */
  isAway(error: unknown): boolean;
  /** Closes the database; what was acknowledged is kept. */
  close(): Promise<void>;
}
