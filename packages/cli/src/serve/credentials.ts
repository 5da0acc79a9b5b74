import type { World } from '@gitlab-internal-api/server';
import { UserError } from '../user-error.ts';
import { isLoopback } from './loopback.ts';
import type { Secrets } from './secret-files.ts';

/** Something that lets a request in, and what people call it. */
export interface Credential {
  readonly name: string;
  readonly value: string;
}

/** Everything that lets a request in: what was given, and for the rest the world's. */
export function credentialsOf(
  { secrets = {}, users = [], agents = [], namespaces = [] }: World,
  { shell, kas }: Partial<Secrets>,
): Credential[] {
  return [
    { name: 'GitLab Shell secret', value: shell ?? secrets.shell ?? '' },
    { name: 'kas secret', value: kas ?? secrets.kas ?? '' },
    { name: 'error tracking token', value: secrets.error_tracking ?? '' },
    ...users.flatMap(({ username, tokens = [] }) =>
      tokens.map(({ token }) => ({ name: `access token of ${username}`, value: token })),
    ),
    ...agents.map(({ name, token }) => ({ name: `token of agent ${name}`, value: token })),
    ...namespaces.flatMap(({ path, scim }) => (scim ? [{ name: `SCIM token of ${path}`, value: scim.token }] : [])),
  ].filter(({ value }) => value !== '');
}

/** Those that anybody can know, because they stand in the default world. */
export function wellKnown(credentials: readonly Credential[], defaults: readonly Credential[]): Credential[] {
  const known = new Set(defaults.map(({ value }) => value.trim()));
  return credentials.filter(({ value }) => known.has(value.trim()));
}

/** Others must not get in with what anybody can know. */
export function refuseToExpose(credentials: readonly Credential[], host: string): void {
  if (credentials.length === 0 || isLoopback(host)) return;
  const names = credentials.map(({ name }) => name).join(', ');
  throw new UserError(
    `others could reach ${host} and get in with development credentials (${names}); give secret files and a world of your own, or --allow-dev-credentials`,
  );
}

/** A server that lets nobody in is a mistake, and not a wish. */
export function refuseToShutOut(credentials: readonly Credential[], file: string | undefined): void {
  if (credentials.length > 0) return;
  throw new UserError(
    `${file} lets nobody in: give it secrets.shell (or --shell-secret-file), secrets.kas (or --kas-secret-file) or tokens; --print-world prints an example`,
  );
}
