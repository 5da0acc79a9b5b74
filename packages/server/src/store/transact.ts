import { setTimeout } from 'node:timers/promises';
import type { Scope } from './scope.ts';

/** How often something is tried that others get in the way of. */
const attempts = 10;

/**
 * Runs changes so that all of them are kept or none. Where another transaction got in the way they run again, on what the other
 * one has left; that happens on PostgreSQL alone, for SQLite lets in one at a time.
 */
export async function transact<Result>(
  { database, world }: Scope,
  run: (scope: Scope) => Promise<Result>,
): Promise<Result> {
  if (database.isTransaction) return run({ database, world });
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction().execute((transaction) => run({ database: transaction, world }));
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
