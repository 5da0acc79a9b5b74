import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../postgres.test-support.ts';
import { call, type Received } from '../requests.test-support.ts';
import { startProcess } from '../server-process.test-support.ts';
import { startStub } from '../start-stub.ts';
import { defaultWorld } from '../world/default.ts';
import { openDatabase } from './engines/open.ts';
import { lastingEngines, temporaryFolder } from './engines.test-support.ts';

const postgres = await startPostgres();
const folder = temporaryFolder();
afterAll(async () => {
  await postgres.remove();
  folder[Symbol.dispose]();
});

const discover = (username: string) => `GET /api/v4/internal/discover?username=${username}`;
const asShell = { as: 'shell' } as const;

for (const { name, isThere, create } of lastingEngines(folder.path, postgres)) {
  describe.skipIf(!isThere)(`On ${name}`, () => {
    test('servers that start together on an empty database make one world, and share it', async () => {
      const database = await create();
      const servers = await Promise.all(Array.from({ length: 3 }, () => startProcess({ database })));
      const [first, ...others] = servers;
      const { body } = await call(first as { url: string }, 'POST /api/v4/internal/personal_access_token', {
        ...asShell,
        json: { key_id: 11, name: 'shared', scopes: ['api'] },
      });
      const headers = { 'PRIVATE-TOKEN': String(body.token) };
      for (const other of others) {
        expect(await call(other, 'GET /api/v4/namespaces/1234/gitlab_subscription', { headers })).toMatchObject({
          status: 200,
        });
      }
      expect(await countRows(database)).toEqual({ users: defaultWorld().users?.length, migrations: 1 });
      await Promise.all(servers.map((server) => server.kill()));
    });

    test('a server goes on where the last one ended, whatever world it is started with', async () => {
      const database = await create();
      const world = { ...defaultWorld(), instance: { gitlab_com: false } };
      await using first = await startStub({ database, world });
      await call(first, 'POST /api/scim/v2/groups/test_group/Users', { as: 'scim', json: newUser });
      await first.close();
      await using second = await startStub({
        database,
        world: { instance: { gitlab_com: true }, secrets: world.secrets ?? {} },
      });
      expect((await call(second, discover('new.user'), asShell)).body).toMatchObject({ name: 'New User' });
      expect((await call(second, discover('rubi'), asShell)).body).toMatchObject({ id: 7 });
      expect(
        await call(second, 'DELETE /api/v4/internal/upcoming_reconciliations?namespace_id=22', { as: 'admin' }),
      ).toMatchObject({ status: 403 });
    });

    test('each server tells its own address, unless the world has one', async () => {
      const database = await create();
      await using one = await startStub({ database });
      await using other = await startStub({ database });
      expect(await repositoryUrl(one)).toBe(`${one.url}/gnuwget/wget2.git`);
      expect(await repositoryUrl(other)).toBe(`${other.url}/gnuwget/wget2.git`);
      await other.reload({ ...defaultWorld(), instance: { external_url: 'https://gitlab.example.com' } });
      await using third = await startStub({ database });
      expect(await repositoryUrl(third)).toBe('https://gitlab.example.com/gnuwget/wget2.git');
    });

    test('a reload puts another world in the place of the one that is there', async () => {
      const database = await create();
      await using stub = await startStub({ database });
      const { secrets = {} } = defaultWorld();
      await Promise.all([
        stub.reload({ secrets, users: [{ id: 1, username: 'other' }] }),
        stub.reload({ secrets, users: [{ id: 1, username: 'other' }] }),
      ]);
      expect((await call(stub, discover('other'), asShell)).body).toMatchObject({ id: 1 });
      expect((await call(stub, discover('root'), asShell)).body).toBeNull();
      await using next = await startStub({ database });
      expect((await call(next, discover('other'), asShell)).body).toMatchObject({ id: 1 });
    });
  });
}

const newUser = {
  externalId: 'new-uid',
  userName: 'new.user',
  active: true,
  emails: [{ primary: true, type: 'work', value: 'new.user@example.com' }],
  name: { formatted: 'New User', familyName: 'User', givenName: 'New' },
};

async function repositoryUrl(stub: { readonly url: string }): Promise<unknown> {
  const { body }: Received = await call(stub, 'POST /api/v4/internal/lfs_authenticate', {
    ...asShell,
    json: { key_id: 11, project: 'gnuwget/wget2' },
  });
  return body.repository_http_path;
}

async function countRows(name: string): Promise<object> {
  const engine = openDatabase(name);
  const users = await engine.database.selectFrom('users').select('id').execute();
  const migrations = await sql`select name from kysely_migration`.execute(engine.database);
  await engine.close();
  return { users: users.length, migrations: migrations.rows.length };
}
