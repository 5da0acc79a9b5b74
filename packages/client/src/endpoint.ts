import type { CredentialName } from './credentials.ts';

/** What the client knows of an operation at run time. */
export interface Endpoint {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH';
  readonly path: string;
  /** In which JSON the body goes; absent where the operation has none, and what is not in the path is in the query. */
  readonly mediaType?: string;
  /** Alternatives; each names the credentials that are needed together. */
  readonly security: readonly (readonly CredentialName[])[];
  readonly statuses: readonly number[];
}
