import { call, type Received, type Sent } from '../requests.test-support.ts';
import { type SqliteFile, sqliteFile } from '../sqlite-file.test-support.ts';
import { type StartedStub, startStub } from '../start-stub.ts';
import { defaultWorld } from '../world/default.ts';
import type { World } from '../world/world.ts';

/** Where SCIM manages the users of the default world's group. */
export const users = '/api/scim/v2/groups/test_group/Users';

/** The external UID of the user `scim-one` in the default world. */
export const one = '0b1d561c-21ff-4092-beab-8154b17f82f2';

/** The external UID of the user `scim-two` in the default world. */
export const two = 'f0b1d561c-21ff-4092-beab-8154b17f82f2';

/** A user as the documentation creates one. */
export const documentedUser = {
  externalId: 'test_uid',
  active: null,
  userName: 'username',
  emails: [{ primary: true, type: 'work', value: 'name@example.com' }],
  name: { formatted: 'Test User', familyName: 'User', givenName: 'Test' },
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  meta: { resourceType: 'User' },
};

/** An error in the shape of SCIM. */
export function scimErrorOf(status: number, detail: unknown) {
  return { status, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], detail, status } };
}

type Namespace = NonNullable<World['namespaces']>[number];

/** The default world with another group `test_group`, and with more in it. */
export function worldWith(group: Partial<Namespace>, more: World = {}): World {
  const world = defaultWorld();
  const namespaces = world.namespaces?.map((namespace) =>
    namespace.path === 'test_group' ? { ...namespace, ...group } : namespace,
  );
  return {
    ...world,
    users: [...(world.users ?? []), ...(more.users ?? [])],
    namespaces: [...(namespaces ?? []), ...(more.namespaces ?? [])],
    projects: [...(world.projects ?? []), ...(more.projects ?? [])],
  };
}

/** A stub whose identity provider has the token of `test_group`, and a look at what it keeps. */
export interface ScimStub extends AsyncDisposable {
  readonly stub: StartedStub;
  /** Sends a request to the users of the group: `send('GET /some-id')`. */
  send(line: string, sent?: Sent): Promise<Received>;
  /** The role numbers of a user by place: `{ test_group: 30 }`. */
  roles(username: string): Promise<Record<string, number>>;
  /** How many rows a table has. */
  rows(table: 'users' | 'namespaces' | 'members' | 'scim_identities'): Promise<number>;
}

/** Starts a stub on a SQLite file. */
export async function startScimStub(world: World = defaultWorld(), gitlabVersion = 'latest'): Promise<ScimStub> {
  const file = sqliteFile();
  const stub = await startStub({ world, gitlabVersion, database: file.database });
  return {
    stub,
    send: (line, sent) => call(stub, line.replace(/^(\w+) ?/, `$1 ${users}`), { as: 'scim', ...sent }),
    roles: (username) => rolesOf(file, username),
    rows: async (table) => (await file.query((database) => database.selectFrom(table).selectAll().execute())).length,
    async [Symbol.asyncDispose]() {
      await stub.close();
      file[Symbol.dispose]();
    },
  };
}

async function rolesOf(file: SqliteFile, username: string): Promise<Record<string, number>> {
  const found = await file.query((database) =>
    database
      .selectFrom('members')
      .innerJoin('users', 'users.id', 'members.user_id')
      .leftJoin('namespaces', 'namespaces.id', 'members.source_id')
      .leftJoin('projects', 'projects.id', 'members.source_id')
      .select(['members.source', 'members.role', 'namespaces.path as namespace', 'projects.path as project'])
      .where('users.username', '=', username)
      .execute(),
  );
  return Object.fromEntries(found.map(({ source, role, ...paths }) => [paths[source] ?? '', role]));
}
