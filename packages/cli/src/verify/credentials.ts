import type { OperationSummary } from '@gitlab-internal-api/contract';
import { securitySchemes } from '@gitlab-internal-api/contract/operations';
import { signKasToken, signShellToken } from '@gitlab-internal-api/server';
import type { SchemeName } from '@gitlab-internal-api/validator';
import type { Presented, Proof } from './ask.ts';
import type { Facts } from './facts.ts';

/** What somebody presents who has not the secret. */
const wrongSecret = 'not-the-secret-of-this-server';

/** The Base64 of 32 bytes that are no secret of anybody. */
const wrongKasSecret = Buffer.alloc(32, 1).toString('base64');

/** The ways in which a credential of a scheme is not good. */
export function wrongProofs(scheme: SchemeName): Proof[] {
  if (scheme === 'GitlabShellJwt') return ['wrong', 'malformed', 'expired', 'of another issuer'];
  return scheme === 'GitlabKasJwt' ? ['wrong', 'malformed', 'expired'] : ['wrong'];
}

/** The credentials that let a request in, of the alternative that is preferred or else of the first. */
export function goodCredentials(
  { security }: OperationSummary,
  facts: Facts,
  preferred: string | undefined,
): Presented[] | undefined {
  const known = alternatives(security, facts);
  return known.find((presented) => presented.some(({ scheme }) => scheme === preferred)) ?? known[0];
}

/** Every alternative of an operation for which the facts have all secrets. */
export function alternatives(security: OperationSummary['security'], facts: Facts): Presented[][] {
  const known = security.filter((schemes) => schemes.every((scheme) => secretOf(scheme as SchemeName, facts)));
  return known.map((schemes) => schemes.map((scheme) => ({ scheme: scheme as SchemeName, proof: 'good' })));
}

/** What the facts lack to get into an operation. */
export function lackOf({ security: [schemes = []] }: OperationSummary, facts: Facts): string {
  const lacking = schemes.filter((scheme) => secretOf(scheme as SchemeName, facts) === undefined);
  return lacking.map((scheme) => places[scheme as SchemeName]).join(' and ');
}

const places: Record<SchemeName, string> = {
  GitlabSharedSecret: 'secrets.shell',
  SecretToken: 'secrets.shell',
  GitlabShellJwt: 'secrets.shell',
  GitlabKasJwt: 'secrets.kas',
  AgentToken: 'agents[].token',
  PrivateToken: 'users[].tokens of an administrator',
  PrivateTokenAlias: 'users[].tokens of an administrator',
  PersonalAccessToken: 'users[].tokens of an administrator',
  ScimToken: 'namespaces[].scim',
  ErrorTrackingToken: 'secrets.error_tracking',
  ErrorTrackingTokenParameter: 'secrets.error_tracking',
};

function secretOf(scheme: SchemeName, { secrets, agent, adminToken, scim }: Facts): string | undefined {
  const place = places[scheme];
  if (place === 'secrets.shell') return secrets.shell;
  if (place === 'secrets.kas') return secrets.kas;
  if (place === 'secrets.error_tracking') return secrets.errorTracking;
  if (scheme === 'AgentToken') return agent?.token;
  return scheme === 'ScimToken' ? scim?.token : adminToken;
}

/** The value of a credential, made anew for each request. */
export async function credentialValue({ scheme, proof }: Presented, facts: Facts, now: Date): Promise<string> {
  const secret = proof === 'wrong' ? wrongSecret : (secretOf(scheme, facts) ?? '');
  if (proof === 'malformed') return 'not.a.token';
  if (scheme === 'GitlabSharedSecret') return Buffer.from(secret).toString('base64');
  if (scheme !== 'GitlabShellJwt' && scheme !== 'GitlabKasJwt') return secret.replace(/\r?\n$/, '');
  // GitLab forgives a minute.
  const signed = { now: proof === 'expired' ? new Date(now.getTime() - 900_000) : now, lifetime: 30 };
  if (scheme === 'GitlabKasJwt') return signKasToken(proof === 'wrong' ? wrongKasSecret : secret, signed);
  // The key is the same, and only the issuer is that of kas.
  if (proof === 'of another issuer') return signKasToken(Buffer.from(secret.trim()).toString('base64'), signed);
  return signShellToken(secret, signed);
}

/** The header in which a credential stands; undefined for one that is a parameter. */
export function credentialHeader(scheme: SchemeName, value: string): [name: string, value: string] | undefined {
  const definition = securitySchemes[scheme];
  if (definition.in !== 'header') return undefined;
  return [definition.name, definition.type === 'http' ? `Bearer ${value}` : value];
}

/** The name of the parameter in which a credential stands. */
export function credentialParameter(scheme: SchemeName): string {
  return securitySchemes[scheme].name;
}
