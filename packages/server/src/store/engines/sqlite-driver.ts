import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { after, type Soon } from '@gitlab-internal-api/validator';
import type { Driver, TransactionSettings } from 'kysely';
import { MemoryConnection } from './memory-connection.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { Turns } from './turns.ts';

/** Milliseconds. Whoever starts waits for a process that fills the tables, which takes up to a minute for a large world. */
const patience = { starting: 60_000, running: 5_000, away: 0 };

/** Between two looks at whether another process has let go of the file. */
const pause = 10;

/**
 * Has one connection to an SQLite file and lends it to one after the other. A transaction takes SQLite's write lock at once: one
 * that began by reading could not go on if another process wrote in the meantime. Another process is waited for between looks,
 * so that this one stays responsive.
 */
export class SqliteDriver implements Driver {
  readonly #file: string;
  readonly #turns = new Turns();
  #patience = patience.starting;
  #connection: SqliteConnection | undefined;
  #isClosed = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** The connection, if it is open and nobody has it. */
  get idle(): SqliteConnection | undefined {
    return this.#turns.isTaken ? undefined : this.#connection;
  }

  /** The connection, whoever has it. */
  get connection(): SqliteConnection {
    if (!this.#connection) throw new Error('the database is not open');
    return this.#connection;
  }

  async init(): Promise<void> {}

  /** The connection, as soon as nobody else has it; whoever takes it gives it back. */
  take(): Soon<SqliteConnection> {
    return after(this.#turns.take(), () => this.#connection ?? this.#opened());
  }

  give(): void {
    this.#turns.give();
  }

  begin(connection: SqliteConnection, isReadOnly = false): Soon<void> {
    return after(connection.begin(isReadOnly), () => {
      this.#patience = patience.running;
    });
  }

  async acquireConnection(): Promise<SqliteConnection> {
    return this.take();
  }

  async beginTransaction(connection: SqliteConnection, { accessMode }: TransactionSettings): Promise<void> {
    return this.begin(connection, accessMode === 'read only');
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    return connection.commit();
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    return connection.rollback();
  }

  async releaseConnection(): Promise<void> {
    this.give();
  }

  async destroy(): Promise<void> {
    this.#isClosed = true;
    this.#connection?.close();
    this.#connection = undefined;
  }

  async #opened(): Promise<SqliteConnection> {
    try {
      this.#connection = await this.#open();
      return this.#connection;
    } catch (error) {
      this.give();
      throw error;
    }
  }

  #open(): Soon<SqliteConnection> {
    if (this.#isClosed) throw new Error('the database is closed');
    if (this.#file === ':memory:') return new MemoryConnection(openFile(this.#file));
    return this.#whenFree(() => new SqliteConnection(openFile(this.#file), (run) => this.#whenFree(run)));
  }

  #whenFree<Result>(run: () => Result, start?: number): Soon<Result> {
    try {
      return run();
    } catch (error) {
      if (!isLocked(error)) throw error;
      return this.#later(run, start ?? performance.now(), error);
    }
  }

  /** Once somebody has waited in vain, nobody else waits until a transaction has begun again: those who wait stand in a queue. */
  async #later<Result>(run: () => Result, start: number, error: unknown): Promise<Result> {
    if (performance.now() - start >= this.#patience) {
      this.#patience = patience.away;
      throw error;
    }
    await setTimeout(pause);
    return this.#whenFree(run, start);
  }
}

/** What was acknowledged outlives the process: a write-ahead log is with the operating system once a transaction is committed. */
function openFile(file: string): DatabaseSync {
  const sqlite = new DatabaseSync(file);
  try {
    // Most other processes are done within the milliseconds of the busy timeout.
    sqlite.exec(
      'PRAGMA busy_timeout = 20; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -65536;',
    );
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

// https://www.sqlite.org/rescode.html: the lowest byte of a code is its kind.
const [busy, locked, readOnly, ioError, full, cannotOpen] = [5, 6, 8, 10, 13, 14];

function kindOf(error: unknown): number {
  return ((error as { errcode?: number } | undefined)?.errcode ?? 0) & 0xff;
}

/** Whether an error means that another process is in the way for a moment. */
export function isLocked(error: unknown): boolean {
  return [busy, locked].includes(kindOf(error));
}

/** Whether an error means that the file is locked by another process, full or gone, and not that a query is wrong. */
export function isSqliteAway(error: unknown): boolean {
  return [busy, locked, readOnly, ioError, full, cannotOpen].includes(kindOf(error));
}
