import type { Engine } from './engine.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** A text that names no database; the message says what would. */
export class UnknownDatabaseError extends Error {
  override name = 'UnknownDatabaseError';
}

/** A database that a server cannot start with; the message says which it is and what is wrong with it. */
export class UnusableDatabaseError extends Error {
  override name = 'UnusableDatabaseError';
}

/** Opens the database that `--database` names. Nothing is read yet: whether it is there shows at the first query. */
export function openDatabase(name: string): Engine {
  if (name === 'memory') return openSqlite(':memory:');
  if (name.startsWith('sqlite:') && name.length > 'sqlite:'.length) return openSqlite(name.slice('sqlite:'.length));
  if (/^postgres(ql)?:\/\//.test(name) && URL.canParse(name)) return openPostgres(name);
  throw new UnknownDatabaseError(`'${name}' names no database; memory, sqlite:FILE and postgres://… do`);
}

/** Says what is wrong with a database that a server cannot start with. */
export function unusable({ name }: Engine, error: unknown): UnusableDatabaseError {
  const { message, errors = [] } = error as Error & { errors?: Error[] };
  return new UnusableDatabaseError(`${name} cannot be used: ${message || (errors[0]?.message ?? String(error))}`, {
    cause: error,
  });
}
