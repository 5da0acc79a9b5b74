import type { Exchange } from '@gitlab-internal-api/validator';
import type { OpenWorld } from '../stub.ts';
import { filtered, type JournalFilter } from './filter.ts';
import { type PushFilter, PushLedger, type PushView } from './push-ledger.ts';
import { type Recorded, recorded, type Setting } from './recorded.ts';
import { Ring } from './ring.ts';
import { Waiters, type Waiting } from './waiting.ts';
import { read, textsOfExchange, written } from './written.ts';

/** How many bytes the entries of one world may have together, about. */
const byteLimit = 16 * 1024 * 1024;

/** Milliseconds after which whoever waits for a push looks at the clock of the world again. */
const clockPause = 100;

/** What happened in one world, as far as there is room for it. */
export class WorldJournal {
  readonly #ring: Ring<Setting>;
  readonly #pushes = new PushLedger();
  readonly #waiters = new Waiters();
  #lastId = 0;
  #dropped = 0;

  constructor(entries: number) {
    this.#ring = new Ring({ entries, bytes: byteLimit }, textsOfExchange);
  }

  /** The id of the newest entry, 0 before the first. */
  get lastId(): number {
    return this.#lastId;
  }

  /** How many entries there was no more room for. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Records an exchange, with the JSON of its remarks. */
  record(exchange: Exchange, remarks: string, world: OpenWorld, remark?: string): void {
    this.#lastId += 1;
    const entry = recorded(exchange, remarks, world, this.#lastId, remark);
    this.#dropped += this.#ring.add(written(entry));
    this.#pushes.take(entry.facts, exchange);
    this.#waiters.wake();
  }

  /** The entries that fit; where there are none, those that come in time. */
  entries(filter: JournalFilter, whenGone?: Waiting['whenGone']): Promise<Recorded[]> {
    let seen = filter.since ?? 0;
    const look = async () => {
      const fresh = this.#ring.last(Math.max(this.#lastId - seen, 0)).map(read);
      seen = Math.max(seen, this.#lastId);
      return filtered(fresh, filter);
    };
    return this.#waiters.until(look, { seconds: filter.wait ?? 0, whenGone });
  }

  /** The pushes that fit at that time of the world; where there are none, those that come in time. */
  pushes(filter: PushFilter, now: () => Promise<Date>, whenGone?: Waiting['whenGone']): Promise<PushView[]> {
    const look = async () => this.#pushes.list(filter, await now());
    // A push can break the protocol without a request, because the clock was put forward.
    return this.#waiters.until(look, { seconds: filter.wait ?? 0, pause: clockPause, whenGone });
  }

  /** Forgets everything but the ids. */
  clear(): void {
    this.#ring.clear();
    this.#pushes.clear();
    this.#dropped = 0;
  }

  /** Whoever waits is answered with what there is. */
  close(): void {
    this.#waiters.close();
  }
}
