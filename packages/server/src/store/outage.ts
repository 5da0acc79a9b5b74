import { attempt, type Soon, UnavailableError } from '@gitlab-internal-api/validator';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Engine } from './engines/engine.ts';

/** Seconds after which a client may ask again. */
const retryAfter = 1;

/** Milliseconds between two looks at whether the database is back. */
const pause = 500;

/** Tells a database that is away from a defect, and the log when it goes and when it is back. */
export class Outage {
  readonly #engine: Engine;
  readonly #log: Logger;
  #watching: NodeJS.Timeout | undefined;

  constructor(engine: Engine, log: Logger) {
    this.#engine = engine;
    this.#log = log;
  }

  /** Runs what needs the database; throws UnavailableError where that is away. */
  guard<Result>(run: () => Soon<Result>): Soon<Result> {
    return attempt(
      () => {
        const running = run();
        return running instanceof Promise ? this.#inTime(running) : running;
      },
      (error) => this.#explain(error),
    );
  }

  #explain(error: unknown): never {
    if (!(error instanceof OverdueError) && !this.#engine.isAway(error)) throw error;
    this.#begin(error as Error);
    throw new UnavailableError(retryAfter, { cause: error });
  }

  /** Whether what needs the database can be run; a defect is thrown on. */
  async isOver(run: () => Promise<unknown>): Promise<boolean> {
    try {
      await this.guard(run);
      return true;
    } catch (error) {
      if (error instanceof UnavailableError) return false;
      throw error;
    }
  }

  /** Stops looking whether the database is back. */
  close(): void {
    clearTimeout(this.#watching);
  }

  #inTime<Result>(running: Promise<Result>): Promise<Result> {
    const { patience } = this.#engine;
    return patience === undefined ? running : this.#lookingAfter(running, patience);
  }

  /** A database that has frozen, or a network that has, says nothing at all: whoever waits for long looks whether it is there. */
  async #lookingAfter<Result>(running: Promise<Result>, patience: number): Promise<Result> {
    for (;;) {
      const done = await within(patience, running);
      if (done) return done.result;
      if (!(await within(patience, this.#look()))) throw new OverdueError('it does not answer');
    }
  }

  #begin({ message }: Error): void {
    if (this.#watching) return;
    this.#log.error({ database: this.#engine.name, reason: message }, 'the database is away');
    this.#watch();
  }

  #watch(): void {
    const look = () =>
      this.#inTime(this.#look()).then(
        () => this.#end(),
        () => this.#watch(),
      );
    this.#watching = setTimeout(look, pause).unref();
  }

  /** A transaction that changes nothing, for a file that is locked can still be read. */
  #look(): Promise<unknown> {
    return this.#engine.database.transaction().execute((transaction) => sql`select 1`.execute(transaction));
  }

  #end(): void {
    this.#watching = undefined;
    this.#log.warn({ database: this.#engine.name }, 'the database is back');
  }
}

class OverdueError extends Error {
  override name = 'OverdueError';
}

/** What comes in time. */
async function within<Result>(milliseconds: number, running: Promise<Result>): Promise<{ result: Result } | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, milliseconds);
  return Promise.race([running.then((result) => ({ result })), late]).finally(() => clearTimeout(timer));
}
