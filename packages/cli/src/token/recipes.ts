import { compareReleases } from '@gitlab-internal-api/contract';
import { UserError } from '../user-error.ts';
import type { Consumer } from './consumers.ts';
import type { TokenFlags } from './flags.ts';
import type { TokenSource } from './source.ts';

/** A request that a program makes, with what lets it in. */
export interface Recipe {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly credentials: readonly Header[];
  /** Headers beside: how the program calls itself. */
  readonly headers: readonly Header[];
  readonly json?: unknown;
  /** The secrets and tokens that are in it. */
  readonly secrets: readonly string[];
  /** For how many seconds it is good; undefined where it does not expire. */
  readonly lifetime?: number;
}

/** The name and the value of a header. */
export type Header = readonly [name: string, value: string];

/** Makes the request of a program that a world answers well. */
export function recipeOf(consumer: Consumer, flags: TokenFlags, source: TokenSource): Promise<Recipe> {
  return recipes[consumer](flags, source);
}

type Cook = (flags: TokenFlags, source: TokenSource) => Promise<Recipe>;

type Proof = Pick<Recipe, 'credentials' | 'secrets' | 'lifetime'>;

const checkInstance = { operation: 'checkInstance', method: 'GET', path: '/api/v4/internal/check', headers: [] };

const recipes: Record<Consumer, Cook> = {
  'gitlab-shell': async (flags, source) => {
    const { world } = source;
    const headers: Header[] = [['User-Agent', 'GitLab-Shell']];
    const proof = await shellProof(flags, source);
    const [key, project] = [world.keys?.[0], projectOf(source)];
    if (!key || !project) return { ...checkInstance, ...proof, headers };
    const json = {
      action: 'git-upload-pack',
      protocol: 'ssh',
      project: project.path,
      key_id: String(key.id),
      changes: '_any',
    };
    return { ...proof, operation: 'checkGitAccess', method: 'POST', path: '/api/v4/internal/allowed', headers, json };
  },
  // What Gitaly asks when it starts. It signs as GitLab Shell does, with the same issuer.
  gitaly: async (flags, source) => ({
    ...checkInstance,
    ...(await shellProof(flags, source)),
    headers: [['User-Agent', `gitaly/${source.release}.0`]],
  }),
  // A node of Geo that asks another whether it is there has GitLab Shell's secret; `GL-Geo` is for the endpoints of Geo alone.
  geo: async (flags, source) => ({ ...checkInstance, ...(await shellProof(flags, source)) }),
  kas: async (flags, source) => ({
    ...(await kasProof(flags, source)),
    operation: 'recordAgentUsage',
    method: 'POST',
    path: '/api/v4/internal/kubernetes/usage_metrics',
    headers: kasHeaders(source),
    // Zero counts nothing. Up to 15.2 there was nothing but the flat counter.
    json: compareReleases(source.release, '15.3') < 0 ? { gitops_sync_count: 0 } : { counters: { gitops_sync: 0 } },
  }),
  agent: async (flags, source) => {
    const { credentials, ...proof } = await kasProof(flags, source);
    const token = found(source.world.agents?.[0]?.token, 'no agent', 'agents[].token');
    return {
      ...proof,
      credentials: [...credentials, ['Authorization', `Bearer ${token}`]],
      secrets: [...proof.secrets, token],
      operation: 'getAgentInfo',
      method: 'GET',
      path: '/api/v4/internal/kubernetes/agent_info',
      headers: kasHeaders(source),
    };
  },
  'customers-dot': async (_flags, { world }) => {
    const admins = (world.users ?? []).filter(({ admin, state = 'active' }) => admin && state === 'active');
    const tokens = admins
      .flatMap(({ tokens: own = [] }) => own)
      .filter(({ scopes = ['api'] }) => scopes.includes('api'));
    const token = found(tokens[0]?.token, 'no administrator with a token', 'users[].tokens');
    const group = world.namespaces?.[0]?.id ?? 1;
    return {
      credentials: [['PRIVATE-TOKEN', token]],
      secrets: [token],
      operation: 'getSubscription',
      method: 'GET',
      path: `/api/v4/namespaces/${group}/gitlab_subscription`,
      headers: [],
    };
  },
  opstrace: async (_flags, { world, secrets }) => {
    const token = found(secrets.errorTracking, 'no token of error tracking', 'secrets.error_tracking');
    const project = world.projects?.find(({ error_tracking_keys: keys = [] }) => keys.length > 0);
    const json = {
      project_id: project?.id ?? 1,
      public_key: project?.error_tracking_keys?.[0]?.public_key ?? 'unknown',
    };
    return {
      credentials: [['Gitlab-Error-Tracking-Token', token.trim()]],
      secrets: [token],
      operation: 'authenticateErrorTracking',
      method: 'POST',
      path: '/api/v4/internal/error_tracking/allowed',
      headers: [],
      json,
    };
  },
  'scim-provider': async (_flags, { world }) => {
    const group = world.namespaces?.find(({ scim }) => scim !== undefined);
    const token = found(group?.scim?.token, 'no group with SCIM', 'namespaces[].scim.token');
    return {
      credentials: [['Authorization', `Bearer ${token}`]],
      secrets: [token],
      operation: 'listScimUsers',
      method: 'GET',
      path: `/api/scim/v2/groups/${encodeURIComponent(group?.path ?? '')}/Users`,
      headers: [],
    };
  },
};

async function shellProof(
  { sharedSecret, expiresIn }: TokenFlags,
  { library, release, secrets, now }: TokenSource,
): Promise<Proof> {
  const secret = found(secrets.shell, 'no secret of GitLab Shell', 'secrets.shell', '--shell-secret-file FILE');
  // GitLab knows the token since 15.3.
  if (sharedSecret || compareReleases(release, '15.3') < 0)
    return { credentials: [['Gitlab-Shared-Secret', Buffer.from(secret).toString('base64')]], secrets: [secret] };
  const lifetime = expiresIn ?? 60;
  const token = await library.signShellToken(secret, { now, lifetime });
  return { credentials: [['Gitlab-Shell-Api-Request', token]], secrets: [secret], lifetime };
}

async function kasProof(
  { expiresIn: lifetime = 30 }: TokenFlags,
  { library, secrets, now }: TokenSource,
): Promise<Proof> {
  const secret = found(secrets.kas, 'no secret of kas', 'secrets.kas', '--kas-secret-file FILE');
  const token = await library.signKasToken(secret, { now, lifetime });
  return { credentials: [['Gitlab-Kas-Api-Request', token]], secrets: [secret], lifetime };
}

function kasHeaders({ release }: TokenSource): Header[] {
  return [['User-Agent', `gitlab-kas/v${release}.0`]];
}

function projectOf({ world: { projects = [] } }: TokenSource) {
  return projects.find(({ visibility }) => visibility === 'public') ?? projects[0];
}

/** What a world has to have; the message says where it would stand. */
function found(value: string | undefined, lack: string, place: string, flag?: string): string {
  if (value !== undefined && value.trim() !== '') return value;
  throw new UserError(`the world has ${lack}: give it ${place}${flag === undefined ? '' : `, or give ${flag}`}`);
}
