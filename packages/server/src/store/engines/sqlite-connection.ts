import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
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

/** Runs a query as soon as no other process is in the way. */
export type WhenFree = <Result>(run: () => Result) => Promise<Result>;

/** The connection to an SQLite file. */
export class SqliteConnection implements DatabaseConnection {
  readonly #sqlite: DatabaseSync;
  readonly #whenFree: WhenFree;
  readonly #statements = new Map<string, StatementSync>();

  constructor(sqlite: DatabaseSync, whenFree: WhenFree) {
    this.#sqlite = sqlite;
    this.#whenFree = whenFree;
  }

  executeQuery<Row>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<Row>> {
    const values = parameters as readonly SQLInputValue[];
    return this.#whenFree(() => {
      const statement = this.#prepare(sql);
      if (returnsRows(query)) return { rows: statement.all(...values) as Row[] };
      return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) };
    });
  }

  /** Kysely's interface has it, and nothing here reads a table bit by bit. */
  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('SQLite gives all rows at once');
  }

  close(): void {
    this.#sqlite.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#sqlite.prepare(sql);
    if (this.#statements.size >= kept.most) this.#statements.clear();
    if (sql.length <= kept.longest) this.#statements.set(sql, statement);
    return statement;
  }
}

function returnsRows(query: RootOperationNode): boolean {
  return SelectQueryNode.is(query) || RawNode.is(query) || ('returning' in query && query.returning !== undefined);
}
