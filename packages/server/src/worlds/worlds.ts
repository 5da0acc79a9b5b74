import type { Json } from '@gitlab-internal-api/contract';
import type { Kysely } from 'kysely';
import { type ClockChange, type ClockState, changedClock, clockOf, clockRange } from '../clock.ts';
import type { Engine } from '../store/engines/engine.ts';
import type { Schema, WorldRow } from '../store/schema.ts';
import type { Scope } from '../store/scope.ts';
import { transact } from '../store/transact.ts';
import { WorldRows } from '../store/worlds.ts';
import type { OpenWorld } from '../stub.ts';
import { checkWorld, type WorldMistake } from '../world/check.ts';
import { enter, replace, settingsOf } from '../world/enter.ts';
import { exportWorld } from '../world/export.ts';
import { clear, repopulate } from '../world/populate.ts';
import type { World } from '../world/world.ts';
import { copyRows } from './copy.ts';
import { patchedWorld } from './patched-world.ts';

/** The world that a server starts with, and in which a request is answered that names none. */
export const defaultWorldName = 'default';

/** What came of an attempt to make or change a world. */
export type Outcome<Result> = Result | 'missing' | 'taken' | { readonly mistakes: readonly WorldMistake[] };

/** A world that was opened, and how many changes had been told when it was last found to be as it was. */
interface KnownWorld {
  readonly revision: string;
  readonly world: OpenWorld;
  changes: number;
}

/** The worlds of a database, which other servers may change at the same time. */
export class Worlds {
  /** Is told of a world that is no longer there. */
  onGone: (name: string) => void = () => undefined;
  readonly #database: Kysely<Schema>;
  readonly #rows: WorldRows;
  readonly #toOpen: (row: WorldRow) => OpenWorld;
  readonly #open = new Map<string, KnownWorld>();
  readonly #isWatched: boolean;
  #changes = 0;

  constructor(engine: Pick<Engine, 'database' | 'watch'>, toOpen: (row: WorldRow) => OpenWorld) {
    this.#database = engine.database;
    this.#rows = new WorldRows(engine.database);
    this.#toOpen = toOpen;
    this.#isWatched = engine.watch !== undefined;
    engine.watch?.('worlds', () => {
      this.#changes += 1;
    });
  }

  /** A world to answer a request in. What it stands for is kept until it changes: of one that has not, only the revision is read. */
  async open(name: string): Promise<OpenWorld | undefined> {
    const current = this.current(name);
    if (current) return current;
    // Counted before the world is read: what changes in the meantime is read again by the next request.
    const changes = this.#changes;
    const revision = await this.#rows.revision(name);
    const known = this.#open.get(name);
    if (known && known.revision === revision) {
      known.changes = changes;
      return known.world;
    }
    const row = revision === undefined ? undefined : await this.#rows.find(name);
    if (!row) {
      this.#forget(name);
      return undefined;
    }
    const world = this.#toOpen(row);
    this.#open.set(name, { revision: row.revision, changes, world });
    return world;
  }

  /** A world that has not changed since it was opened; undefined also where nobody tells of changes. */
  current(name: string): OpenWorld | undefined {
    const known = this.#open.get(name);
    return this.#isWatched && known?.changes === this.#changes ? known.world : undefined;
  }

  /** The names of all worlds. */
  async names(): Promise<string[]> {
    const names = await this.#rows.names();
    const there = new Set(names);
    // Other servers delete worlds, too.
    for (const name of this.#open.keys()) if (!there.has(name)) this.#forget(name);
    return names;
  }

  /** Makes a world from its description. */
  async create(name: string, described: unknown): Promise<Outcome<'made'>> {
    const checked = checkWorld(described);
    return 'mistakes' in checked ? checked : this.createFrom(name, checked.world);
  }

  /** Makes a world from a description that was checked already. */
  async createFrom(name: string, world: World): Promise<'made' | 'taken'> {
    const { kept } = await enter(this.#scope(name), world);
    return kept ? 'taken' : 'made';
  }

  /** Makes a world as a copy of another, with all that happened in it. */
  copy(name: string, original: string): Promise<'made' | 'taken' | 'missing'> {
    return transact(this.#scope(name), async ({ database }) => {
      const rows = new WorldRows(database);
      const row = await rows.find(original);
      if (!row) return 'missing';
      if (!(await rows.add({ ...row, name }))) return 'taken';
      await copyRows(database, original, name);
      return 'made';
    });
  }

  /** What is in a world, as a world file would say it. */
  read(name: string): Promise<World | undefined> {
    return transact(this.#scope(name), async (scope) => {
      const row = await new WorldRows(scope.database).find(name);
      return row && exportWorld(scope, row);
    });
  }

  /** Changes a world by a JSON Merge Patch, and returns what is in it then. */
  patch(name: string, patch: Json): Promise<World | 'missing' | { readonly mistakes: readonly WorldMistake[] }> {
    return transact(this.#scope(name), async (scope) => {
      const rows = new WorldRows(scope.database);
      const row = await rows.lock(name);
      if (!row) return 'missing';
      const before = await exportWorld(scope, row);
      const checked = checkWorld(patchedWorld(before, patch));
      if ('mistakes' in checked) return checked;
      const after = (await rows.change(name, settingsOf(checked.world))) as WorldRow;
      if (isAnyListNew(before, checked.world)) await repopulate(scope, checked.world);
      return exportWorld(scope, after);
    });
  }

  /** Puts another description in the place of a world. */
  replace(name: string, world: World): Promise<void> {
    return replace(this.#scope(name), world);
  }

  /** Deletes a world and everything in it; false where there is none of that name. */
  async delete(name: string): Promise<boolean> {
    this.#forget(name);
    return transact(this.#scope(name), async (scope) => {
      const removed = await new WorldRows(scope.database).remove(name);
      await clear(scope);
      return removed;
    });
  }

  /** The clock of a world. */
  async clock(name: string): Promise<ClockState | undefined> {
    return this.#rows.find(name);
  }

  /** Changes the clock of a world. */
  changeClock(name: string, change: ClockChange): Promise<ClockState | 'missing' | 'too far'> {
    return transact(this.#scope(name), async ({ database }) => {
      const rows = new WorldRows(database);
      const row = await rows.lock(name);
      if (!row) return 'missing';
      const state = changedClock(row, change);
      if (isTooFar(state)) return 'too far';
      return (await rows.change(name, state)) as WorldRow;
    });
  }

  /** Puts the clock of a world forward by some milliseconds. */
  async advanceClock(name: string, milliseconds: number): Promise<ClockState | 'missing' | 'too far'> {
    const state = await this.#rows.advance(name, milliseconds);
    return state ?? ((await this.#rows.find(name)) ? 'too far' : 'missing');
  }

  /** A world as the last request found it; undefined where none has opened it yet. */
  known(name: string): OpenWorld | undefined {
    return this.#open.get(name)?.world;
  }

  #forget(name: string): void {
    this.#open.delete(name);
    this.onGone(name);
  }

  #scope(world: string): Scope {
    return { database: this.#database, world };
  }
}

/** A patch leaves what it does not name as it was, the object itself. */
function isAnyListNew({ instance: _, secrets: __, ...before }: World, after: World): boolean {
  const { instance, secrets, ...lists } = after;
  const names = new Set([...Object.keys(before), ...Object.keys(lists)]) as Set<keyof typeof lists>;
  return [...names].some((name) => before[name] !== lists[name]);
}

function isTooFar(state: ClockState): boolean {
  const now = clockOf(state).now().getTime();
  return !(now >= clockRange.first && now <= clockRange.last);
}
