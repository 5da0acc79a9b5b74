import {
  type CompiledQuery,
  DefaultConnectionProvider,
  DefaultQueryExecutor,
  type QueryResult,
  SqliteAdapter,
  SqliteQueryCompiler,
} from 'kysely';
import type { PromptExecutor, Soon } from './prompt-executor.ts';
import { isLocked, type SqliteDriver } from './sqlite-driver.ts';

/** Writes queries as SQLite reads them. */
export const compiler = new SqliteQueryCompiler();

/**
 * Runs queries outside of transactions. While nobody has the connection a query needs nobody's leave, and SQLite answers at
 * once: Kysely's own way, which asks for the connection and gives it back, takes longer than most queries.
 */
export class SqliteExecutor extends DefaultQueryExecutor implements PromptExecutor {
  readonly #driver: SqliteDriver;

  constructor(driver: SqliteDriver) {
    super(compiler, new TransactionalAdapter(), new DefaultConnectionProvider(driver));
    this.#driver = driver;
  }

  answer<Row>(query: CompiledQuery): Soon<QueryResult<Row>> {
    try {
      const result = this.#driver.idle?.run<Row>(query);
      if (result) return result;
    } catch (error) {
      // Another process writes; whoever waits for it does so in the queue.
      if (!isLocked(error)) throw error;
    }
    return super.executeQuery(query);
  }

  override async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.answer(query);
  }
}

/** SQLite undoes changes of tables with a transaction, too; Kysely is only more careful than it has to be. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
