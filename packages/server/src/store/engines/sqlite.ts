import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Engine } from './engine.ts';
import { isSqliteAway, SqliteDriver } from './sqlite-driver.ts';

/** Opens SQLite, Node's own: in a file, or in memory where the file is `:memory:`. */
export function openSqlite(file: string): Engine {
  const database = new Kysely<Schema>({
    dialect: {
      createDriver: () => new SqliteDriver(file),
      createAdapter: () => new TransactionalAdapter(),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createIntrospector: (tables) => new SqliteIntrospector(tables),
    },
  });
  return {
    database,
    name: file === ':memory:' ? 'memory' : `sqlite:${file}`,
    patience: undefined,
    takeTurns: (change) => database.transaction().execute(change),
    isAway: isSqliteAway,
    close: () => database.destroy(),
  };
}

/** SQLite undoes changes of tables with a transaction, too; Kysely is only more careful than it has to be. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
