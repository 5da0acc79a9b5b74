import { writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { UnusableDatabaseError } from '../index.ts';
import { startPostgres } from '../postgres.test-support.ts';
import { call, type Received } from '../requests.test-support.ts';
import { type ServerProcess, startProcess } from '../server-process.test-support.ts';
import { startStub } from '../start-stub.ts';
import { openDatabase } from './engines/open.ts';
import { temporaryFolder } from './engines.test-support.ts';

const postgres = await startPostgres();
const folder = temporaryFolder();
afterAll(async () => {
  await postgres.remove();
  folder[Symbol.dispose]();
});

const usage = 'POST /api/v4/internal/kubernetes/usage_metrics';
const oneSync = { as: 'kas', json: { counters: { gitops_sync: 1 } } } as const;

describe.skipIf(!postgres.isThere)('When PostgreSQL goes away', () => {
  const { createDatabase, start, stop } = postgres;
  afterEach(start);

  test('the server answers 503 until it is back, and says so in two lines of its log', async () => {
    await using server = await startProcess({ database: await createDatabase(), logLevel: 'info' });
    expect(await call(server, usage, oneSync)).toMatchObject({ status: 204 });
    await stop();
    for (const refused of await Promise.all(Array.from({ length: 20 }, () => call(server, usage, oneSync))))
      expectUnavailable(refused);
    expectUnavailable(await call(server, 'GET /api/scim/v2/groups/test_group/Users', { as: 'scim' }));
    await start();
    await untilBack(server);
    await expect
      .poll(() => remarks(server), { timeout: 5_000 })
      .toEqual(['the database is away', 'the database is back']);
  });

  test('nothing is lost that was acknowledged, however often it goes', async () => {
    const database = await createDatabase();
    await using server = await startProcess({ database });
    const replies = { 204: 0, 503: 0 };
    let going = true;
    const send = async () => {
      replies[(await call(server, usage, oneSync)).status as keyof typeof replies] += 1;
    };
    const client = async () => {
      while (going) await send();
    };
    const clients = Array.from({ length: 10 }, client);
    for (let outage = 0; outage < 3; outage++) {
      await setTimeout(300);
      await stop();
      await setTimeout(300);
      await start();
    }
    await setTimeout(300);
    going = false;
    await Promise.all(clients);
    const counted = await countSyncs(database);
    expect(replies[204]).toBeGreaterThan(20);
    expect(replies[503]).toBeGreaterThan(0);
    expect(Object.keys(replies)).toEqual(['204', '503']);
    // What was refused may have been counted or not, for the answer of PostgreSQL was lost.
    expect(counted).toBeGreaterThanOrEqual(replies[204]);
    expect(counted).toBeLessThanOrEqual(replies[204] + replies[503]);
  });

  test('a network that swallows everything counts as away, too', async () => {
    const database = new URL(await createDatabase());
    await using network = await startNetwork(Number(database.port));
    database.port = String(network.port);
    await using server = await startProcess({ database: database.href, logLevel: 'info' });
    expect(await call(server, usage, oneSync)).toMatchObject({ status: 204 });
    network.freeze();
    const waiting = Array.from({ length: 20 }, () => call(server, usage, oneSync));
    for (const refused of await Promise.all(waiting)) expectUnavailable(refused);
    network.thaw();
    await untilBack(server);
    expect(remarks(server)[0]).toBe('the database is away');
    await expect.poll(() => remarks(server).at(-1), { timeout: 15_000 }).toBe('the database is back');
  });
});

describe('When another process locks the SQLite file', () => {
  test('writes get 503 until it lets go, and everything else goes on', async () => {
    const file = join(folder.path, 'locked.sqlite');
    await using server = await startProcess({ database: `sqlite:${file}`, logLevel: 'info' });
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    const writes = Array.from({ length: 20 }, () => call(server, usage, oneSync));
    const first = await Promise.race([call(server, 'GET /-/health'), ...writes]);
    expect(first).toMatchObject({ status: 200 });
    for (const refused of await Promise.all(writes)) expectUnavailable(refused);
    expect(await call(server, 'GET /api/v4/internal/discover?key_id=7', { as: 'shell' })).toMatchObject({
      status: 200,
    });
    other.exec('rollback');
    other.close();
    await untilBack(server);
    await expect
      .poll(() => remarks(server), { timeout: 5_000 })
      .toEqual(['the database is away', 'the database is back']);
  });

  test('a short lock is only waited for', async () => {
    const file = join(folder.path, 'short.sqlite');
    await using server = await startProcess({ database: `sqlite:${file}` });
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    const write = call(server, usage, oneSync);
    await setTimeout(500);
    other.exec('rollback');
    other.close();
    expect(await write).toMatchObject({ status: 204 });
  });
});

describe('A server does not start', () => {
  test.skipIf(!postgres.isThere)(
    'where PostgreSQL knows no such database, and says which in one line, without the password',
    async () => {
      const url = new URL(await postgres.createDatabase());
      const [missing, wrong, away] = [new URL(url), new URL(url), new URL(url)];
      missing.pathname = '/nowhere';
      wrong.password = 'secret-and-wrong';
      away.port = '1';
      const where = `postgres://postgres@${url.host}`;
      expect(await problemOf(missing.href)).toBe(`${where}/nowhere cannot be used: database "nowhere" does not exist`);
      expect(await problemOf(wrong.href)).toBe(
        `${where}${url.pathname} cannot be used: password authentication failed for user "postgres"`,
      );
      expect(await problemOf(away.href)).toBe(
        `postgres://postgres@127.0.0.1:1${url.pathname} cannot be used: connect ECONNREFUSED 127.0.0.1:1`,
      );
    },
  );

  test('on a file that cannot be made or is no database', async () => {
    const [missing, text] = [join(folder.path, 'no', 'folder.sqlite'), join(folder.path, 'text.sqlite')];
    writeFileSync(text, 'This is a text and no database. '.repeat(100));
    expect(await problemOf(`sqlite:${missing}`)).toBe(`sqlite:${missing} cannot be used: unable to open database file`);
    expect(await problemOf(`sqlite:${text}`)).toBe(`sqlite:${text} cannot be used: file is not a database`);
  });

  test('on the database of a newer release', async () => {
    const database = `sqlite:${join(folder.path, 'newer.sqlite')}`;
    await (await startStub({ database })).close();
    const file = new DatabaseSync(join(folder.path, 'newer.sqlite'));
    file.exec(`insert into kysely_migration values ('9999-newer', '2040-01-01T00:00:00.000Z')`);
    file.close();
    expect(await problemOf(database)).toBe(
      `${database} cannot be used: a newer release of this server has changed its tables (9999-newer)`,
    );
  });

  async function problemOf(database: string): Promise<string> {
    const error = await startStub({ database }).catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(UnusableDatabaseError);
    return (error as Error).message;
  }
});

function expectUnavailable({ status, headers, body }: Received): void {
  expect({ status, retryAfter: headers.get('Retry-After'), body }).toEqual({
    status: 503,
    retryAfter: '1',
    body: { message: '503 Service Unavailable' },
  });
}

function untilBack(server: ServerProcess): Promise<void> {
  return expect.poll(async () => (await call(server, usage, oneSync)).status, { timeout: 5_000 }).toBe(204);
}

/** A network between a server and its database. */
async function startNetwork(databasePort: number) {
  const ways: (readonly [from: Socket, to: Socket])[] = [];
  let frozen = false;
  const hub = createServer((near) => {
    const far = connect(databasePort, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ways.push([from, to]);
      from.on('error', () => to.destroy());
      if (!frozen) from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
  return {
    port: (hub.address() as AddressInfo).port,
    freeze: () => {
      frozen = true;
      for (const [from, to] of ways) from.unpipe(to);
    },
    thaw: () => {
      frozen = false;
      for (const [from, to] of ways) from.pipe(to);
    },
    async [Symbol.asyncDispose]() {
      for (const [from] of ways) from.destroy();
      hub.close();
    },
  };
}

/** What the log says beside the requests. */
function remarks({ log }: ServerProcess): string[] {
  return log.filter(({ status }) => status === undefined).map(({ msg }) => msg);
}

async function countSyncs(database: string): Promise<number> {
  const engine = openDatabase(database);
  const { value } = await engine.database
    .selectFrom('usage_counters')
    .select('value')
    .where('name', '=', 'gitops_sync')
    .executeTakeFirstOrThrow();
  await engine.close();
  return value;
}
