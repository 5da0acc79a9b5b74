import { SignJWT } from 'jose';
import type { World } from './world.ts';

/** A request to an operation. */
export interface Asked {
  readonly operation: string;
  /** Method and target. */
  readonly line: string;
  readonly init: RequestInit;
}

type HeaderValues = Readonly<Record<string, string>>;

/** Requests to every operation, about everything that a world has, with the credentials that it has. */
export async function requestsTo(world: World): Promise<Asked[]> {
  const kas = await kasHeaders(world);
  const requests = [...toShell(world), ...toErrorTracking(world), ...toKubernetes(world, kas)];
  return [...requests, ...toCustomersDot(world), ...toScim(world)].filter(({ init }) => canBeSent(init));
}

const internal = '/api/v4/internal';

function* toShell(world: World): Iterable<Asked> {
  const { users = [], keys = [], deploy_keys = [], projects = [] } = world;
  const headers = { 'Gitlab-Shared-Secret': Buffer.from(world.secrets?.shell ?? '').toString('base64') };
  const actors = [
    ...[...keys, ...deploy_keys].map(({ id }) => ({ key_id: id })),
    ...users.map(({ id }) => ({ user_id: id })),
  ];
  for (const actor of actors) {
    const query = new URLSearchParams(Object.entries(actor).map(([name, id]) => [name, String(id)]));
    yield asked('discoverUser', `GET ${internal}/discover?${query}`, headers);
    for (const { path } of projects) yield* toRepository(path, actor, headers);
    yield asked('regenerateRecoveryCodes', `POST ${internal}/two_factor_recovery_codes`, headers, actor);
    const token = { ...actor, name: 'new', scopes: ['api'], expires_at: '2030-01-01' };
    yield asked('createPersonalAccessToken', `POST ${internal}/personal_access_token`, headers, token);
  }
  const [user] = users;
  yield asked('regenerateRecoveryCodesByGet', `GET ${internal}/two_factor_recovery_codes?user_id=${user?.id}`, headers);
  for (const { key } of [...keys, ...deploy_keys]) {
    yield asked('findAuthorizedKey', `GET ${internal}/authorized_keys?key=${encodeURIComponent(key)}`, headers);
  }
  yield asked('checkInstance', `GET ${internal}/check`, headers);
}

function* toRepository(path: string, actor: object, headers: HeaderValues): Iterable<Asked> {
  const pull = { ...actor, project: path, protocol: 'ssh', action: 'git-upload-pack' };
  yield asked('checkGitAccess', `POST ${internal}/allowed`, headers, pull);
  const refs = ['main', 'trunk', 'release/1'].map(
    (branch) => `${'a'.repeat(40)} ${'b'.repeat(40)} refs/heads/${branch}`,
  );
  const changes = refs.join('\n');
  const push = { ...pull, action: 'git-receive-pack', changes, check_ip: '10.0.0.1' };
  yield asked('checkGitAccess', `POST ${internal}/allowed`, headers, push);
  yield asked('authenticateLfs', `POST ${internal}/lfs_authenticate`, headers, { ...actor, project: path });
  yield asked('preReceive', `POST ${internal}/pre_receive`, headers, { gl_repository: 'project-100' });
  const pushed = {
    gl_repository: 'project-100',
    identifier: 'user-1',
    changes,
    push_options: ['merge_request.create', 'x'],
  };
  yield asked('postReceive', `POST ${internal}/post_receive`, headers, pushed);
}

function* toErrorTracking({ secrets, projects = [] }: World): Iterable<Asked> {
  const headers = { 'Gitlab-Error-Tracking-Token': secrets?.error_tracking ?? '' };
  for (const { id, error_tracking_keys = [] } of projects) {
    for (const { public_key } of error_tracking_keys) {
      yield asked('authenticateErrorTracking', `POST ${internal}/error_tracking/allowed`, headers, {
        project_id: id,
        public_key,
      });
    }
  }
}

async function kasHeaders({ secrets }: World): Promise<HeaderValues> {
  const key = Buffer.from(secrets?.kas ?? '', 'base64');
  if (key.length === 0) return {};
  const token = await new SignJWT({ iss: 'gitlab-kas', aud: ['gitlab'] })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(key);
  return { 'Gitlab-Kas-Api-Request': token };
}

function* toKubernetes({ agents = [], projects = [] }: World, kas: HeaderValues): Iterable<Asked> {
  const metrics = { counters: { gitops_sync: 1 }, unique_counters: { agent_users_using_ci_tunnel: [1, 2] } };
  yield asked('recordAgentUsage', `POST ${internal}/kubernetes/usage_metrics`, kas, metrics);
  for (const { token } of agents) {
    const headers = { ...kas, Authorization: `Bearer ${token}` };
    const modules = `${internal}/kubernetes/modules`;
    yield asked('getAgentInfo', `GET ${internal}/kubernetes/agent_info`, headers);
    for (const { id, path } of projects) {
      for (const name of [id, encodeURIComponent(path)]) {
        yield asked('getAgentProjectInfo', `GET ${internal}/kubernetes/project_info?id=${name}`, headers);
      }
    }
    const starboard = `${modules}/starboard_vulnerability`;
    yield asked('createCiliumAlert', `POST ${modules}/cilium_alert`, headers, { alert: { title: 'dropped' } });
    yield asked('upsertStarboardVulnerability', `PUT ${starboard}`, headers, finding);
    yield asked('resolveStarboardVulnerabilities', `POST ${starboard}/scan_result`, headers, { uuids: [] });
    yield asked('listScanExecutionPolicies', `GET ${starboard}/scan_execution_policies`, headers);
    yield asked('listPolicyConfigurations', `GET ${starboard}/policies_configuration`, headers);
  }
}

