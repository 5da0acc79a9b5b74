import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digest } from '../store/digest.ts';
import type { Engine } from '../store/engines/engine.ts';
import { openSqlite } from '../store/engines/sqlite.ts';
import type { Schema } from '../store/schema.ts';
import type { Scope } from '../store/scope.ts';
import { nextId } from '../store/sequences.ts';
import { migrate, Store } from '../store/store.ts';
import { brokenWorld } from './broken-world.test-support.ts';
import { clear, populate } from './populate.ts';
import { printWorld } from './print.ts';
import type { World } from './world.ts';
import { parseWorld, readWorldFile, WorldFileError } from './world-file.ts';

let engine: Engine;
let scope: Scope;
let store: Store;

beforeEach(async () => {
  engine = openSqlite(':memory:');
  await migrate(engine);
  scope = { database: engine.database, world: 'default' };
  store = new Store(scope);
});
afterEach(() => engine.close());

describe('a populated world', () => {
  test('has what everything.yaml describes, in the form of the tables', async () => {
    await populate(scope, shipped('everything.yaml'));
    expect(await rows('users')).toMatchObject([
      {
        id: 1,
        username: 'ada',
        name: 'Ada',
        email: 'ada@example.org',
        admin: 1,
        state: 'active',
        two_factor: 1,
        password_expired: 1,
      },
      {
        id: 2,
        username: 'ben',
        name: 'ben',
        email: 'ben@example.com',
        admin: 0,
        state: 'deactivated',
        two_factor: 0,
        password_expired: 0,
      },
    ]);
    expect(await rows('personal_access_tokens')).toMatchObject([
      {
        user_id: 1,
        name: 'all',
        digest: digest('token-of-ada'),
        scopes: '["api","read_user"]',
        expires_at: '2030-01-31',
      },
    ]);
    expect(await rows('keys')).toMatchObject([
      {
        id: 1,
        user_id: 1,
        title: 'laptop',
        type: 'ssh-ed25519',
        usage_type: 'auth',
        created_at: '2021-02-03T02:05:06.000Z',
        expires_at: '2031-02-03T04:05:06.000Z',
      },
      { id: 2, user_id: null, title: 'robot', usage_type: 'auth_and_signing' },
    ]);
    expect(await rows('deploy_key_projects')).toMatchObject([
      { key_id: 2, project_id: 100, can_push: 1 },
      { key_id: 2, project_id: 101, can_push: 0 },
    ]);
    expect(await rows('projects')).toMatchObject([
      {
        id: 100,
        path: 'top/sub/one',
        visibility: 'public',
        lfs: 0,
        archived: 1,
        read_only: 1,
        repository: 0,
        default_branch: 'trunk',
        storage: 'second',
      },
      {
        id: 101,
        path: 'ben/own',
        namespace_id: 11,
        visibility: 'private',
        lfs: 1,
        archived: 0,
        read_only: 0,
        repository: 1,
        default_branch: 'main',
      },
    ]);
    expect(await rows('protected_branches')).toMatchObject([
      { project_id: 100, name: 'release/*', push_role: 0, force_push: 1 },
      { project_id: 100, name: 'trunk', push_role: 40, force_push: 0 },
    ]);
    expect(await rows('error_tracking_keys')).toMatchObject([
      { project_id: 100, public_key: 'public-key', enabled: 0 },
    ]);
    expect(await rows('broadcast_messages')).toMatchObject([{ message: 'Maintenance tonight' }]);
  });

  test('has what everything.yaml describes of groups', async () => {
    await populate(scope, shipped('everything.yaml'));
    expect(await store.namespaces.findByPath('top')).toMatchObject({
      id: 10,
      name: 'The Top',
      parent_id: null,
      allowed_ips: '["10.0.0.0/8","2001:db8::1"]',
    });
    expect(await rows('subscriptions')).toMatchObject([
      {
        namespace_id: 10,
        plan_code: 'premium',
        seats: 10,
        max_seats_used: 3,
        start_date: '2022-01-01',
        auto_renew: 1,
        trial: 1,
        trial_ends_on: '2021-12-31',
      },
    ]);
    expect(await rows('minutes_packs')).toMatchObject([
      { namespace_id: 10, number_of_minutes: 1000, expires_at: '2022-12-31' },
    ]);
    expect(await rows('upcoming_reconciliations')).toMatchObject([
      { namespace_id: 10, next_reconciliation_date: '2022-06-13', display_alert_from: '2022-06-06' },
    ]);
    expect(await rows('scim_groups')).toMatchObject([
      { group_id: 10, digest: digest('scim-token'), saml: 1, enabled: 0, default_role: 30 },
    ]);
    expect(await rows('scim_identities')).toMatchObject([
      { group_id: 10, user_id: 2, extern_uid: 'Ben@IdP', extern_uid_folded: 'ben@idp', active: 0 },
    ]);
  });

  test('has what everything.yaml describes of agents', async () => {
    await populate(scope, shipped('everything.yaml'));
    expect(await rows('agents')).toMatchObject([
      { id: 5, name: 'cluster-1', project_id: 100, created_by: 1, digest: digest('agent-token') },
    ]);
    expect(await rows('scan_execution_policies')).toMatchObject([
      {
        agent_id: 5,
        position: 0,
        name: 'Nightly',
        enabled: 0,
        yaml: 'name: Nightly\n',
        updated_at: '2022-06-02T05:36:26.000Z',
      },
      { agent_id: 5, position: 1, name: 'Bare', enabled: 1, yaml: 'name: Bare\ndescription: ""\nenabled: true\n' },
    ]);
    expect(await rows('policy_configurations')).toMatchObject([
      { agent_id: 5, position: 0, cadence: '30 2 * * *', namespaces: '["default"]' },
      { agent_id: 5, position: 1, cadence: '0 0 * * 0', namespaces: null },
    ]);
  });

  test('has a personal namespace for each user, of which the user is the owner', async () => {
    await populate(
      scope,
      parse(
        'users: [{ id: 1, username: ada }, { id: 2, username: ben }]\nnamespaces: [{ id: 9, path: ben, kind: user }]',
      ),
    );
    expect(await store.namespaces.findByPath('ada')).toMatchObject({ id: 10, kind: 'user', parent_id: null });
    expect(await store.namespaces.findByPath('ben')).toMatchObject({ id: 9, kind: 'user' });
    expect(await rows('members')).toMatchObject([
      { source: 'namespace', source_id: 9, user_id: 2, role: 50 },
      { source: 'namespace', source_id: 10, user_id: 1, role: 50 },
    ]);
  });

  test('has the groups that are missing in a path, as visible as what is in them', async () => {
    await populate(
      scope,
      parse(
        'projects: [{ id: 1, path: a/b/c, visibility: public }, { id: 2, path: a/d/e }]\nnamespaces: [{ id: 4, path: a/d }]',
      ),
    );
    const [a, b, d] = await Promise.all(['a', 'a/b', 'a/d'].map((path) => store.namespaces.findByPath(path)));
    expect(a).toMatchObject({ name: 'a', kind: 'group', parent_id: null, visibility: 'public' });
    expect(b).toMatchObject({ name: 'b', kind: 'group', parent_id: a?.id, visibility: 'public' });
    expect(d).toMatchObject({ id: 4, parent_id: a?.id, visibility: 'private' });
    expect(await rows('projects')).toMatchObject([{ namespace_id: b?.id }, { namespace_id: 4 }]);
  });

  test('gives new rows ids after the highest that are taken', async () => {
    await populate(scope, shipped('everything.yaml'));
    expect(await nextId(scope, 'users')).toBe(3);
    expect(await nextId(scope, 'keys')).toBe(3);
    expect(await nextId(scope, 'projects')).toBe(102);
    expect(await nextId(scope, 'namespaces')).toBe(14);
    for (const kind of ['personal_access_tokens', 'minutes_packs', 'scim_identities', 'broadcast_messages'])
      expect(await nextId(scope, kind)).toBe(2);
    expect(await nextId(scope, 'cilium_alerts')).toBe(1);
  });

  test('may be larger than one statement', async () => {
    const users = Array.from({ length: 1201 }, (_, index) => ({ id: index + 1, username: `user-${index + 1}` }));
    await populate(scope, { users });
    expect(await rows('users')).toHaveLength(1201);
    expect(await store.users.findByUsername('user-1201')).toMatchObject({ id: 1201 });
  });

  test('is all there or not at all', async () => {
    await expect(
      populate(scope, { users: [{ id: 1, username: 'ada' }], keys: [{ id: 1, user: 'nobody', key: 'ssh-rsa AAAA' }] }),
    ).rejects.toThrow('nobody');
    expect(await rows('users')).toEqual([]);
  });

  test('can be cleared and populated again, and another world does not notice', async () => {
    await populate(scope, shipped('everything.yaml'));
    await populate({ ...scope, world: 'other' }, shipped('default.yaml'));
    await clear({ ...scope, world: 'other' });
    await populate({ ...scope, world: 'other' }, shipped('default.yaml'));
    await clear(scope);
    expect(await store.users.find(1)).toBeUndefined();
    expect(await new Store({ ...scope, world: 'other' }).users.find(1)).toMatchObject({ username: 'root' });
  });

  test('may be made in a transaction that is open already', async () => {
    await scope.database.transaction().execute((database) => populate({ ...scope, database }, shipped('default.yaml')));
    expect(await store.users.findByUsername('rubi')).toMatchObject({ id: 7, name: 'Dede Eichmann', two_factor: 1 });
  });
});

