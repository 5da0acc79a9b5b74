import { Kysely, type KyselyProps, Transaction, TransactionBuilder } from 'kysely';
import type { Schema } from '../schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import type { SqliteDriver } from './sqlite-driver.ts';
import { Lease, LeaseExecutor } from './sqlite-lease.ts';

/** The tables of SQLite. Kysely still runs transactions that have settings, such as to read only. */
export class SqliteDatabase extends Kysely<Schema> {
  readonly #transactions: SqliteTransactions;

  constructor(driver: SqliteDriver, props: KyselyProps) {
    super(props);
    this.#transactions = new SqliteTransactions(driver, props);
  }

  override transaction(): TransactionBuilder<Schema> {
    return this.#transactions;
  }
}

/** Runs transactions as Kysely does, in half the time: that one is made for databases that answer later, and for settings. */
class SqliteTransactions extends TransactionBuilder<Schema> {
  readonly #driver: SqliteDriver;
  readonly #props: KyselyProps;

  constructor(driver: SqliteDriver, props: KyselyProps) {
    super(props);
    this.#driver = driver;
    this.#props = props;
  }

  override async execute<Result>(run: (transaction: Transaction<Schema>) => Promise<Result>): Promise<Result> {
    const connection = await this.#driver.acquireConnection();
    const lease = new Lease(connection);
    const executor = new LeaseExecutor(this.#props.executor.adapter, lease);
    try {
      return await this.#run(connection, () => run(new Transaction({ ...this.#props, executor })));
    } finally {
      lease.end();
      await this.#driver.releaseConnection();
    }
  }

  async #run<Result>(connection: SqliteConnection, run: () => Promise<Result>): Promise<Result> {
    await this.#driver.beginTransaction(connection, {});
    try {
      const result = await run();
      await this.#driver.commitTransaction(connection);
      return result;
    } catch (error) {
      await this.#driver.rollbackTransaction(connection);
      throw error;
    }
  }
}
