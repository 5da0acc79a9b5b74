import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Agent } from 'undici';
import type { LatestEdition } from '../generated/operations.ts';
import { type Client, type ClientOptions, createClient as createWebClient } from './client.ts';
import type { Edition } from './endpoint.ts';

/** What a client in Node.js can do besides. */
export interface NodeClientOptions<V extends Edition = LatestEdition> extends Omit<ClientOptions<V>, 'fetch'> {
  /**
   * The URL of GitLab, with its relative URL root if it has one. `http+unix://%2Frun%2Fgitlab.socket` is a Unix socket, as
   * GitLab Shell's `gitlab_url` writes it.
   */
  readonly baseUrl: string;
  readonly tls?: TlsFiles | undefined;
}

/** Files in PEM, read when the client is made. */
export interface TlsFiles {
  /** The authorities to trust in place of those that Node.js knows. */
  readonly caFile?: string | undefined;
  /** The client certificate, and the key to it. */
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
}

/** A client with connections of its own. */
export type NodeClient<V extends Edition = LatestEdition> = Client<V> & {
  /** Closes the connections, after the calls that are under way; `await using` does so by itself. */
  readonly close: () => Promise<void>;
} & AsyncDisposable;

/** A secret in a file, read again for each attempt, so that a new one counts at once. */
export function fromFile(path: string | URL): () => Promise<string> {
  return () => readFile(path, 'utf8');
}

/** Makes a client that also reaches Unix sockets, trusts other authorities and shows a client certificate. */
export function createClient<V extends Edition = LatestEdition>(options: NodeClientOptions<V>): NodeClient<V> {
  const { baseUrl, tls, ...rest } = options;
  const { url, socketPath } = placeOf(baseUrl);
  const { Agent, fetch } = loadUndici();
  const connect = { ...(socketPath ? { socketPath } : {}), ...read(tls) };
  // The client has timeouts of its own.
  const dispatcher = new Agent({ connect, headersTimeout: 0, bodyTimeout: 0 });
  const close = () => dispatcher.close();
  const client = createWebClient<V>({ ...rest, baseUrl: url, fetch: fetchThrough(fetch, dispatcher) });
  return { ...client, close, [Symbol.asyncDispose]: close };
}

function placeOf(baseUrl: string): { readonly url: string; readonly socketPath?: string } {
  const [, socket, root = ''] = /^http\+unix:\/\/([^/]*)(\/.*)?$/.exec(baseUrl) ?? [];
  if (socket === undefined) return { url: baseUrl };
  const socketPath = decodeURIComponent(socket);
  if (!socketPath.startsWith('/')) {
    throw new TypeError(`baseUrl is '${baseUrl}', not a Unix socket like http+unix://%2Frun%2Fgitlab.socket`);
  }
  // GitLab Shell sends this host, too.
  return { url: `http://unix${root}`, socketPath };
}

function read({ caFile, certFile, keyFile }: TlsFiles = {}): { ca?: Buffer; cert?: Buffer; key?: Buffer } {
  return {
    ...(caFile ? { ca: readFileSync(caFile) } : {}),
    ...(certFile ? { cert: readFileSync(certFile) } : {}),
    ...(keyFile ? { key: readFileSync(keyFile) } : {}),
  };
}

type Undici = typeof import('undici');

/** The `fetch` of Node.js takes no connections from another release of undici than its own. */
function loadUndici(): Undici {
  try {
    return createRequire(import.meta.url)('undici');
  } catch (cause) {
    throw new Error('@gitlab-internal-api/client/node needs undici: npm install undici', { cause });
  }
}

function fetchThrough(fetch: Undici['fetch'], dispatcher: Agent): (request: Request) => Promise<Response> {
  return async (request) => {
    const { url, method, redirect, signal } = request;
    const body = request.body ? await request.text() : null;
    const headers = [...request.headers];
    const reply = await fetch(url, { method, headers, redirect, signal, body, dispatcher });
    return new Response((await reply.text()) || null, { status: reply.status, headers: [...reply.headers] });
  };
}
