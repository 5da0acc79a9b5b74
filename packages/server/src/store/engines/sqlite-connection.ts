import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  RawNode,
  type RootOperationNode,
  SelectQueryNode,
} from 'kysely';
import type { Soon } from './prompt-executor.ts';

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

  /** Runs a query; throws where another process is in the way. */
  run<Row>({ sql, parameters, query }: CompiledQuery): QueryResult<Row> {
    const { statement, read } = this.#prepare(sql, query);
    const values = parameters as readonly SQLInputValue[];
    if (read) return { rows: read(values) as Row[] };
    return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) };
  }

  /** Runs a query, and waits for another process only where one is in the way. */
  answer<Row>(query: CompiledQuery): Soon<QueryResult<Row>> {
    return this.#whenFree(() => this.run(query));
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.answer(query);
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

  #prepare(sql: string, query: RootOperationNode): PreparedStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#sqlite.prepare(sql);
    const prepared = { statement, read: returnsRows(query) ? readerOf(statement) : undefined };
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
