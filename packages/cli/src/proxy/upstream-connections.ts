import { Agent, type ClientRequest, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest, Agent as SecureAgent } from 'node:https';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { type HeaderLines, pairsOf } from './header-lines.ts';
import type { Upstream } from './upstream.ts';

/** The largest head of a message that is passed on, in bytes; more than any server in front of GitLab takes. */
export const maxHeaderSize: number = 256 * 1024;

/** What is sent to the upstream. */
export interface Head {
  readonly method: string;
  readonly target: string;
  readonly headers: HeaderLines;
}

interface Pair {
  readonly agent: Agent;
  busy: number;
}

/**
 * The connections to the upstream: one for each of a client's, and closed with it, as if the client had made it. So both
 * sides see what they would see without a proxy, also who closes a connection that is kept alive.
 */
export class UpstreamConnections {
  readonly #upstream: Upstream;
  readonly #authorities: string | undefined;
  readonly #timeout: number;
  readonly #pairs = new WeakMap<Socket, Pair>();
  readonly #known = new WeakSet<Socket>();

  /** The timeout is in milliseconds. */
  constructor(upstream: Upstream, authorities: string | undefined, timeout: number) {
    this.#upstream = upstream;
    this.#authorities = authorities;
    this.#timeout = timeout;
  }

  /** Begins a request on the connection that belongs to a client's. */
  request(client: Socket, { method, target, headers }: Head): ClientRequest {
    const pair = this.#pairOf(client);
    const make = this.#upstream.isSecure ? httpsRequest : httpRequest;
    const options = { ...this.#options(), agent: pair.agent, method, path: target, setHost: false, maxHeaderSize };
    const outgoing = makeExact(make, { ...options, timeout: this.#timeout }, headers);
    this.#watch(outgoing, client, pair);
    return outgoing;
  }

  /** A connection of its own, for what is no HTTP any more. */
  connect(): Socket {
    const { isSecure, where } = this.#upstream;
    const place = 'socketPath' in where ? { path: where.socketPath } : where;
    return isSecure ? connectSecurely({ ...place, ...this.#security() }) : connect(place);
  }

  #options(): RequestOptions {
    return { ...this.#upstream.where, ...(this.#upstream.isSecure && this.#security()) };
  }

  /** The name in a certificate is that of the upstream, whatever `Host` says. */
  #security(): { ca?: string | undefined; servername?: string } {
    const { where } = this.#upstream;
    const host = 'host' in where ? where.host : '';
    return {
      ...(this.#authorities !== undefined && { ca: this.#authorities }),
      ...(isIP(host) === 0 ? { servername: host } : { servername: '' }),
    };
  }

  #pairOf(client: Socket): Pair {
    const known = this.#pairs.get(client);
    if (known) return known;
    const options = { keepAlive: true, maxSockets: 1, maxFreeSockets: 1 };
    const pair = { agent: this.#upstream.isSecure ? new SecureAgent(options) : new Agent(options), busy: 0 };
    this.#pairs.set(client, pair);
    client.once('close', () => pair.agent.destroy());
    // A connection that was still being made when the client went away comes into the agent's hands only afterwards.
    pair.agent.on('free', (socket: Socket) => client.destroyed && socket.destroy());
    return pair;
  }

  #watch(outgoing: ClientRequest, client: Socket, pair: Pair): void {
    pair.busy += 1;
    outgoing.once('close', () => {
      pair.busy -= 1;
    });
    outgoing.once('socket', (socket: Socket) => {
      if (this.#known.has(socket)) return;
      this.#known.add(socket);
      // A client that waits would otherwise send its next request to nobody.
      socket.once('close', () => pair.busy === 0 && client.end());
    });
  }
}

type Make = (options: RequestOptions) => ClientRequest;

/**
 * A request with exactly these headers. Given one by one, Node writes each as it is and can be told to add none of its own;
 * it would put repeated ones together. Given as a list they stay apart, but where `Connection` is missing Node adds it.
 */
function makeExact(make: Make, options: RequestOptions, headers: HeaderLines): ClientRequest {
  const names = [...pairsOf(headers)].map(([name]) => name.toLowerCase());
  const present = new Set(names);
  if (present.size < names.length) return make({ ...options, headers });
  const outgoing = make(options);
  for (const [name, value] of pairsOf(headers)) outgoing.setHeader(name, value);
  for (const name of ['connection', 'content-length', 'transfer-encoding'])
    if (!present.has(name)) outgoing.removeHeader(name);
  return outgoing;
}
