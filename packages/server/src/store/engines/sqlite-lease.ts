import type { Soon } from '@gitlab-internal-api/validator';
import {
  type CompiledQuery,
  type ConnectionProvider,
  DefaultQueryExecutor,
  type DialectAdapter,
  type QueryResult,
} from 'kysely';
import type { PromptExecutor } from './prompt-executor.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { compiler } from './sqlite-executor.ts';

/** The connection for as long as a transaction has it: what comes after its end would be part of somebody else's. */
export class Lease implements ConnectionProvider {
  readonly #connection: SqliteConnection;
  #isOver = false;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  get connection(): SqliteConnection {
    if (this.#isOver) throw new Error('the transaction is over');
    return this.#connection;
  }

  async provideConnection<Result>(use: (connection: SqliteConnection) => Promise<Result>): Promise<Result> {
    return use(this.connection);
  }

  end(): void {
    this.#isOver = true;
  }
}

/** Runs the queries of a transaction. */
export class LeaseExecutor extends DefaultQueryExecutor implements PromptExecutor {
  readonly #lease: Lease;

  constructor(adapter: DialectAdapter, lease: Lease) {
    super(compiler, adapter, lease);
    this.#lease = lease;
  }

  answer<Row>(query: CompiledQuery, parameters: readonly unknown[]): Soon<readonly Row[]> {
    return this.#lease.connection.answer(query, parameters);
  }

  override async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#lease.connection.executeQuery(query);
  }
}
