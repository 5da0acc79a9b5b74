import { createRequire } from 'node:module';
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type Pg from 'pg';
import type { Schema } from '../schema.ts';
import type { Engine } from './engine.ts';
import { PostgresDriver } from './postgres-driver.ts';

const load = createRequire(import.meta.url);

/** Opens PostgreSQL, which several servers may share: `postgres://user:password@host/database`. */
export function openPostgres(url: string): Engine {
  // Loaded here, because most servers keep their state in SQLite and should not wait for it.
  const pg: typeof Pg = load('pg');
  const pool = new pg.Pool({ connectionString: url, ...options, types: typesOf(pg) });
  // A connection that breaks between two queries fails at the next one; without listeners it would end the process.
  pool.on('error', ignore).on('connect', (client) => client.on('error', ignore));
  const database = new Kysely<Schema>({
    dialect: {
      createDriver: () => new PostgresDriver(pool),
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (tables) => new PostgresIntrospector(tables),
    },
  });
  return {
    database,
    name: withoutPassword(url),
    patience: 5_000,
    // Kysely's migrations take an advisory lock there.
    takeTurns: (change) => change(database),
    connections: () => ({
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    isAway: isPostgresAway,
    close: () => database.destroy(),
  };
}

/** The connections are those of one process; more replicas bring more. */
const options = { max: 10, connectionTimeoutMillis: 5_000, keepAlive: true, application_name: 'gitlab-internal-api' };

/** 64-bit integers are numbers, as in SQLite: counters are far from where numbers are no longer exact. */
function typesOf({ types }: typeof Pg): Pg.CustomTypesConfig {
  return {
    getTypeParser: (type, format) =>
      Number(type) === types.builtins.INT8 ? Number : types.getTypeParser(type, format),
  };
}

function ignore(): void {}

function withoutPassword(url: string): string {
  const { protocol, username, host, pathname } = URL.parse(url) ?? {
    protocol: 'postgres:',
    username: '',
    host: '…',
    pathname: '',
  };
  return `${protocol}//${username && `${username}@`}${host}${pathname}`;
}

/**
 * By the codes of PostgreSQL (https://www.postgresql.org/docs/current/errcodes-appendix.html) and the operating system: a connection
 * is lost (08), a login refused (28), the database gone (3D000), a replica may not write (25006), connections, memory or disk are
 * used up (53), the server stops, starts or cancels (57), the machine fails (58), another release has changed a table (0A000).
 */
const awayCodes = /^(08|28|3D000|25006|53|57|58|0A000|EPIPE|ECONN|ENOTFOUND|ETIMEDOUT|EHOST|ENET|EAI_)/;

// What the client of PostgreSQL says without a code.
const awayMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered|was closed))/;

/** Whether an error means that the database cannot be reached, and not that a query is wrong. */
function isPostgresAway(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string };
  return code === undefined ? awayMessages.test(message) : awayCodes.test(code);
}
