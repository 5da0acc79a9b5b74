import {
  type CompiledQuery,
  type ConnectionProvider,
  DefaultConnectionProvider,
  DefaultQueryExecutor,
  type DialectAdapter,
  type QueryResult,
  SqliteAdapter,
  SqliteQueryCompiler,
} from 'kysely';
import { isLocked, type SqliteDriver } from './sqlite-driver.ts';

/** Writes queries as SQLite reads them. */
export const compiler = new SqliteQueryCompiler();

/**
 * Runs queries outside of transactions. While nobody has the connection a query needs nobody's leave, and SQLite answers at
 * once: Kysely's own way, which asks for the connection and gives it back, takes longer than most queries.
 */
export class SqliteExecutor extends DefaultQueryExecutor {
  readonly #driver: SqliteDriver;

  constructor(driver: SqliteDriver) {
    super(compiler, new TransactionalAdapter(), new DefaultConnectionProvider(driver));
    this.#driver = driver;
  }

  override async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      const result = this.#driver.idle?.run<Row>(query);
      if (result) return result;
    } catch (error) {
      // Another process writes; whoever waits for it does so in the queue.
      if (!isLocked(error)) throw error;
    }
    return super.executeQuery(query);
  }

  /** Kysely asks for this once it has the connection, for a transaction. */
  override withConnectionProvider(provider: ConnectionProvider): DefaultQueryExecutor {
    return new HolderExecutor(this.#driver, this.adapter, provider);
  }
}

/** Runs the queries of whoever has the connection. */
class HolderExecutor extends DefaultQueryExecutor {
  readonly #driver: SqliteDriver;

  constructor(driver: SqliteDriver, adapter: DialectAdapter, provider: ConnectionProvider) {
    super(compiler, adapter, provider);
    this.#driver = driver;
  }

  override executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#driver.connection.executeQuery(query);
  }

  override withConnectionProvider(): DefaultQueryExecutor {
    return this;
  }
}

/** SQLite undoes changes of tables with a transaction, too; Kysely is only more careful than it has to be. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
