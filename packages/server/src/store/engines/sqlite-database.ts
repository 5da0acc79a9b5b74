import { after, type Soon } from '@gitlab-internal-api/validator';
import { Kysely, type KyselyProps, Transaction, TransactionBuilder } from 'kysely';
import type { Schema } from '../schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import type { SqliteDriver } from './sqlite-driver.ts';
import { Lease, LeaseExecutor } from './sqlite-lease.ts';

/** The tables of SQLite. Kysely still runs transactions that have settings, such as to read only. */
export class SqliteDatabase extends Kysely<Schema> {
  readonly #driver: SqliteDriver;
  readonly #props: KyselyProps;

  constructor(driver: SqliteDriver, props: KyselyProps) {
    super(props);
    this.#driver = driver;
    this.#props = props;
  }

  override transaction(): TransactionBuilder<Schema> {
    return new SqliteTransactions(this, this.#props);
  }

  /** Runs a transaction: at once where nobody else is in one, and what it does answers at once. */
  transact<Result>(run: (transaction: Transaction<Schema>) => Soon<Result>): Soon<Result> {
    return after(this.#driver.take(), (connection) => this.#lend(connection, run));
  }

  #lend<Result>(connection: SqliteConnection, run: (transaction: Transaction<Schema>) => Soon<Result>): Soon<Result> {
    const lease = new Lease(connection);
    const executor = new LeaseExecutor(this.#props.executor.adapter, lease);
    const end = () => {
      lease.end();
      this.#driver.give();
    };
    const begun = () => this.#driver.begin(connection);
    const result = kept(connection, begun, () => run(new Transaction({ ...this.#props, executor })));
    if (result instanceof Promise) return result.finally(end);
    end();
    return result;
  }
}

/** What a transaction results in, after it was committed or rolled back. */
function kept<Result>(connection: SqliteConnection, begin: () => Soon<void>, run: () => Soon<Result>): Soon<Result> {
  const undo = async (error: unknown): Promise<never> => {
    await connection.rollback();
    throw error;
  };
  try {
    const result = after(after(begin(), run), (done) => after(connection.commit(), () => done));
    return result instanceof Promise ? result.catch(undo) : result;
  } catch (error) {
    return undo(error);
  }
}

/** Runs transactions as Kysely does, in half the time: that one is made for databases that answer later, and for settings. */
class SqliteTransactions extends TransactionBuilder<Schema> {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase, props: KyselyProps) {
    super(props);
    this.#database = database;
  }

  override async execute<Result>(run: (transaction: Transaction<Schema>) => Promise<Result>): Promise<Result> {
    return this.#database.transact(run);
  }
}
