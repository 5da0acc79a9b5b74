import type { IncomingMessage, ServerResponse } from 'node:http';
import { apiTarget } from '../findings/api-target.ts';
import { BodyCopy } from './body-copy.ts';
import type { Enforcement } from './enforcement.ts';
import { forward, passHead } from './forward.ts';
import type { Logger } from './log.ts';
import type { Observed } from './observed.ts';
import { relay } from './relay.ts';
import type { UpstreamConnections } from './upstream-connections.ts';

/** What the gateway is made of. */
export interface GatewayOptions {
  readonly connections: UpstreamConnections;
  readonly relativeUrlRoot: string | undefined;
  /** The largest body that is looked at, in bytes. */
  readonly maxBody: number;
  /** Undefined where nothing is refused. */
  readonly enforcement: Enforcement | undefined;
  readonly log: Logger;
  /** Told of every exchange under `/api` when it is over. */
  readonly tell: (observed: Observed) => void;
}

/** Passes requests to the upstream and their replies back, and watches those under `/api`. */
export class Gateway {
  readonly #options: GatewayOptions;

  constructor(options: GatewayOptions) {
    this.#options = options;
  }

  /** Whether a target leads to what the contract speaks about. */
  isWatched(target: string): boolean {
    return apiTarget(target, this.#options.relativeUrlRoot) !== undefined;
  }

  /** Answers one request; never rejects. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { log, tell } = this.#options;
    const observed = this.isWatched(request.url ?? '') ? observe(request, this.#options.maxBody) : undefined;
    try {
      const failure = await this.#pass(request, response, observed);
      if (failure !== undefined) log.warn({ ...about(request), reason: failure }, 'the upstream gave no reply');
    } catch (error) {
      log.error({ ...about(request), err: error }, 'proxy defect');
      response.destroy();
    }
    if (!observed) return;
    observed.duration = performance.now() - observed.start;
    tell(observed);
  }

  #pass(
    request: IncomingMessage,
    response: ServerResponse,
    observed: Observed | undefined,
  ): Promise<string | undefined> {
    const { connections, enforcement, maxBody } = this.#options;
    if (observed && enforcement) return enforcement.pass({ request, response, connections, observed });
    return forward({
      request,
      response,
      connections,
      send: (outgoing) => relay(request, outgoing, observed?.body),
      take: (reply) => {
        const body = observed && new BodyCopy(maxBody);
        if (observed && body) observed.reply = { status: reply.statusCode ?? 0, headers: reply.rawHeaders, body };
        breakOffWith(reply, response);
        passHead(reply, response);
        relay(reply, response, body);
      },
    });
  }
}

function observe({ method = 'GET', url = '/', rawHeaders }: IncomingMessage, maxBody: number): Observed {
  const now = { startedAt: new Date(), start: performance.now() };
  return { method, target: url, headers: rawHeaders, body: new BodyCopy(maxBody), ...now };
}

/** A client that gets half a reply has to see that it is half a reply. */
function breakOffWith(reply: IncomingMessage, response: ServerResponse): void {
  reply.once('error', () => response.destroy());
  reply.once('close', () => !reply.complete && response.destroy());
}

/** Only the path of the target: a query may carry a secret. */
function about({ method, url = '' }: IncomingMessage): { method: string | undefined; path: string } {
  return { method, path: url.split('?', 1)[0]?.slice(0, 500) ?? '' };
}
