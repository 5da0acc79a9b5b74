import type { Soon } from '@gitlab-internal-api/validator';
import {
  type CompiledQuery,
  DefaultConnectionProvider,
  DefaultQueryExecutor,
  type QueryResult,
  SqliteAdapter,
  SqliteQueryCompiler,
} from 'kysely';
import type { PromptExecutor } from './prompt-executor.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
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

  answer<Row>(query: CompiledQuery, parameters: readonly unknown[]): Soon<readonly Row[]> {
    const rows = this.#atOnce((connection) => connection.rows<Row>(query, parameters));
    return rows ?? super.executeQuery<Row>({ ...query, parameters }).then((result) => result.rows);
  }

  override async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const rows = this.#atOnce((connection) => connection.run<Row>(query, query.parameters));
    return rows ? { rows } : super.executeQuery(query);
  }

  #atOnce<Rows>(run: (connection: SqliteConnection) => Rows): Rows | undefined {
    const connection = this.#driver.idle;
    try {
      return connection && run(connection);
    } catch (error) {
      // Another process writes; whoever waits for it does so in the queue.
      if (!isLocked(error)) throw error;
      return undefined;
    }
  }
}

/** SQLite undoes changes of tables with a transaction, too; Kysely is only more careful than it has to be. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
