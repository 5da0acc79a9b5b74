import type { IncomingMessage } from 'node:http';
import { carrierReplies, type Door } from '@gitlab-internal-api/validator';
import type { Logger } from 'pino';
import { isProbe } from './front-door.ts';
import type { Queue } from './queue.ts';

/** How many seconds without a refusal it takes until the crowd counts as gone, and a client is to wait. */
const pause = 1;

/** Refuses what comes while too many wait; whoever looks whether the server lives is answered all the same. */
export class Shedding {
  readonly #queue: Queue;
  readonly #log: Logger;
  readonly #count: () => void;
  #refused = 0;
  #told = 0;
  #watch: NodeJS.Timeout | undefined;

  constructor(queue: Queue, log: Logger, count: () => void) {
    this.#queue = queue;
    this.#log = log;
    this.#count = count;
  }

  /** Stands behind the doors that take the relative URL root off. */
  readonly door: Door = ({ request, target }) => {
    if (!this.#queue.refuses(request) || isProbe(target, '')) return undefined;
    this.#tell();
    const { headers, ...reply } = carrierReplies.unavailable(pause);
    return { ...reply, headers: { ...headers, ...this.#about(request, target) } };
  };

  /** Says how many were refused, where that has not been said. */
  close(): void {
    if (this.#watch === undefined) return;
    clearInterval(this.#watch);
    this.#watch = undefined;
    this.#log.warn({ refused: this.#refused }, 'no longer overloaded');
    this.#refused = 0;
    this.#told = 0;
  }

  #about({ headers }: IncomingMessage, target: string): Record<string, string> {
    return {
      'Content-Type': target.includes('/api/scim/') ? 'application/scim+json' : 'application/json',
      'Gitlab-Stub-Hint': `overloaded: ${this.#queue.limit} requests wait already`,
      // Who waits for permission to send a body would not know whether the connection still wants it.
      ...(headers.expect !== undefined && { Connection: 'close' }),
    };
  }

  /** One line when it begins, and one when it is over: a log must not be flooded with what is refused to save time. */
  #tell(): void {
    this.#count();
    this.#refused++;
    if (this.#watch !== undefined) return;
    this.#log.warn({ waiting: this.#queue.limit }, 'overloaded: requests are refused with 503');
    this.#watch = setInterval(() => this.#look(), pause * 1000).unref();
  }

  #look(): void {
    if (this.#refused === this.#told) this.close();
    else this.#told = this.#refused;
  }
}
