import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely';
import type pg from 'pg';

/** Prepared statements that are kept on each connection; there is a text for each number of rows that is inserted or looked for at once. */
const kept = { most: 500, longest: 4_000 };

/** Runs queries on the connections of a pool, as prepared statements: that spares PostgreSQL half of the work of a look-up. */
export class PostgresDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #names = new Map<string, string>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    return new PostgresConnection(await this.#pool.connect(), (query) => this.#nameOf(query));
  }

  async beginTransaction(connection: PostgresConnection, { accessMode }: TransactionSettings): Promise<void> {
    await connection.command(accessMode === 'read only' ? 'begin read only' : 'begin');
  }

  /** PostgreSQL answers ROLLBACK where a query has failed and nobody noticed. */
  async commitTransaction(connection: PostgresConnection): Promise<void> {
    if ((await connection.command('commit')) !== 'COMMIT')
      throw new Error('PostgreSQL has rolled the transaction back');
  }

  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    await connection.command('rollback').catch(() => connection.discard());
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release();
  }

  destroy(): Promise<void> {
    return this.#pool.end();
  }

  #nameOf({ sql, parameters }: CompiledQuery): string | undefined {
    const known = this.#names.get(sql);
    if (known !== undefined || parameters.length === 0 || sql.length > kept.longest || this.#names.size >= kept.most)
      return known;
    const name = `statement_${this.#names.size + 1}`;
    this.#names.set(sql, name);
    return name;
  }
}

/** A connection while it is not in the pool. */
export class PostgresConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #nameOf: (query: CompiledQuery) => string | undefined;
  #discarded = false;

  constructor(client: pg.PoolClient, nameOf: (query: CompiledQuery) => string | undefined) {
    this.#client = client;
    this.#nameOf = nameOf;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const name = this.#nameOf(query);
    const config = { text: query.sql, values: [...query.parameters], ...(name !== undefined && { name }) };
    const { rows, rowCount } = await this.#client.query(config).catch((error) => this.#fail(error));
    return { rows, ...(rowCount !== null && { numAffectedRows: BigInt(rowCount) }) };
  }

  /** Kysely's interface has it, and nothing here reads a table bit by bit. */
  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('PostgreSQL gives all rows at once');
  }

  /** Runs a command without parameters and says what PostgreSQL has done. */
  async command(text: string): Promise<string> {
    return (await this.#client.query(text)).command;
  }

  /** Does not give the connection back to the pool, which makes another when one is needed. */
  discard(): void {
    this.#discarded = true;
  }

  release(): void {
    this.#client.release(this.#discarded);
  }

  /** Statements that were prepared before another release of the server changed a table do not work any more. */
  #fail(error: { code?: string }): never {
    if (error.code === '0A000') this.discard();
    throw error;
  }
}
