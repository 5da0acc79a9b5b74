import type { DatabaseSync } from 'node:sqlite';
import { type CompiledQuery, type RootOperationNode, SelectQueryNode } from 'kysely';
import { KeptRows } from './kept-rows.ts';
import { SqliteConnection } from './sqlite-connection.ts';

/**
 * The connection to a database in memory, which nobody else has. Rows that were read are kept until their tables change, and a
 * transaction begins when it first writes, for most requests write nothing.
 *
 * All transactions are savepoints in one of SQLite's that never ends. At a commit SQLite looks through its whole cache for pages
 * behind the last one whenever an index was split, and a token took three times as long when there were 240,000.
 */
export class MemoryConnection extends SqliteConnection {
  readonly #kept = new KeptRows();
  #isOpen = false;
  #transaction: 'none' | 'due' | 'begun' = 'none';

  constructor(sqlite: DatabaseSync) {
    super(sqlite, (run) => run());
  }

  override run<Row>(query: CompiledQuery, parameters: readonly unknown[]): Row[] {
    if (!SelectQueryNode.is(query.query)) this.#write(query.query);
    return super.run<Row>(query, parameters);
  }

  override rows<Row>(query: CompiledQuery, parameters: readonly unknown[]): readonly Row[] {
    const known = this.#kept.find<Row>(query, parameters);
    if (known) return known;
    const rows = this.run<Row>(query, parameters);
    if (SelectQueryNode.is(query.query)) this.#kept.keep(query, parameters, rows);
    return rows;
  }

  override begin(): void {
    this.#transaction = 'due';
  }

  override commit(): void {
    if (this.#end() === 'begun') this.command('release request');
  }

  /** What was read in a transaction that is undone may never have been. */
  override async rollback(): Promise<void> {
    if (this.#end() !== 'begun') return;
    this.#kept.clear();
    this.command('rollback to request');
    this.command('release request');
  }

  #write(statement: RootOperationNode): void {
    if (this.#transaction === 'due') this.#beginNow();
    this.#kept.drop(statement);
  }

  #beginNow(): void {
    if (!this.#isOpen) this.command('begin');
    this.#isOpen = true;
    this.command('savepoint request');
    this.#transaction = 'begun';
  }

  #end(): 'none' | 'due' | 'begun' {
    const ended = this.#transaction;
    this.#transaction = 'none';
    return ended;
  }
}
