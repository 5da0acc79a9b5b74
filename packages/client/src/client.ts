import createRawClient, { type Client as OpenapiFetchClient } from 'openapi-fetch';
import { type Editions, editions, endpoints, type LatestEdition, latestEdition } from '../generated/operations.ts';
import { functionOf, type OperationFunction, type Settings } from './call.ts';
import type { Credential } from './credentials.ts';
import { type Edition, type Endpoint, endpointIn } from './endpoint.ts';
import type { OnAttempt } from './hook.ts';
import type { OperationsOf } from './messages.ts';
import type { Retry } from './retry.ts';
import type { Timeouts } from './timeouts.ts';

/** Where GitLab is, how to prove to it who is asking, and how patiently to ask. */
export interface ClientOptions<V extends Edition = LatestEdition> {
  /** The URL of GitLab, with its relative URL root if it has one. */
  readonly baseUrl: string;
  /** Each call sends those of them that its operation declares; of two of a kind the later one. */
  readonly credentials?: readonly Credential[] | undefined;
  /** The edition of the contract that the client speaks; by default the latest. */
  readonly gitlabVersion?: V | undefined;
  readonly timeouts?: Timeouts | undefined;
  /** Applies where the contract allows a request to be repeated; `false` switches it off. */
  readonly retry?: Retry | undefined;
  /** Is told of each attempt, for a log. */
  readonly onAttempt?: OnAttempt | undefined;
  /** In place of the global `fetch`. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** One function per operation. */
export type Functions<Operations> = { readonly [Id in keyof Operations]: OperationFunction<Operations[Id]> };

/** The plain openapi-fetch client, typed by the paths of an edition. */
export type RawClient<V extends Edition = LatestEdition> = OpenapiFetchClient<Editions[V]['paths']>;

/** A client of GitLab's internal API: a function for each operation of its edition. */
export type Client<V extends Edition = LatestEdition> = Functions<OperationsOf<V>> & {
  /**
   * A plain openapi-fetch client, for whatever the functions do not cover. It sends no credentials by itself, has no timeouts
   * and repeats nothing; under SCIM it has to be given the `Content-Type`.
   */
  readonly raw: RawClient<V>;
};

/** A redirect is not followed, as GitLab Shell does not: fetch would carry the secrets on to any host. */
const redirect: RequestRedirect = 'manual';

/** Makes a client. */
export function createClient<V extends Edition = LatestEdition>(options: ClientOptions<V>): Client<V> {
  const { baseUrl, credentials = [], gitlabVersion: edition = latestEdition, fetch } = options;
  requireUsable(baseUrl, edition);
  const raw = createRawClient<Editions[V]['paths']>({ baseUrl, redirect, ...(fetch ? { fetch } : {}) });
  const settings = { ...options, credentials, send: sender(baseUrl, fetch) };
  // The table that the functions are made of and their types come from one contract.
  return { ...functionsOf(edition, settings), raw } as Client<V>;
}

function functionsOf(edition: Edition, settings: Settings): object {
  const functions: Record<string, unknown> = {};
  for (const [id, row] of Object.entries<Endpoint>(endpoints)) {
    if (row.editions && !row.editions.includes(edition)) continue;
    functions[id] = functionOf(settings, id, endpointIn(edition, row));
  }
  return functions;
}

/** openapi-fetch would make a `Request` of everything, and each costs time; `pnpm bench client` measures it. */
function sender(baseUrl: string, own: ClientOptions['fetch']): Settings['send'] {
  const root = baseUrl.replace(/\/$/, '');
  return async ({ path, ...request }, signal) => {
    const init = { ...request, redirect, signal };
    const response = await (own ? own(new Request(root + path, init)) : fetch(root + path, init));
    return { response, text: await response.text() };
  };
}

function requireUsable(baseUrl: string, edition: string): void {
  if (!editions.some((known) => known === edition)) {
    throw new TypeError(`gitlabVersion is '${edition}', not one of ${editions.join(', ')}`);
  }
  // In a browser it may be relative to the page. What fetch says of it would repeat a password.
  const { protocol = '', username, password } = URL.parse(baseUrl, globalThis.location?.href) ?? {};
  if (!/^https?:/.test(protocol) || username || password) {
    throw new TypeError('baseUrl is not a URL like https://gitlab.example.com, without a user and a password');
  }
}
