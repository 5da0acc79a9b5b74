import { type Credential, CredentialError } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';

/**
 * Those of a client's credentials that an operation declares. Where it declares alternatives, each that is complete is sent:
 * GitLab Shell itself sent both its secret and its token while it did not know which of them GitLab would want.
 */
export function declaredCredentials(
  id: string,
  { security }: Endpoint,
  credentials: readonly Credential[],
): Credential[] {
  const given = new Set(credentials.map(({ name }) => name));
  const complete = security.filter((alternative) => alternative.every((name) => given.has(name)));
  if (complete.length === 0) throw new CredentialError(describeMissing(id, security, [...given]));
  const wanted = new Set(complete.flat());
  return credentials.filter(({ name }) => wanted.has(name));
}

/** The headers of credentials, made for one request. */
export async function headersOf(credentials: readonly Credential[]): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(credentials.map((credential) => credential.header())));
}

/** Both lists as one; of two credentials with the same name the later one counts. */
export function mergeCredentials(known: readonly Credential[], added: readonly Credential[]): Credential[] {
  return [...new Map([...known, ...added].map((credential) => [credential.name, credential])).values()];
}

function describeMissing(id: string, security: Endpoint['security'], given: readonly string[]): string {
  const needed = security.map((alternative) => alternative.join(' and ')).join(', or ');
  return `${id} needs ${needed}; given: ${given.join(', ') || 'none'}`;
}
