import type { CompiledQuery } from 'kysely';
import type { Schema } from '../store/schema.ts';
import type { Scope } from '../store/scope.ts';

/** The tables whose rows belong to a world. */
export type Table = Exclude<keyof Schema, 'worlds'>;

/** A row of any table: what is in it was checked where it was made. */
export type AnyRow = Readonly<Record<string, unknown>>;

/**
 * Inserts rows that have the same columns, and tells after each statement how many it was. To make a statement takes longer
 * than to run it, so that a statement is made once for each number of rows.
 */
export async function* insertRows(
  scope: Scope,
  table: Table,
  rows: Iterable<AnyRow>,
): AsyncIterable<readonly AnyRow[]> {
  let statement: Statement | undefined;
  for (const chunk of chunks(rows)) {
    if (statement?.rows !== chunk.length) statement = prepare(scope, table, chunk);
    const { query, columns } = statement;
    const parameters = chunk.flatMap((row) => [scope.world, ...columns.map((column) => row[column])]);
    await scope.database.executeQuery({ ...query, parameters });
    yield chunk;
  }
}

interface Statement {
  readonly rows: number;
  readonly columns: readonly string[];
  readonly query: CompiledQuery;
}

function prepare({ database, world }: Scope, table: Table, chunk: readonly AnyRow[]): Statement {
  const columns = Object.keys(chunk[0] ?? {});
  const rows = chunk.map((row) => ({ world, ...Object.fromEntries(columns.map((column) => [column, row[column]])) }));
  // `users` stands for any table.
  const query = database
    .insertInto(table as 'users')
    .values(rows as never)
    .compile();
  return { rows: chunk.length, columns, query };
}

// So few that the statement's text is short enough for SQLite's connection to keep it prepared.
const rowsPerStatement = 80;

function* chunks(rows: Iterable<AnyRow>): Iterable<AnyRow[]> {
  let chunk: AnyRow[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < rowsPerStatement) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
