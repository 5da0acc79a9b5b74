import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Soon } from '@gitlab-internal-api/validator';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  RawNode,
  type RootOperationNode,
  SelectQueryNode,
} from 'kysely';

/** Statements that are kept prepared; there is a text for each number of rows that is inserted or looked for at once. */
const kept = { most: 500, longest: 4_000 };

/** Runs a query as soon as no other process is in the way, mostly at once. */
export type WhenFree = <Result>(run: () => Result) => Soon<Result>;

/** The connection to an SQLite file. */
export class SqliteConnection implements DatabaseConnection {
  readonly #sqlite: DatabaseSync;
  readonly #whenFree: WhenFree;
  readonly #statements = new Map<string, PreparedStatement>();

  constructor(sqlite: DatabaseSync, whenFree: WhenFree) {
    this.#sqlite = sqlite;
    this.#whenFree = whenFree;
  }

  /** Runs a query with these values; throws where another process is in the way. */
  run<Row>(query: CompiledQuery, parameters: readonly unknown[]): Row[] {
    const { statement, read } = this.#prepare(query.sql, query.query);
    const values = parameters as readonly SQLInputValue[];
    if (read) return read(values) as Row[];
    // Makes no object, unlike what tells how many rows have changed: nobody asks for that.
    statement.get(...values);
    return [];
  }

  /** The rows of a query with these values, which nobody may change, for others may be given them too. */
  rows<Row>(query: CompiledQuery, parameters: readonly unknown[]): readonly Row[] {
    return this.run(query, parameters);
  }

  /** The same, and waits for another process only where one is in the way. */
  answer<Row>(query: CompiledQuery, parameters: readonly unknown[]): Soon<readonly Row[]> {
    return this.#whenFree(() => this.rows(query, parameters));
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return { rows: await this.#whenFree(() => this.run(query, query.parameters)) };
  }

  /** Begins a transaction, which has the write lock from the start unless it only reads. */
  begin(isReadOnly = false): Soon<void> {
    return this.command(isReadOnly ? 'begin' : 'begin immediate');
  }

  commit(): Soon<void> {
    return this.command('commit');
  }

  /** After a full disk SQLite has rolled back by itself. */
  async rollback(): Promise<void> {
    try {
      await this.command('rollback');
    } catch (error) {
      if (!(error as Error).message.includes('no transaction is active')) throw error;
    }
  }

  /** Kysely's interface has it, and nothing here reads a table bit by bit. */
  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('SQLite gives all rows at once');
  }

  /** Calls a function whenever a statement changes a row of a table: SQLite itself does, so that no statement is missed. */
  watch(table: string, changed: () => void): void {
    const told = `${table}_changed`;
    this.#sqlite.function(told, () => {
      changed();
      return null;
    });
    for (const event of ['insert', 'update', 'delete'])
      this.#sqlite.exec(
        `create temp trigger ${told}_by_${event} after ${event} on ${table} begin select ${told}(); end`,
      );
  }

  close(): void {
    this.#sqlite.close();
  }

  /** Runs a statement that has neither values nor rows. */
  protected command(sql: string): Soon<void> {
    return this.#whenFree(() => void this.#prepare(sql).statement.get());
  }

  #prepare(sql: string, query?: RootOperationNode): PreparedStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#sqlite.prepare(sql);
    const prepared = { statement, read: query && returnsRows(query) ? readerOf(statement) : undefined };
    if (this.#statements.size >= kept.most) this.#statements.clear();
    if (sql.length <= kept.longest) this.#statements.set(sql, prepared);
    return prepared;
  }
}

interface PreparedStatement {
  readonly statement: StatementSync;
  /** Undefined where there are no rows to read. */
  readonly read: Read | undefined;
}

type Read = (values: readonly SQLInputValue[]) => object[];

/** Rows as arrays take Node two thirds of the time of rows as objects; it has them since 22.16. */
function readerOf(statement: StatementSync): Read {
  if (typeof statement.setReturnArrays !== 'function') return (values) => statement.all(...values);
  statement.setReturnArrays(true);
  const names = statement.columns().map(({ name }) => name);
  return (values) => statement.all(...values).map((row) => toObject(names, row));
}

function toObject(names: readonly string[], values: Readonly<Record<number, unknown>>): object {
  const row: Record<string, unknown> = {};
  for (let index = 0; index < names.length; index++) row[names[index] as string] = values[index];
  return row;
}

function returnsRows(query: RootOperationNode): boolean {
  return SelectQueryNode.is(query) || RawNode.is(query) || ('returning' in query && query.returning !== undefined);
}
