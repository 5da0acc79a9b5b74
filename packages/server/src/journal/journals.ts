import { allOperations, type ControlSchemas, type Document } from '@gitlab-internal-api/contract';
import { type Exchange, SensitiveNames } from '@gitlab-internal-api/validator';
import { nearestName } from '@gitlab-internal-api/validator/nearest-name';
import { meantWorldOf, worldNameOf } from '../worlds/pick.ts';
import { defaultWorldName, type Worlds } from '../worlds/worlds.ts';
import { entryOf } from './entry.ts';
import type { PushFilter, PushView } from './push-ledger.ts';
import type { Recorded } from './recorded.ts';
import type { Waiting } from './waiting.ts';
import { WorldJournal } from './world-journal.ts';

/** How many entries the journal of a world has room for unless told otherwise. */
export const defaultJournalEntries = 1000;

/** The journals of all worlds, in the memory of this server. */
export class Journals {
  readonly #document: Document;
  readonly #worlds: Worlds;
  readonly #entries: number;
  readonly #journals = new Map<string, WorldJournal>();
  readonly #pending = new Set<Promise<void>>();
  #reading: { readonly names: SensitiveNames; readonly operations: ReadonlySet<string> } | undefined;
  #isClosed = false;

  constructor(document: Document, worlds: Worlds, entries: number) {
    this.#document = document;
    this.#worlds = worlds;
    this.#entries = entries;
    worlds.onGone = (name) => this.#forget(name);
  }

  /**
   * Records an exchange, with the JSON of its remarks, in the journal of its world; in that of the default one where its
   * world is not there.
   */
  record(exchange: Exchange, remarks: string): void {
    if (this.#entries === 0) return;
    const name = exchange.operation ? worldNameOf(exchange.message) : meantWorldOf(exchange.message);
    const world = this.#worlds.known(name);
    if (world) this.#journal(name).record(exchange, remarks, world);
    else this.#remember(this.#recordLater(exchange, remarks, name));
  }

  #remember(recording: Promise<void>): void {
    const pending = recording.finally(() => this.#pending.delete(pending));
    this.#pending.add(pending);
  }

  /** The journal of a world, once everything that was answered is in it; undefined where there is no such world. */
  async of(name: string): Promise<WorldJournal | undefined> {
    await Promise.all(this.#pending);
    return (await this.#worlds.open(name)) && this.#journal(name);
  }

  /** The pushes of a world as they stand by its clock; undefined where there is no such world. */
  async pushes(name: string, filter: PushFilter, whenGone?: Waiting['whenGone']): Promise<PushView[] | undefined> {
    const journal = await this.of(name);
    const now = async () => (await this.#worlds.open(name))?.clock.now() ?? new Date();
    return journal?.pushes(filter, now, whenGone);
  }

  /** What was recorded as everybody may read it. */
  shown(recorded: readonly Recorded[]): ControlSchemas['JournalEntry'][] {
    this.#reading ??= {
      names: new SensitiveNames(this.#document),
      operations: new Set(allOperations(this.#document).map(({ id }) => id)),
    };
    const { names, operations } = this.#reading;
    return recorded.map((exchange) => entryOf(exchange, names, operations));
  }

  /** Whoever waits for an entry is answered. */
  close(): void {
    this.#isClosed = true;
    for (const journal of this.#journals.values()) journal.close();
  }

  /** The request reached no operation, or a world that is not there; the database may be away as well. */
  async #recordLater(exchange: Exchange, remarks: string, name: string): Promise<void> {
    const named = await this.#worlds.open(name).catch(() => undefined);
    if (named) return this.#journal(name).record(exchange, remarks, named);
    const world = await this.#worlds.open(defaultWorldName).catch(() => this.#worlds.known(defaultWorldName));
    if (world) this.#journal(world.name).record(exchange, remarks, world, await this.#remarkOn(name));
  }

  async #remarkOn(name: string): Promise<string | undefined> {
    const names = await this.#worlds.names().catch(() => undefined);
    if (!names || names.includes(name)) return undefined;
    const nearest = nearestName(name, names);
    const told = `no world is called ${JSON.stringify(name.slice(0, 100))}`;
    return nearest === undefined ? told : `${told}; did you mean ${JSON.stringify(nearest)}?`;
  }

  #journal(name: string): WorldJournal {
    const there = this.#journals.get(name);
    if (there) return there;
    const journal = new WorldJournal(this.#entries);
    this.#journals.set(name, journal);
    if (this.#isClosed) journal.close();
    return journal;
  }

  #forget(name: string): void {
    this.#journals.get(name)?.close();
    this.#journals.delete(name);
  }
}
