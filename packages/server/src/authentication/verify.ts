import type { SchemeName } from '@gitlab-internal-api/validator';
import { type Clock, today } from '../clock.ts';
import type { Agent } from '../store/agents.ts';
import { digest } from '../store/digest.ts';
import type { Store } from '../store/store.ts';
import type { User } from '../store/users.ts';
import { jwtRefusal } from './jwt.ts';
import { chomp, decodeLeniently, secretsEqual } from './secret.ts';
import type { Secrets } from './secrets.ts';

/** What credentials are checked against. */
export interface Evidence {
  readonly secrets: Secrets;
  readonly store: Store;
  readonly clock: Clock;
  /** The group in the path of a SCIM request. */
  readonly groupId: number | undefined;
}

/** What a credential proves beside that its bearer knows it, or the reason why it proves nothing. */
export type Proof =
  | { readonly refused: string }
  | { readonly agent?: Agent; readonly user?: User; readonly scopes?: readonly string[] };

/** Checks one credential; each security scheme of the contract has its check. */
export function verify(scheme: SchemeName, value: string | undefined, evidence: Evidence): Promise<Proof> {
  return value === undefined ? Promise.resolve({ refused: 'missing' }) : checks[scheme](value, evidence);
}

const accepted: Proof = {};

/** Refuses whatever is presented where the instance has no such secret. */
function against(secret: string | undefined, check: (secret: string) => Promise<string | undefined>): Promise<Proof> {
  if (secret === undefined) return Promise.resolve({ refused: 'the instance has no such secret' });
  return check(secret).then((refused) => (refused === undefined ? accepted : { refused }));
}

const checks: Record<SchemeName, (value: string, evidence: Evidence) => Promise<Proof>> = {
  GitlabSharedSecret: (value, { secrets }) =>
    against(secrets.shell, async (secret) => sharedSecretRefusal(value, secret)),
  // The parameter is compared as it came: GitLab's prose says Base64, its code does not decode it.
  SecretToken: (value, { secrets }) =>
    against(secrets.shell, async (secret) =>
      secretsEqual(chomp(value), chomp(secret))
        ? undefined
        : 'not the secret as it stands in the file; it must not be Base64 encoded',
    ),
  GitlabShellJwt: (value, { secrets, clock }) =>
    against(secrets.shell, (secret) =>
      jwtRefusal(value, { key: Buffer.from(secret.trim()), issuer: 'gitlab-shell', refuseFutureIssue: true, clock }),
    ),
  GitlabKasJwt: (value, { secrets, clock }) =>
    against(secrets.kas, (secret) =>
      jwtRefusal(value, { key: Buffer.from(secret, 'base64'), issuer: 'gitlab-kas', refuseFutureIssue: false, clock }),
    ),
  AgentToken: verifyAgentToken,
  PrivateToken: verifyPersonalAccessToken,
  PrivateTokenAlias: verifyPersonalAccessToken,
  PersonalAccessToken: verifyPersonalAccessToken,
  ErrorTrackingToken: verifyErrorTrackingToken,
  ErrorTrackingTokenParameter: verifyErrorTrackingToken,
  ScimToken: verifyScimToken,
};

function sharedSecretRefusal(value: string, secret: string): string | undefined {
  if (secretsEqual(chomp(decodeLeniently(value)), chomp(secret))) return undefined;
  return secretsEqual(chomp(value), chomp(secret))
    ? 'the secret itself, not its Base64'
    : 'the Base64 of another secret';
}

async function verifyAgentToken(value: string, { store }: Evidence): Promise<Proof> {
  const agent = await store.agents.findByDigest(digest(value));
  return agent ? { agent } : { refused: 'no agent has this token' };
}

async function verifyPersonalAccessToken(value: string, { store, clock }: Evidence): Promise<Proof> {
  const token = await store.personalAccessTokens.findByDigest(digest(value));
  if (!token) return { refused: 'no user has this personal access token' };
  if (token.expires_at !== null && token.expires_at <= today(clock))
    return { refused: `the personal access token expired on ${token.expires_at}` };
  const user = await store.users.find(token.user_id);
  if (user?.state !== 'active') return { refused: `the user of the personal access token is ${user?.state ?? 'gone'}` };
  return { user, scopes: JSON.parse(token.scopes) };
}

function verifyErrorTrackingToken(value: string, { secrets }: Evidence): Promise<Proof> {
  const compare = async (secret: string) => (secretsEqual(chomp(value), chomp(secret)) ? undefined : 'another token');
  return against(secrets.errorTracking, compare);
}

async function verifyScimToken(value: string, { store, groupId }: Evidence): Promise<Proof> {
  const group = groupId === undefined ? undefined : await store.scimGroups.find(groupId);
  return group && secretsEqual(digest(value), group.digest)
    ? accepted
    : { refused: 'the SCIM token is not that of the group' };
}
