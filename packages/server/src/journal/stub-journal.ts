import type { ControlSchemas, OperationId } from '@gitlab-internal-api/contract';
import type { JournalFilter } from './filter.ts';
import { filterMistake, journalFilters, pushFilters } from './filter-mistake.ts';
import { harOf } from './har.ts';
import type { Journals } from './journals.ts';
import type { PushFilter } from './push-ledger.ts';
import type { WorldJournal } from './world-journal.ts';

type Entry = ControlSchemas['JournalEntry'];

/** Which entries of a journal are meant, as the control API has it; `none` is a request that reached no operation. */
export interface JournalEntryFilter extends Omit<JournalFilter, 'operation'> {
  readonly operation?: OperationId | 'none';
}

/** Which pushes are meant, as the control API has it. */
export type JournalPushFilter = PushFilter;

/** The journal of a world, as the control API has it. */
export interface StubJournal {
  /** What happened, the oldest first. */
  entries(filter?: JournalEntryFilter): Promise<Entry[]>;
  /** The first entry that fits, one that is there already or one that comes within the timeout, in seconds; 5 by default. */
  waitFor(filter: JournalEntryFilter, options?: { readonly timeout?: number }): Promise<Entry>;
  /** The pushes, and whether they kept the protocol. */
  pushes(filter?: JournalPushFilter): Promise<ControlSchemas['Push'][]>;
  /** What happened as an HTTP archive. */
  har(filter?: JournalEntryFilter): Promise<ControlSchemas['Har']>;
  /** Forgets what happened. */
  clear(): Promise<void>;
}

/** What was waited for did not come; the message says what came instead. */
export class JournalTimeoutError extends Error {
  override name = 'JournalTimeoutError';
}

/** The journal of a world of a server in this process. */
export function stubJournal(journals: Journals, world: string, url: string): StubJournal {
  const journal = async () => there(world, await journals.of(world));
  const entries = async (filter: JournalEntryFilter = {}) => {
    refuseMistake(filterMistake(filter, journalFilters));
    return journals.shown(await (await journal()).entries(filter));
  };
  return {
    entries,
    waitFor: async (filter, { timeout = 5 } = {}) => {
      const [found] = await entries({ ...filter, wait: timeout });
      if (found) return found;
      throw new JournalTimeoutError(missed(world, filter, timeout, await entries({ since: filter.since ?? 0 })));
    },
    pushes: async (filter = {}) => {
      refuseMistake(filterMistake(filter, pushFilters));
      return there(world, await journals.pushes(world, filter));
    },
    har: async (filter) => harOf(await entries(filter), url),
    clear: async () => (await journal()).clear(),
  };
}

function there<Value extends WorldJournal | ControlSchemas['Push'][]>(world: string, value: Value | undefined): Value {
  if (value === undefined) throw new Error(`no such world: ${world}`);
  return value;
}

function refuseMistake(mistake: string | undefined): void {
  if (mistake !== undefined) throw new Error(mistake);
}

const listed = 10;

function missed(world: string, filter: JournalEntryFilter, timeout: number, came: readonly Entry[]): string {
  const wanted = Object.entries(filter).map(([name, value]) => `${name} ${value}`);
  const beginning = `nothing with ${wanted.join(', ') || 'no filter at all'} came to the world ${world} within ${timeout} s; `;
  if (came.length === 0) return `${beginning}nothing else came either`;
  const more = came.length > listed ? [`(and ${came.length - listed} before)`] : [];
  return [`${beginning}what came instead:`, ...more, ...came.slice(-listed).map(line)].join('\n');
}

function line({ id, request, response, operation, credentials, near_misses, violations }: Entry): string {
  const remarks = [...credentials.reasons, ...violations.map(({ message }) => message), ...near_misses];
  const about = remarks.length === 0 ? '' : `: ${remarks.join('; ')}`;
  return `#${id} ${request.method} ${request.url} (${operation ?? 'no operation'}) ${response?.status ?? 'cut'}${about}`;
}
