import { setTimeout } from 'node:timers/promises';
import type { Soon } from '@gitlab-internal-api/validator';
import { SqliteDatabase } from './engines/sqlite-database.ts';
import type { Scope } from './scope.ts';

/** How often something is tried that others get in the way of. */
const attempts = 10;

/**
 * Runs changes so that all of them are kept or none. Where another transaction got in the way they run again, on what the other
 * one has left; that happens on PostgreSQL alone, for SQLite lets in one at a time.
 */
export function transact<Result>(scope: Scope, run: (scope: Scope) => Promise<Result>): Promise<Result>;
/** The same of changes that may be made at once; then they are, where the database does so. */
export function transact<Result>(scope: Scope, run: (scope: Scope) => Soon<Result>): Soon<Result>;
export function transact<Result>({ database, world }: Scope, run: (scope: Scope) => Soon<Result>): Soon<Result> {
  if (database.isTransaction) return run({ database, world });
  if (database instanceof SqliteDatabase) return database.transact((inside) => run({ database: inside, world }));
  return repeated(() => database.transaction().execute(async (inside) => run({ database: inside, world })));
}

async function repeated<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === attempts || !isCollision(error)) throw error;
    }
    await setTimeout(Math.random() * 10 * attempt);
  }
}

/** PostgreSQL's codes for: not serializable, deadlock, and a row that somebody else has added after it was looked for. */
const collisions = new Set(['40001', '40P01', '23505']);

function isCollision(error: unknown): boolean {
  return collisions.has((error as { code?: string } | undefined)?.code ?? '');
}
