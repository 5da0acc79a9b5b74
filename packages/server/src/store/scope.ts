import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** What a noun of the store queries: the tables, and the world whose rows it may see. */
export interface Scope {
  readonly database: Kysely<Schema>;
  readonly world: string;
}
