import { digest } from '../store/digest.ts';
import { roles } from '../store/members.ts';
import type { Flag, NamespaceRow, Schema } from '../store/schema.ts';
import { yaml } from '../yaml.ts';
import { type Complete, complete, defaultEmail } from './defaults.ts';
import { namespaceRows } from './namespaces.ts';
import { fold, pathsAbove } from './path.ts';
import type { World } from './world.ts';

/** The rows of a table, without the world that they belong to. */
type RowsOf<Table extends keyof Schema> = Iterable<Omit<Schema[Table], 'world'>>;

/** What a world puts into the tables. Rows are made while they are inserted: there may be millions. */
export function rowsOf(world: World): { readonly [Table in keyof Schema]?: RowsOf<Table> } {
  const namespaces = namespaceRows(world);
  const ids: Ids = {
    user: toIds((world.users ?? []).map(({ username, id }) => [username, id])),
    namespace: toIds(namespaces.map(({ path, id }) => [path, id])),
    project: toIds((world.projects ?? []).map(({ path, id }) => [path, id])),
  };
  return {
    users: users(world),
    personal_access_tokens: personalAccessTokens(world),
    keys: keys(world, ids),
    deploy_key_projects: deployKeyProjects(world, ids),
    namespaces,
    members: members(world, namespaces, ids),
    subscriptions: subscriptions(world),
    minutes_packs: minutesPacks(world),
    upcoming_reconciliations: upcomingReconciliations(world),
    scim_groups: scimGroups(world),
    scim_identities: scimIdentities(world, ids),
    projects: projects(world, ids),
    protected_branches: protectedBranches(world),
    error_tracking_keys: errorTrackingKeys(world),
    agents: agents(world, ids),
    scan_execution_policies: scanExecutionPolicies(world),
    policy_configurations: policyConfigurations(world),
    broadcast_messages: (world.broadcast_messages ?? []).map((message, index) => ({ id: index + 1, message })),
  };
}

/** The ids of what a world names otherwise. */
type Ids = Readonly<Record<'user' | 'namespace' | 'project', (name: string) => number>>;

function toIds(entries: Iterable<readonly [string, number]>): (name: string) => number {
  const ids = new Map(entries);
  return (name) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`the world names ${name}, but has no such thing`);
    return id;
  };
}

function* users(world: World): RowsOf<'users'> {
  for (const user of world.users ?? []) {
    const { id, username, name = username, email = defaultEmail(username), state, ...flags } = complete('User', user);
    const { admin, two_factor, password_expired } = flags;
    const row = { id, username, name, email, state, last_activity_on: null };
    yield { ...row, admin: flag(admin), two_factor: flag(two_factor), password_expired: flag(password_expired) };
  }
}

function* personalAccessTokens(world: World): RowsOf<'personal_access_tokens'> {
  let id = 0;
  for (const user of world.users ?? []) {
    for (const described of user.tokens ?? []) {
      const { token, name, scopes, expires_at = null } = complete('PersonalAccessToken', described);
      id += 1;
      yield { id, user_id: user.id, name, digest: digest(token), token, scopes: JSON.stringify(scopes), expires_at };
    }
  }
}

function* keys(world: World, ids: Ids): RowsOf<'keys'> {
  for (const described of world.keys ?? []) {
    const { user, usage_type, ...key } = complete('Key', described);
    yield { ...keyRow(key), user_id: ids.user(user), usage_type };
  }
  for (const described of world.deploy_keys ?? [])
    yield { ...keyRow(complete('DeployKey', described)), user_id: null, usage_type: 'auth_and_signing' };
}

function keyRow({ id, key, title, created_at, expires_at }: Omit<Complete<'DeployKey'>, 'projects'>) {
  const [type = '', blob = '', ...comment] = key.split(' ');
  const times = {
    created_at: inUtc(created_at),
    expires_at: expires_at === undefined ? null : inUtc(expires_at),
    last_used_at: null,
  };
  return { id, type, blob, title: title ?? (comment.join(' ') || `Key ${id}`), ...times };
}

function* deployKeyProjects(world: World, ids: Ids): RowsOf<'deploy_key_projects'> {
  for (const { id, projects } of world.deploy_keys ?? []) {
    for (const [path, may] of Object.entries(projects))
      yield { key_id: id, project_id: ids.project(path), can_push: flag(may === 'push') };
  }
}

function* members(world: World, namespaces: readonly NamespaceRow[], ids: Ids): RowsOf<'members'> {
  for (const { id, path, kind } of namespaces)
    if (kind === 'user') yield { source: 'namespace', source_id: id, user_id: ids.user(path), role: roles.owner };
  for (const { id, members } of world.namespaces ?? []) yield* membersOf('namespace', id, members, ids);
  for (const { id, members } of world.projects ?? []) yield* membersOf('project', id, members, ids);
}

function* membersOf(
  source: 'namespace' | 'project',
  sourceId: number,
  members: Readonly<Record<string, keyof typeof roles>> = {},
  ids: Ids,
): RowsOf<'members'> {
  for (const [username, role] of Object.entries(members))
    yield { source, source_id: sourceId, user_id: ids.user(username), role: roles[role] };
}

