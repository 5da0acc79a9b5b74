import { type SchemeName, takeApart } from '@gitlab-internal-api/validator';
import { today } from '../clock.ts';
import { digest } from '../store/digest.ts';
import type { Evidence } from './evidence.ts';
import { kasExpectation, shellExpectation } from './expectations.ts';
import { jwtRefusal } from './jwt.ts';
import { type Diagnosis, jwtProblems } from './jwt-problems.ts';
import { knownCredential } from './known-credential.ts';
import { parameterRefusal, sharedSecretRefusal } from './secret-problems.ts';
import { mistakenKasKeys, mistakenShellKeys } from './signing-keys.ts';

/** Why a credential was refused, a sentence each, for whoever runs the stub; no sentence shows a secret. */
export async function whyRefused(scheme: SchemeName, value: string, evidence: Evidence): Promise<string[]> {
  const { [scheme]: keeper } = keepers;
  if (keeper && evidence.secrets[keeper.secret] === undefined) return [`the world has no ${keeper.name}`];
  if (value.trim() === '') return ['empty'];
  // A parameter may be as long as a body; nobody waits for what is wrong with that.
  if (value.length > longest) return [`${value.length} characters, longer than any credential`];
  return explanations[scheme](value, evidence);
}

const longest = 8192;

const shell = { secret: 'shell', name: 'secret of GitLab Shell (secrets.shell)' } as const;
const errorTracking = { secret: 'errorTracking', name: 'token of error tracking (secrets.error_tracking)' } as const;

const keepers: Partial<Record<SchemeName, { readonly secret: keyof Evidence['secrets']; readonly name: string }>> = {
  GitlabSharedSecret: shell,
  SecretToken: shell,
  GitlabShellJwt: shell,
  GitlabKasJwt: { secret: 'kas', name: 'secret of kas (secrets.kas)' },
  ErrorTrackingToken: errorTracking,
  ErrorTrackingTokenParameter: errorTracking,
};

type Explanation = (value: string, evidence: Evidence) => Promise<string[]>;

const explanations: Record<SchemeName, Explanation> = {
  GitlabSharedSecret: async (value, evidence) => [
    sharedSecretRefusal(value, evidence.secrets.shell ?? '') ??
      (await mistaken(value, "the Base64 of GitLab Shell's secret", evidence)) ??
      (isBase64(value) ? 'the Base64 of another secret' : 'not the Base64 of the secret, and no Base64 at all'),
  ],
  SecretToken: async (value, evidence) => [
    parameterRefusal(value, evidence.secrets.shell ?? '') ??
      (await mistaken(value, "GitLab Shell's secret as it stands in its file", evidence)) ??
      'another secret',
  ],
  GitlabShellJwt: (value, evidence) =>
    explainToken(value, evidence, {
      ...shellExpectation(evidence.secrets.shell ?? '', evidence.clock),
      mistaken: mistakenShellKeys(evidence.secrets),
      header: 'Gitlab-Shell-Api-Request',
    }),
  GitlabKasJwt: (value, evidence) =>
    explainToken(value, evidence, {
      ...kasExpectation(evidence.secrets.kas ?? '', evidence.clock),
      mistaken: mistakenKasKeys(evidence.secrets),
      header: 'Gitlab-Kas-Api-Request',
    }),
  AgentToken: async (value, evidence) => [
    (await mistaken(value, 'the token of an agent', evidence)) ?? 'no agent has this token',
  ],
  PrivateToken: explainPersonalAccessToken,
  PrivateTokenAlias: explainPersonalAccessToken,
  PersonalAccessToken: explainPersonalAccessToken,
  ErrorTrackingToken: explainErrorTrackingToken,
  ErrorTrackingTokenParameter: explainErrorTrackingToken,
  ScimToken: explainScimToken,
};

function isBase64(value: string): boolean {
  return /^[A-Za-z0-9+/\r\n\t]+={0,2}\s*$/.test(value);
}

/** A credential that is good for something else. */
async function mistaken(value: string, wanted: string, evidence: Evidence): Promise<string | undefined> {
  const known = await knownCredential(value, evidence);
  return known && `this is ${known}; wanted is ${wanted}`;
}

async function explainToken(value: string, evidence: Evidence, diagnosis: Diagnosis): Promise<string[]> {
  const token = takeApart(value);
  if (!token) return [await explainNoToken(value, evidence)];
  const problems = jwtProblems(token, diagnosis);
  return problems.length > 0 ? problems : [(await jwtRefusal(value, diagnosis)) ?? 'not a JSON Web Token'];
}

async function explainNoToken(value: string, evidence: Evidence): Promise<string> {
  const known = await knownCredential(value, evidence);
  if (known) return `this is ${known}; wanted is a JSON Web Token and nothing else`;
  const parts = value.split('.').length;
  if (parts === 5) return 'an encrypted token; GitLab takes signed ones';
  return parts === 3
    ? 'not a JSON Web Token: its first two parts are not JSON objects in Base64url'
    : `not a JSON Web Token, which has three parts between dots; this has ${parts}`;
}

async function explainPersonalAccessToken(value: string, evidence: Evidence): Promise<string[]> {
  const { store, clock } = evidence;
  const token = await store.personalAccessTokens.findByDigest(digest(value));
  if (!token)
    return [(await mistaken(value, 'a personal access token', evidence)) ?? 'no user has this personal access token'];
  const user = await store.users.find(token.user_id);
  const whose = `the personal access token of ${user?.username ?? 'a user who is gone'}`;
  const expired = token.expires_at !== null && token.expires_at <= today(clock);
  return [
    ...(expired ? [`${whose} expired on ${token.expires_at}; in this world it is ${today(clock)}`] : []),
    ...(user && user.state !== 'active' ? [`${whose} is good, but the user is ${user.state}`] : []),
    ...(user ? [] : [`the user of this personal access token is gone`]),
  ];
}

async function explainErrorTrackingToken(value: string, evidence: Evidence): Promise<string[]> {
  return [
    (await mistaken(value, 'the token of the error tracking service', evidence)) ??
      'another token than that of the error tracking service',
  ];
}

async function explainScimToken(value: string, evidence: Evidence): Promise<string[]> {
  const { store, scim } = evidence;
  const group = scim && (await store.namespaces.find(scim.group_id));
  const name = group?.path ?? 'in the path';
  return [
    (await mistaken(value, `the SCIM token of group ${name}`, evidence)) ??
      `not the SCIM token of group ${name}, and of no other group`,
  ];
}
