import type { World } from '@gitlab-internal-api/server';
import type { Secrets } from '../serve/secret-files.ts';

type Listed<Name extends 'users' | 'keys' | 'projects' | 'namespaces' | 'agents'> = NonNullable<World[Name]>[number];

/** What of a server the requests may name; what a server does not have is asked for nowhere. */
export interface Facts {
  readonly secrets: Partial<Secrets>;
  /** An SSH key with its user: an administrator's where there is one, because that may read and push anywhere. */
  readonly key?: { readonly id: number; readonly blob: string; readonly user: Listed<'users'> } | undefined;
  /** A key whose user has two-factor authentication, and so recovery codes. */
  readonly recoverable?: { readonly id: number; readonly user: Listed<'users'> } | undefined;
  readonly project?: Listed<'projects'> | undefined;
  /** A project that an agent may read: a public one, or its own. */
  readonly readable?: Listed<'projects'> | undefined;
  readonly tracked?: { readonly projectId: number; readonly publicKey: string } | undefined;
  readonly agent?: Listed<'agents'> | undefined;
  /** A personal access token of an administrator. */
  readonly adminToken?: string | undefined;
  /** Groups without a parent, which can have a subscription. */
  readonly groups: readonly Listed<'namespaces'>[];
  /** Two groups with an owner in common. */
  readonly siblings?: readonly [Listed<'namespaces'>, Listed<'namespaces'>] | undefined;
  readonly scim?: { readonly groupPath: string; readonly token: string; readonly uid?: string | undefined } | undefined;
}

/** Picks out of a world what the requests name. */
export function factsOf(world: World, given: Partial<Secrets>): Facts {
  const { users = [], projects = [], agents = [], namespaces = [], secrets = {} } = world;
  const keys = keysOf(world);
  const groups = namespaces.filter(({ path, scim }) => !path.includes('/') && !scim);
  return {
    secrets: secretsOf(secrets, given),
    key: keys.find(({ user }) => user.admin) ?? keys[0],
    recoverable: keys.find(({ user }) => user.two_factor),
    project: projects.find(({ visibility }) => visibility === 'public') ?? projects[0],
    readable:
      projects.find(({ visibility }) => visibility === 'public') ??
      projects.find(({ path }) => path === agents[0]?.project),
    tracked: projects.map(trackedBy).find((found) => found !== undefined),
    agent: agents[0],
    adminToken: users
      .filter(isActiveAdmin)
      .map(tokenOf)
      .find((token) => token !== undefined),
    // One that is to be reconciled already would not be so any more afterwards.
    groups: groups.filter(({ upcoming_reconciliation: announced }) => !announced),
    siblings: siblingsIn(groups),
    scim: namespaces.map(scimOf).find((found) => found !== undefined),
  };
}

function secretsOf(secrets: NonNullable<World['secrets']>, given: Partial<Secrets>): Partial<Secrets> {
  const { shell, kas, error_tracking: errorTracking } = secrets;
  return { ...(shell && { shell }), ...(kas && { kas }), ...(errorTracking && { errorTracking }), ...given };
}

function keysOf({ keys = [], users = [] }: World): NonNullable<Facts['key']>[] {
  const active = users.filter(({ state = 'active' }) => state === 'active');
  return keys.flatMap(({ id, key, user: username }) => {
    const user = active.find((candidate) => candidate.username === username);
    return user ? [{ id, blob: key.split(' ')[1] ?? key, user }] : [];
  });
}

function isActiveAdmin({ admin, state = 'active' }: Listed<'users'>): boolean {
  return admin === true && state === 'active';
}

function tokenOf({ tokens = [] }: Listed<'users'>): string | undefined {
  return tokens.find(({ scopes = ['api'] }) => scopes.includes('api'))?.token;
}

function trackedBy({ id, error_tracking_keys: keys = [] }: Listed<'projects'>): Facts['tracked'] {
  const key = keys.find(({ enabled = true }) => enabled);
  return key && { projectId: id, publicKey: key.public_key };
}

function siblingsIn(groups: readonly Listed<'namespaces'>[]): Facts['siblings'] {
  const pairs = groups.flatMap((first, index) => groups.slice(index + 1).map((second) => [first, second] as const));
  return pairs.find(([first, second]) => ownersOf(first).some((owner) => ownersOf(second).includes(owner)));
}

function ownersOf({ members = {} }: Listed<'namespaces'>): string[] {
  return Object.entries(members).flatMap(([username, role]) => (role === 'owner' ? [username] : []));
}

function scimOf({ path, scim }: Listed<'namespaces'>): Facts['scim'] {
  return scim && { groupPath: path, token: scim.token, uid: scim.identities?.[0]?.extern_uid };
}
