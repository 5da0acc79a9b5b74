import type { Editions } from '../generated/operations.ts';
import type { CredentialName } from './credentials.ts';

/** A GitLab release whose contract a client can speak. */
export type Edition = keyof Editions;

/** What the client knows of an operation at run time. */
export interface Endpoint {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH';
  readonly path: string;
  /** In which JSON the body goes; absent where the operation has none, and what is not in the path is in the query. */
  readonly mediaType?: string;
  /** Alternatives; each names the credentials that are needed together. */
  readonly security: readonly (readonly CredentialName[])[];
  readonly statuses: readonly number[];
  /** Whether it does no harm to send a request twice. */
  readonly repeatable?: true;
  /** The editions that have the operation, if not all do. */
  readonly editions?: readonly Edition[];
  /** The edition that brings a status or a credential, where that is not the first to have the operation. */
  readonly since?: { readonly [part: string]: Edition };
}

/** An operation as an edition that has it has it. */
export function endpointIn(edition: Edition, endpoint: Endpoint): Endpoint {
  const { since, statuses, security } = endpoint;
  // The numbers of all editions have the same length, so that they compare as texts.
  const known = (part: string | number): boolean => (since?.[part] ?? '') <= edition;
  return { ...endpoint, statuses: statuses.filter(known), security: security.filter((names) => names.every(known)) };
}
