import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Queue, Visitor } from './queue.ts';

/**
 * The requests of one connection, one after the other. Node hands out all that it has read at once, and reads on; here a
 * request has to wait until the reply before it is out, and the connection is not read while one waits: whoever asks
 * without reading the replies keeps nobody busy.
 */
export class Lane {
  readonly #socket: Socket;
  readonly #queue: Queue;
  readonly #waiting: Visitor[] = [];
  #current: ServerResponse | undefined;

  constructor(socket: Socket, queue: Queue) {
    this.#socket = socket;
    this.#queue = queue;
  }

  /** Whether somebody is about to make a reply. */
  get isAtWork(): boolean {
    return this.#current !== undefined && !this.#current.writableEnded && !this.#current.destroyed;
  }

  /** Takes a request, to be answered after those before it. */
  take(visitor: Visitor): void {
    if (this.#waiting.length > 0) this.#waiting.push(visitor);
    else if (this.#current && !this.#current.writableFinished) this.#hold(this.#current, visitor);
    else {
      this.#current = visitor.response;
      this.#queue.enter(visitor);
    }
  }

  #hold(current: ServerResponse, visitor: Visitor): void {
    this.#waiting.push(visitor);
    current.once('close', this.#next);
    this.#socket.on('resume', this.#pause);
    this.#pause();
  }

  readonly #next = (): void => {
    const visitor = this.#waiting.shift();
    if (visitor === undefined || this.#socket.destroyed) return;
    if (this.#waiting.length > 0) visitor.response.once('close', this.#next);
    else this.#readOn();
    this.#current = visitor.response;
    this.#queue.follow(visitor);
  };

  /** Again whenever Node resumes the connection, as it does for the body of the request before. */
  readonly #pause = (): void => {
    this.#socket.pause();
  };

  #readOn(): void {
    this.#socket.off('resume', this.#pause);
    this.#socket.resume();
  }
}