test('the default world has what the documented requests need', async () => {
  await populate(scope, shipped('default.yaml'));
  expect(await store.keys.find(11)).toMatchObject({ user_id: 1, title: 'admin@example.com', type: 'ssh-rsa' });
  expect(await store.projects.findByPath('gnuwget/wget2')).toMatchObject({ id: 3, visibility: 'public', lfs: 1 });
  expect(await store.personalAccessTokens.findByDigest(digest('admin-dev-token'))).toMatchObject({
    user_id: 1,
    scopes: '["api"]',
  });
  expect(await store.agents.findByDigest(digest('agent-dev-token'))).toMatchObject({
    id: 1,
    name: 'production',
    project_id: 8,
  });
  expect(await store.namespaces.findByPath('test_group')).toMatchObject({ parent_id: null });
  expect(await store.members.role('namespace', 1234, 50)).toBe(50);
  expect(await store.members.role('namespace', 1234, 51)).toBe(30);
  for (const id of [22, 123, 124, 127, 129, 321]) expect(await store.namespaces.find(id)).toBeDefined();
});

test('whatever the reader lets through can be populated and printed', async () => {
  await fc.assert(fc.asyncProperty(brokenWorld(shipped('everything.yaml')), couldBePopulated), { numRuns: 400 });
});

async function couldBePopulated(text: string): Promise<void> {
  let world: World;
  try {
    world = parseWorld(text, 'world.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(WorldFileError);
    expect((error as Error).message).toMatch(/^world\.yaml:\d+:\d+: \S/);
    return;
  }
  await clear(scope);
  await populate(scope, world);
  expect(printWorld(parseWorld(printWorld(world), 'printed.yaml'))).toBe(printWorld(world));
}

function shipped(name: string): World {
  return readWorldFile(fileURLToPath(new URL(name, import.meta.url)));
}

function parse(text: string): World {
  return parseWorld(text, 'world.yaml');
}

async function rows(table: keyof Schema & string) {
  const found = await scope.database
    .selectFrom(table as 'users')
    .selectAll()
    .where('world', '=', scope.world)
    .execute();
  return found.toSorted((one, other) => one.id - other.id || 0);
}