const finding = {
  vulnerability: {
    name: 'CVE-2020-27350',
    severity: 'medium',
    confidence: 'unknown',
    location: {
      kubernetes_resource: { namespace: 'production', kind: 'deployment', name: 'nginx', container: 'nginx' },
    },
    identifiers: [{ type: 'cve', name: 'CVE-2020-27350', value: 'CVE-2020-27350' }],
  },
  scanner: { id: 'starboard', name: 'Trivy', vendor: 'GitLab' },
};

function* toCustomersDot({ users = [], namespaces = [] }: World): Iterable<Asked> {
  const ids = namespaces.flatMap(({ id, path }) => [String(id), encodeURIComponent(path)]);
  const days = { next_reconciliation_date: '13 Jun 2021', display_alert_from: '2021-06-06' };
  const reconciliations = namespaces.map(({ id }) => ({ namespace_id: id, ...days }));
  for (const { token } of users.flatMap(({ tokens = [] }) => tokens)) {
    const headers = { 'PRIVATE-TOKEN': token };
    for (const id of ids) yield* toNamespace(`/api/v4/namespaces/${id}`, headers);
    for (const id of ids)
      yield asked('moveMinutesPacks', `PATCH /api/v4/namespaces/${ids[0]}/minutes/move/${id}`, headers);
    const upcoming = `${internal}/upcoming_reconciliations`;
    yield asked('upsertUpcomingReconciliations', `PUT ${upcoming}`, headers, {
      upcoming_reconciliations: reconciliations,
    });
    yield asked('deleteUpcomingReconciliation', `DELETE ${upcoming}?namespace_id=${namespaces[0]?.id}`, headers);
  }
}

function* toNamespace(url: string, headers: HeaderValues): Iterable<Asked> {
  yield asked('getSubscription', `GET ${url}/gitlab_subscription`, headers);
  const subscription = { start_date: '2022-01-01', seats: 5, plan_code: 'premium' };
  yield asked('createSubscription', `POST ${url}/gitlab_subscription`, headers, subscription);
  yield asked('updateSubscription', `PUT ${url}/gitlab_subscription`, headers, { max_seats_used: 7 });
  yield asked('getSubscription', `GET ${url}/gitlab_subscription`, headers);
  const packs = [{ number_of_minutes: 10, expires_at: '2030-01-01', purchase_xid: 'new' }];
  yield asked('createMinutesPacks', `POST ${url}/minutes`, headers, { packs });
}

function* toScim({ namespaces = [] }: World): Iterable<Asked> {
  for (const { path, scim } of namespaces) {
    if (!scim) continue;
    const headers = { Authorization: `Bearer ${scim.token}` };
    const url = `/api/scim/v2/groups/${encodeURIComponent(path)}/Users`;
    yield asked('listScimUsers', `GET ${url}`, headers);
    yield asked('createScimUser', `POST ${url}`, headers, newcomer);
    for (const { extern_uid } of scim.identities ?? []) {
      const one = `${url}/${encodeURIComponent(extern_uid)}`;
      yield asked('listScimUsers', `GET ${url}?filter=${encodeURIComponent(`id eq "${extern_uid}"`)}`, headers);
      yield asked('getScimUser', `GET ${one}`, headers);
      for (const value of [false, true]) {
        yield asked('updateScimUser', `PATCH ${one}`, headers, {
          Operations: [{ op: 'Replace', path: 'active', value }],
        });
      }
      yield asked('deleteScimUser', `DELETE ${one}`, headers);
    }
  }
}

const newcomer = {
  externalId: 'newcomer',
  userName: 'newcomer',
  emails: [{ primary: true, type: 'work', value: 'newcomer@example.com' }],
  name: { formatted: 'New Comer', familyName: 'Comer', givenName: 'New' },
};

function asked(operation: string, line: string, headers: HeaderValues, json?: object): Asked {
  const type = line.includes('/scim/') ? 'application/scim+json' : 'application/json';
  if (json === undefined) return { operation, line, init: { headers } };
  return { operation, line, init: { headers: { ...headers, 'Content-Type': type }, body: JSON.stringify(json) } };
}

/** A header takes no line breaks and no characters above those of Latin 1. */
function canBeSent({ headers }: RequestInit): boolean {
  try {
    return new Headers(headers) !== undefined;
  } catch {
    return false;
  }
}
