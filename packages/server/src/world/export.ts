import type { Selectable } from 'kysely';
import { roles } from '../store/members.ts';
import type { Schema, WorldRow } from '../store/schema.ts';
import type { Scope } from '../store/scope.ts';
import type { Table } from './bulk-insert.ts';
import type { World } from './world.ts';

type Entry<List extends keyof World> = NonNullable<World[List]> extends (infer Item)[] ? Item : never;
type Tables = { readonly [Name in Described]: readonly Selectable<Schema[Name]>[] };
type Described = (typeof described)[number];
type Role = keyof typeof roles;

/** What a world is now, as a world file would describe it: what no file can say (counters, findings, codes) is not in it. */
export async function exportWorld(scope: Scope, { instance, secrets }: WorldRow): Promise<World> {
  const tables = await readTables(scope);
  const names: Names = {
    user: namesOf(tables.users.map(({ id, username }) => [id, username])),
    project: namesOf(tables.projects.map(({ id, path }) => [id, path])),
  };
  const [keys, deployKeys] = [
    tables.keys.filter(({ user_id }) => user_id !== null),
    tables.keys.filter(({ user_id }) => user_id === null),
  ];
  return {
    instance: JSON.parse(instance),
    secrets: JSON.parse(secrets),
    users: tables.users.map((user) => userOf(user, tables)),
    keys: keys.map((key) => ({ ...keyOf(key), user: names.user(key.user_id ?? 0), usage_type: key.usage_type })),
    deploy_keys: deployKeys.map((key) => ({ ...keyOf(key), projects: accessOf(key.id, tables, names) })),
    namespaces: tables.namespaces.map((namespace) => namespaceOf(namespace, tables, names)),
    projects: tables.projects.map((project) => projectOf(project, tables, names)),
    agents: tables.agents.map((agent) => agentOf(agent, tables, names)),
    broadcast_messages: tables.broadcast_messages.map(({ message }) => message),
  };
}

const described = [
  'users',
  'personal_access_tokens',
  'keys',
  'deploy_key_projects',
  'namespaces',
  'members',
  'projects',
  'protected_branches',
  'error_tracking_keys',
  'agents',
  'scan_execution_policies',
  'policy_configurations',
  'broadcast_messages',
  'subscriptions',
  'minutes_packs',
  'upcoming_reconciliations',
  'scim_groups',
  'scim_identities',
] as const satisfies readonly Table[];

async function readTables({ database, world }: Scope): Promise<Tables> {
  const tables: Partial<Record<Described, unknown>> = {};
  for (const table of described) {
    // `users` stands for any table.
    const rows = await database
      .selectFrom(table as 'users')
      .selectAll()
      .where('world', '=', world)
      .execute();
    tables[table] = rows.sort(inOrder);
  }
  return tables as unknown as Tables;
}

