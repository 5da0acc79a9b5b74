import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** A request that wants to be answered, and who does that. */
export interface Visitor {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly answer: RequestListener;
}

/** How long a queue may become. */
interface QueueOptions {
  /** How many requests may wait; those that come then are refused. */
  readonly limit: number;
  /** How many requests wait that have had their turn, such as for a connection to the database. */
  readonly waitingElsewhere?: () => number;
}

/** How many requests may wait where nothing else is said: more than busy clients have at once, and served in about a second. */
export const defaultMaxQueue = 1000;

/**
 * How many requests are answered before the event loop looks at all connections again, and accepts one more. With fewer, those
 * of busy clients would wait, and what waits lives long enough to become a burden for the garbage collector.
 */
const perTurn = 128;

/** How many more may be requests that their clients have sent without waiting for the reply before. */
const followersPerTurn = 2;

/**
 * The requests that wait for their turn, in the order in which they came. Without it they would wait in their connections,
 * where nobody can count them; those that wait for something that they have asked for themselves are not in it.
 */
export class Queue {
  readonly limit: number;
  readonly #waitingElsewhere: () => number;
  readonly #waiting: Visitor[] = [];
  readonly #following: Visitor[] = [];
  readonly #refused = new WeakSet<IncomingMessage>();
  #left = 0;
  /** As if there were a next turn already, until `begin`. */
  #isScheduled = true;

  constructor({ limit, waitingElsewhere = () => 0 }: QueueOptions) {
    this.limit = limit;
    this.#waitingElsewhere = waitingElsewhere;
  }

  /** Has a request answered: at once where nobody waits, later where others do; as one that is refused where too many do. */
  enter(visitor: Visitor): void {
    if (this.#waiting.length + this.#waitingElsewhere() >= this.limit) this.#refuse(visitor);
    else if (this.#left > 0 && this.#waiting.length === 0) this.#answer(visitor);
    else this.#wait(visitor, this.#waiting);
  }

  /** Has a request answered that followed another on its connection: a few in each turn, so that others get theirs. */
  follow(visitor: Visitor): void {
    this.#wait(visitor, this.#following);
  }

  /** Whether a request is to be refused, because too many waited when it came. */
  refuses(request: IncomingMessage): boolean {
    return this.#refused.has(request);
  }

  /** Answers the requests that have come, and those that come. */
  begin(): void {
    this.#takeTurn();
  }

  #refuse({ request, response, answer }: Visitor): void {
    this.#refused.add(request);
    answer(request, response);
  }

  #answer({ request, response, answer }: Visitor): void {
    this.#left--;
    // Nobody reads what is answered to a client that has given up.
    if (!response.destroyed) answer(request, response);
  }

  #wait(visitor: Visitor, line: Visitor[]): void {
    line.push(visitor);
    this.#schedule();
  }

  /** After all connections that have something to say now; theirs come behind those that wait. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#takeTurn());
  }

  #takeTurn(): void {
    this.#isScheduled = false;
    this.#left = perTurn;
    this.#answerFirst(perTurn, this.#waiting);
    this.#answerFirst(followersPerTurn, this.#following);
    if (this.#waiting.length + this.#following.length > 0) this.#schedule();
  }

  #answerFirst(count: number, line: Visitor[]): void {
    for (const visitor of line.splice(0, count)) this.#answer(visitor);
  }
}
