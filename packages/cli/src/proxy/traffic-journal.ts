import { type JournalFilter, Ring, Waiters } from '@gitlab-internal-api/server';
import type { ProxiedEntry } from './entry.ts';

/** How many bytes the entries may have together, about. */
const byteLimit = 16 * 1024 * 1024;

/** What went through the proxy last, as the journal of a stub has it. */
export class TrafficJournal {
  readonly #ring: Ring<undefined>;
  #added = 0;
  readonly #waiters = new Waiters();
  lastId = 0;
  /** How many entries there was no more room for. */
  dropped = 0;

  constructor(entries: number) {
    this.#ring = new Ring({ entries, bytes: byteLimit }, 1);
  }

  add(entry: ProxiedEntry): void {
    this.lastId = entry.id;
    this.#added += 1;
    this.dropped += this.#ring.add({ texts: [JSON.stringify(entry)], bytes: new Uint8Array(), about: undefined });
    this.#waiters.wake();
  }

  /** The entries that fit; where there are none, those that come in time. */
  entries(filter: JournalFilter, whenGone?: (tell: () => void) => () => void): Promise<ProxiedEntry[]> {
    let seen = 0;
    const look = async () => {
      const fresh = this.#ring.last(this.#added - seen).map(({ texts: [text = ''] }): ProxiedEntry => JSON.parse(text));
      seen = this.#added;
      const fitting = fresh.filter((entry) => entry.id > (filter.since ?? 0) && fits(entry, filter));
      return filter.limit === undefined ? fitting : fitting.slice(-filter.limit);
    };
    return this.#waiters.until(look, { seconds: filter.wait ?? 0, whenGone });
  }

  /** Forgets everything but the ids. */
  clear(): void {
    this.#ring.clear();
    this.dropped = 0;
  }

  /** Whoever waits is answered with what there is. */
  close(): void {
    this.#waiters.close();
  }
}

function fits(entry: ProxiedEntry, filter: JournalFilter): boolean {
  const told: Record<keyof Omit<JournalFilter, 'since' | 'limit' | 'wait'>, unknown> = {
    operation: entry.operation ?? 'none',
    consumer: entry.consumer,
    verdict: entry.verdict,
    credentials: entry.credentials.verdict,
    status: entry.response?.status,
    correlation_id: entry.correlation_id,
  };
  const wanted: Readonly<Record<string, unknown>> = { ...filter };
  return Object.entries(told).every(([name, value]) => wanted[name] === undefined || wanted[name] === value);
}
