import { type Dialect, SqliteIntrospector } from 'kysely';
import type { Engine } from './engine.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { isSqliteAway, SqliteDriver } from './sqlite-driver.ts';
import { compiler, SqliteExecutor } from './sqlite-executor.ts';

/** Opens SQLite, Node's own: in a file, or in memory where the file is `:memory:`. */
export function openSqlite(file: string): Engine {
  const driver = new SqliteDriver(file);
  const executor = new SqliteExecutor(driver);
  const dialect: Dialect = {
    createDriver: () => driver,
    createAdapter: () => executor.adapter,
    createQueryCompiler: () => compiler,
    createIntrospector: (tables) => new SqliteIntrospector(tables),
  };
  const database = new SqliteDatabase(driver, { config: { dialect }, dialect, driver, executor });
  const isMemory = file === ':memory:';
  return {
    database,
    name: isMemory ? 'memory' : `sqlite:${file}`,
    patience: undefined,
    takeTurns: (change) => database.transaction().execute(change),
    ...(isMemory && { watch: (table: string, changed: () => void) => driver.connection.watch(table, changed) }),
    isAway: isSqliteAway,
    close: () => database.destroy(),
  };
}
