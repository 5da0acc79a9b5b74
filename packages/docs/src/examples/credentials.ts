/** A credential as a request carries it. */
export interface Credential {
  readonly scheme: Scheme;
  readonly header: string;
}

/** Those of the contract's security schemes by which the examples get in. */
export type Scheme = keyof typeof headers;

/** The credentials of the stub's default world: for development only, and known to everybody. */
export const development = {
  shellSecret: 'gitlab-shell-dev-secret',
  kasSecret: 'Z2l0bGFiLWthcy1kZXYtc2VjcmV0LTMyLWJ5dGVzISE=',
  agentToken: 'agent-dev-token',
  adminToken: 'admin-dev-token',
  scimToken: 'scim-dev-token',
  errorTrackingToken: 'error-tracking-dev-token',
} as const;

const headers = {
  GitlabSharedSecret: 'Gitlab-Shared-Secret',
  GitlabKasJwt: 'Gitlab-Kas-Api-Request',
  AgentToken: 'Authorization',
  PrivateToken: 'PRIVATE-TOKEN',
  ScimToken: 'Authorization',
  ErrorTrackingToken: 'Gitlab-Error-Tracking-Token',
} as const;

/** The credentials of the first alternative of an operation. */
export function credentialsFor([alternative = []]: readonly (readonly string[])[]): Credential[] {
  return alternative.map((name) => {
    if (!isKnown(name)) throw new Error(`${name} is a security scheme for which no example has a credential`);
    return { scheme: name, header: headers[name] };
  });
}

function isKnown(name: string): name is Scheme {
  return name in headers;
}

/** What the header of a credential says; undefined for a token that has to be signed afresh. */
export function headerValue(scheme: Scheme): string | undefined {
  const { shellSecret, agentToken, adminToken, scimToken, errorTrackingToken } = development;
  return {
    GitlabSharedSecret: btoa(shellSecret),
    GitlabKasJwt: undefined,
    AgentToken: `Bearer ${agentToken}`,
    PrivateToken: adminToken,
    ScimToken: `Bearer ${scimToken}`,
    ErrorTrackingToken: errorTrackingToken,
  }[scheme];
}