/** The same on every engine: by id, else by what makes a row one of its kind. */
function inOrder(one: object, other: object): number {
  for (const column of [
    'id',
    'source_id',
    'user_id',
    'project_id',
    'key_id',
    'agent_id',
    'position',
    'name',
    'public_key',
  ] as const) {
    const [a, b] = [
      (one as Record<string, string | number>)[column],
      (other as Record<string, string | number>)[column],
    ];
    if (a !== undefined && b !== undefined && a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

/** The names of what a world has by id. */
type Names = Readonly<Record<'user' | 'project', (id: number) => string>>;

function namesOf(entries: readonly (readonly [number, string])[]): (id: number) => string {
  const names = new Map(entries);
  return (id) => names.get(id) ?? '';
}

function userOf(
  { id, username, name, email, admin, state, two_factor, password_expired }: Tables['users'][number],
  tables: Tables,
): Entry<'users'> {
  const own = tables.personal_access_tokens.filter(({ user_id }) => user_id === id);
  const flags = { admin: admin === 1, two_factor: two_factor === 1, password_expired: password_expired === 1 };
  return { id, username, name, email, state, ...flags, tokens: own.flatMap(tokenOf) };
}

function tokenOf({ token, name, scopes, expires_at }: Tables['personal_access_tokens'][number]) {
  return token === null ? [] : [{ token, name, scopes: JSON.parse(scopes) as string[], ...given({ expires_at }) }];
}

function keyOf({ id, type, blob, title, created_at, expires_at }: Tables['keys'][number]) {
  return { id, title, key: `${type} ${blob}`, created_at, ...given({ expires_at }) };
}

function accessOf(keyId: number, { deploy_key_projects }: Tables, names: Names): Record<string, 'pull' | 'push'> {
  const own = deploy_key_projects.filter(({ key_id }) => key_id === keyId);
  return Object.fromEntries(
    own.map(({ project_id, can_push }) => [names.project(project_id), can_push === 1 ? 'push' : 'pull']),
  );
}

function membersOf(
  source: 'namespace' | 'project',
  id: number,
  { members }: Tables,
  names: Names,
): Record<string, Role> {
  const own = members.filter((member) => member.source === source && member.source_id === id);
  return Object.fromEntries(own.map(({ user_id, role }) => [names.user(user_id), roleOf(role)]));
}

function roleOf(number: number): Role {
  return (Object.keys(roles) as Role[]).find((name) => roles[name] === number) ?? 'guest';
}

function namespaceOf(row: Tables['namespaces'][number], tables: Tables, names: Names): Entry<'namespaces'> {
  const { id, path, name, kind, visibility, allowed_ips } = row;
  const ofIt = ({ namespace_id }: { namespace_id: number }) => namespace_id === id;
  const packs = tables.minutes_packs
    .filter(ofIt)
    .map(({ purchase_xid, number_of_minutes, expires_at }) => ({ purchase_xid, number_of_minutes, expires_at }));
  return {
    ...{ id, path, name, kind, visibility },
    // The only member of a personal namespace is its user, which goes without saying.
    ...(kind === 'group' && { members: membersOf('namespace', id, tables, names) }),
    ...(allowed_ips !== null && { allowed_ips: JSON.parse(allowed_ips) as string[] }),
    ...given({ subscription: subscriptionOf(tables.subscriptions.find(ofIt)) }),
    ...(packs.length > 0 && { minutes_packs: packs }),
    ...given({ upcoming_reconciliation: reconciliationOf(tables.upcoming_reconciliations.find(ofIt)) }),
    ...given({ scim: scimOf(id, tables, names) }),
  };
}

function subscriptionOf(row: Tables['subscriptions'][number] | undefined): Entry<'namespaces'>['subscription'] {
  if (!row) return undefined;
  const { plan_code, seats, max_seats_used, auto_renew, trial, start_date, end_date, trial_starts_on, trial_ends_on } =
    row;
  const flags = { ...(auto_renew !== null && { auto_renew: auto_renew === 1 }), trial: trial === 1 };
  return {
    plan_code,
    seats,
    max_seats_used,
    ...flags,
    ...given({ start_date, end_date, trial_starts_on, trial_ends_on }),
  };
}

function reconciliationOf(
  row: Tables['upcoming_reconciliations'][number] | undefined,
): Entry<'namespaces'>['upcoming_reconciliation'] {
  return row && { next_reconciliation_date: row.next_reconciliation_date, display_alert_from: row.display_alert_from };
}

function scimOf(groupId: number, { scim_groups, scim_identities }: Tables, names: Names): Entry<'namespaces'>['scim'] {
  const group = scim_groups.find(({ group_id }) => group_id === groupId);
  if (!group || group.token === null) return undefined;
  const { token, saml, enabled, default_role } = group;
  const own = scim_identities.filter(({ group_id }) => group_id === groupId);
  const identities = own.map(({ extern_uid, user_id, active }) => ({
    extern_uid,
    user: names.user(user_id),
    active: active === 1,
  }));
  return { token, saml: saml === 1, enabled: enabled === 1, default_role: roleOf(default_role), identities };
}

function projectOf(row: Tables['projects'][number], tables: Tables, names: Names): Entry<'projects'> {
  const { id, path, visibility, default_branch, storage, lfs, archived, read_only, repository } = row;
  const ofIt = ({ project_id }: { project_id: number }) => project_id === id;
  const branches = tables.protected_branches
    .filter(ofIt)
    .map(({ name, push_role, force_push }) => ({ name, push: pusherOf(push_role), force_push: force_push === 1 }));
  const keys = tables.error_tracking_keys
    .filter(ofIt)
    .map(({ public_key, enabled }) => ({ public_key, enabled: enabled === 1 }));
  return {
    ...{ id, path, visibility, default_branch, storage },
    ...{ lfs: lfs === 1, archived: archived === 1, read_only: read_only === 1, repository: repository === 1 },
    members: membersOf('project', id, tables, names),
    protected_branches: branches,
    error_tracking_keys: keys,
  };
}

/** GitLab's access level of nobody is 0. */
function pusherOf(role: number): 'nobody' | 'developer' | 'maintainer' {
  if (role === 0) return 'nobody';
  return role === roles.developer ? 'developer' : 'maintainer';
}

function agentOf(
  { id, name, project_id, token, created_by }: Tables['agents'][number],
  tables: Tables,
  names: Names,
): Entry<'agents'> {
  const ofIt = ({ agent_id }: { agent_id: number }) => agent_id === id;
  const policies = tables.scan_execution_policies
    .filter(ofIt)
    .map(({ name, description, enabled, yaml, updated_at }) => ({
      name,
      description,
      enabled: enabled === 1,
      yaml,
      updated_at,
    }));
  const configurations = tables.policy_configurations.filter(ofIt).map(({ cadence, namespaces, updated_at }) => ({
    cadence,
    namespaces: namespaces === null ? null : (JSON.parse(namespaces) as string[]),
    updated_at,
  }));
  return {
    ...{ id, name, project: names.project(project_id), token: token ?? '' },
    ...(created_by !== null && { created_by: names.user(created_by) }),
    scan_execution_policies: policies,
    policy_configurations: configurations,
  };
}

type Given<Values> = { [Key in keyof Values]?: NonNullable<Values[Key]> };

/** Without what is null or undefined: a world file leaves out what is not there. */
function given<Values extends object>(values: Values): Given<Values> {
  const entries = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as Given<Values>;
}
