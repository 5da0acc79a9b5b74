import type { SchemeName } from '@gitlab-internal-api/validator';
import { today } from '../clock.ts';
import type { Agent } from '../store/agents.ts';
import { digest } from '../store/digest.ts';
import type { User } from '../store/users.ts';
import type { Evidence } from './evidence.ts';
import { kasExpectation, shellExpectation } from './expectations.ts';
import { jwtRefusal } from './jwt.ts';
import { chomp, decodeLeniently, secretsEqual } from './secret.ts';
import { whyRefused } from './why-refused.ts';

/** What a credential proves beside that its bearer knows it. */
export interface Accepted {
  readonly agent?: Agent;
  readonly user?: User;
  readonly scopes?: readonly string[];
}

/** What a credential proves, or the reasons why it proves nothing. */
export type Proof = Accepted | { readonly refused: readonly string[] };

/** Checks one credential; each security scheme of the contract has its check. Why it is refused is looked for afterwards. */
export function verify(scheme: SchemeName, value: string | undefined, evidence: Evidence): Proof | Promise<Proof> {
  if (value === undefined) return missing;
  const found = checks[scheme](value, evidence);
  if (found instanceof Promise) return found.then((proof) => proof ?? refusal(scheme, value, evidence));
  return found ?? refusal(scheme, value, evidence);
}

const missing: Proof = { refused: ['missing'] };

async function refusal(scheme: SchemeName, value: string, evidence: Evidence): Promise<Proof> {
  return { refused: await whyRefused(scheme, value, evidence) };
}

type Check = (value: string, evidence: Evidence) => Promise<Accepted | undefined> | Accepted | undefined;

const accepted: Accepted = {};

const checks: Record<SchemeName, Check> = {
  GitlabSharedSecret: (value, { secrets: { shell } }) => equals(decodeLeniently(value), shell),
  // The parameter is compared as it came: GitLab's prose says Base64, its code does not decode it.
  SecretToken: (value, { secrets: { shell } }) => equals(value, shell),
  GitlabShellJwt: async (value, { secrets: { shell }, clock }) =>
    shell !== undefined && (await jwtRefusal(value, shellExpectation(shell, clock))) === undefined
      ? accepted
      : undefined,
  GitlabKasJwt: async (value, { secrets: { kas }, clock }) =>
    kas !== undefined && (await jwtRefusal(value, kasExpectation(kas, clock))) === undefined ? accepted : undefined,
  AgentToken: async (value, { store }) => {
    const agent = await store.agents.findByDigest(digest(value));
    return agent && { agent };
  },
  PrivateToken: verifyPersonalAccessToken,
  PrivateTokenAlias: verifyPersonalAccessToken,
  PersonalAccessToken: verifyPersonalAccessToken,
  ErrorTrackingToken: (value, { secrets: { errorTracking } }) => equals(value, errorTracking),
  ErrorTrackingTokenParameter: (value, { secrets: { errorTracking } }) => equals(value, errorTracking),
  ScimToken: (value, { scim }) => (scim && secretsEqual(digest(value), scim.digest) ? accepted : undefined),
};

/** Refuses whatever is presented where the instance has no such secret. */
function equals(value: string, secret: string | undefined): Accepted | undefined {
  return secret !== undefined && secretsEqual(chomp(value), chomp(secret)) ? accepted : undefined;
}

async function verifyPersonalAccessToken(value: string, { store, clock }: Evidence): Promise<Accepted | undefined> {
  const token = await store.personalAccessTokens.findByDigest(digest(value));
  if (!token || (token.expires_at !== null && token.expires_at <= today(clock))) return undefined;
  const user = await store.users.find(token.user_id);
  return user?.state === 'active' ? { user, scopes: JSON.parse(token.scopes) } : undefined;
}
