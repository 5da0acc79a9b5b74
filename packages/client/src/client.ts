import createRawClient from 'openapi-fetch';
import { type Operations, operationsOf } from '../generated/operations.ts';
import { callThrough, type RawClient } from './call.ts';
import type { Credential } from './credentials.ts';
import { pathOf } from './path.ts';
import { mergeCredentials } from './security.ts';

/** Where GitLab is, and how to prove to it who is asking. */
export interface ClientOptions {
  /** The URL of GitLab, with its relative URL root if it has one. */
  readonly baseUrl: string;
  /** Each call sends those of them that its operation declares. */
  readonly credentials?: readonly Credential[] | undefined;
  /** In place of the global `fetch`. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** A client of GitLab's internal API: a function for each operation. */
export interface Client extends Operations {
  /** The plain openapi-fetch client beneath, for whatever the functions do not cover; it sends no credentials by itself. */
  readonly raw: RawClient;
  /** The same client with more credentials; one of a kind that it has already takes the place of that one. */
  readonly withCredentials: (credentials: readonly Credential[]) => Client;
}

/** Makes a client. */
export function createClient({ baseUrl, credentials = [], fetch }: ClientOptions): Client {
  // A redirect is not followed, as GitLab Shell does not: fetch would carry the secrets on to any host.
  const raw: RawClient = createRawClient({
    baseUrl,
    redirect: 'manual',
    pathSerializer: pathOf,
    ...(fetch ? { fetch } : {}),
  });
  return clientOf(raw, mergeCredentials([], credentials));
}

function clientOf(raw: RawClient, credentials: readonly Credential[]): Client {
  return {
    ...operationsOf(callThrough(raw, credentials)),
    raw,
    withCredentials: (added) => clientOf(raw, mergeCredentials(credentials, added)),
  };
}
