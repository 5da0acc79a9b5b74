import { type Credential, CredentialError } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';

/**
 * Those of a client's credentials that an operation declares. Where it declares alternatives, each that is complete is sent:
 * GitLab Shell itself sent both its secret and its token while it did not know which of them GitLab would want.
 */
export function declaredCredentials({ security }: Endpoint, credentials: readonly Credential[]): Credential[] {
  const given = new Set(credentials.map(({ name }) => name));
  const complete = security.filter((alternative) => alternative.every((name) => given.has(name)));
  const wanted = new Set(complete.flat());
  return credentials.filter(({ name }) => wanted.has(name));
}

/** Refuses a call for which the client has none that would do. */
export function missing(id: string, { security }: Endpoint, credentials: readonly Credential[]): CredentialError {
  const needed = security.map((alternative) => alternative.join(' and ')).join(', or ');
  const given = credentials.map(({ name }) => name).join(', ');
  return new CredentialError(`${id} needs ${needed}; given: ${given || 'none'}`);
}

/** The headers of credentials, made for one attempt. */
export async function headersOf(credentials: readonly Credential[]): Promise<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const credential of credentials) {
    const [name, value] = await credential.header();
    headers[name] = value;
  }
  return headers;
}