function* subscriptions(world: World): RowsOf<'subscriptions'> {
  for (const { id, subscription: described } of world.namespaces ?? []) {
    if (!described) continue;
    const {
      plan_code = null,
      seats = null,
      max_seats_used,
      auto_renew,
      trial,
      ...days
    } = complete('Subscription', described);
    const { start_date = null, end_date = null, trial_starts_on = null, trial_ends_on = null } = days;
    const terms = { start_date, end_date, trial_starts_on, trial_ends_on, trial_extension_type: null };
    yield {
      namespace_id: id,
      plan_code,
      seats,
      max_seats_used,
      auto_renew: auto_renew === undefined ? null : flag(auto_renew),
      trial: flag(trial),
      ...terms,
    };
  }
}

function* minutesPacks(world: World): RowsOf<'minutes_packs'> {
  let id = 0;
  for (const namespace of world.namespaces ?? []) {
    for (const pack of namespace.minutes_packs ?? []) {
      id += 1;
      yield { id, namespace_id: namespace.id, ...complete('MinutesPack', pack) };
    }
  }
}

function* upcomingReconciliations(world: World): RowsOf<'upcoming_reconciliations'> {
  for (const { id, upcoming_reconciliation: days } of world.namespaces ?? []) {
    if (days) yield { namespace_id: id, ...complete('UpcomingReconciliation', days) };
  }
}

function* scimGroups(world: World): RowsOf<'scim_groups'> {
  for (const { id, scim } of world.namespaces ?? []) {
    if (!scim) continue;
    const { token, saml, enabled, default_role } = complete('Scim', scim);
    yield {
      group_id: id,
      digest: digest(token),
      token,
      saml: flag(saml),
      enabled: flag(enabled),
      default_role: roles[default_role],
    };
  }
}

function* scimIdentities(world: World, ids: Ids): RowsOf<'scim_identities'> {
  let id = 0;
  for (const group of world.namespaces ?? []) {
    for (const identity of group.scim?.identities ?? []) {
      const { extern_uid, user, active } = complete('ScimIdentity', identity);
      id += 1;
      yield {
        id,
        group_id: group.id,
        user_id: ids.user(user),
        extern_uid,
        extern_uid_folded: fold(extern_uid),
        active: flag(active),
      };
    }
  }
}

function* projects(world: World, ids: Ids): RowsOf<'projects'> {
  for (const described of world.projects ?? []) {
    const { id, path, visibility, default_branch, storage, ...flags } = complete('Project', described);
    const { lfs, archived, read_only, repository } = flags;
    const state = {
      lfs: flag(lfs),
      archived: flag(archived),
      read_only: flag(read_only),
      repository: flag(repository),
    };
    yield {
      id,
      path,
      namespace_id: ids.namespace(pathsAbove(path)[0] ?? ''),
      visibility,
      default_branch,
      storage,
      ...state,
    };
  }
}

function* protectedBranches(world: World): RowsOf<'protected_branches'> {
  for (const { id, protected_branches } of world.projects ?? []) {
    for (const branch of protected_branches ?? []) {
      const { name, push, force_push } = complete('ProtectedBranch', branch);
      // GitLab's access level of nobody is 0, although it is the highest demand.
      yield { project_id: id, name, push_role: push === 'nobody' ? 0 : roles[push], force_push: flag(force_push) };
    }
  }
}

function* errorTrackingKeys(world: World): RowsOf<'error_tracking_keys'> {
  for (const { id, error_tracking_keys } of world.projects ?? []) {
    for (const key of error_tracking_keys ?? []) {
      const { public_key, enabled } = complete('ErrorTrackingKey', key);
      yield { project_id: id, public_key, enabled: flag(enabled) };
    }
  }
}

function* agents(world: World, ids: Ids): RowsOf<'agents'> {
  for (const { id, name, project, token, created_by } of world.agents ?? []) {
    const creator = created_by === undefined ? null : ids.user(created_by);
    yield {
      id,
      name,
      project_id: ids.project(project),
      created_by: creator,
      digest: digest(token),
      token,
      last_used_at: null,
    };
  }
}

function* scanExecutionPolicies(world: World): RowsOf<'scan_execution_policies'> {
  for (const { id, scan_execution_policies } of world.agents ?? []) {
    for (const [position, policy] of (scan_execution_policies ?? []).entries()) {
      const {
        name,
        description,
        enabled,
        updated_at,
        yaml: text = yaml().stringify({ name, description, enabled }),
      } = complete('ScanExecutionPolicy', policy);
      yield {
        agent_id: id,
        position,
        name,
        description,
        enabled: flag(enabled),
        yaml: text,
        updated_at: inUtc(updated_at),
      };
    }
  }
}

function* policyConfigurations(world: World): RowsOf<'policy_configurations'> {
  for (const { id, policy_configurations } of world.agents ?? []) {
    for (const [position, configuration] of (policy_configurations ?? []).entries()) {
      const { cadence, namespaces, updated_at } = complete('PolicyConfiguration', configuration);
      yield {
        agent_id: id,
        position,
        cadence,
        namespaces: namespaces === null ? null : JSON.stringify(namespaces),
        updated_at: inUtc(updated_at),
      };
    }
  }
}

function flag(value: boolean): Flag {
  return value ? 1 : 0;
}

function inUtc(instant: string): string {
  return isInUtc.test(instant) ? instant : new Date(instant).toISOString();
}

// The defaults are written like this.
const isInUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
