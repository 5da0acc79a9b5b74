import type { ControlInput, ControlSchemas, Json } from '@gitlab-internal-api/contract';
import type { ClockState } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import { type StubFaults, stubFaults } from '../faults/stub-faults.ts';
import type { Journals } from '../journal/journals.ts';
import { type StubJournal, stubJournal } from '../journal/stub-journal.ts';
import type { WorldMistake } from '../world/check.ts';
import type { World } from '../world/world.ts';
import { shippedWorld } from './shipped.ts';
import { shownClock } from './shown-clock.ts';
import { defaultWorldName, type Outcome, type Worlds } from './worlds.ts';

/** The clock of a world, as the control API has it. */
export interface StubClock {
  get(): Promise<ControlSchemas['Clock']>;
  /** Stops it, at an instant where one is given. */
  freeze(at?: string | Date): Promise<ControlSchemas['Clock']>;
  /** Sets it; one that is frozen stays so. */
  set(to: string | Date): Promise<ControlSchemas['Clock']>;
  advance(seconds: number): Promise<ControlSchemas['Clock']>;
  /** Lets it go on, with the time of the machine. */
  reset(): Promise<ControlSchemas['Clock']>;
}

/** A world of a stub; `await using` deletes it, unless it is the one that the stub has started with. */
export interface StubWorld extends AsyncDisposable {
  readonly name: string;
  /** The base URL of clients that are to be answered in this world. */
  readonly url: string;
  readonly clock: StubClock;
  readonly faults: StubFaults;
  readonly journal: StubJournal;
  /** What is in it, as a world file would say it. */
  get(): Promise<World>;
  /** Changes it by a JSON Merge Patch. */
  patch(patch: ControlSchemas['WorldPatch']): Promise<World>;
  delete(): Promise<void>;
}

/** The worlds of a stub. */
export interface StubWorlds {
  names(): Promise<string[]>;
  /** A world by its name; whether it is there shows when it is used. */
  get(name: string): StubWorld;
  /** Makes a world: an empty one unless it is said what from. */
  create(name: string, from?: StubWorldSource): Promise<StubWorld>;
}

/** Where a new world comes from: as in the control API, but a world is typed as one. */
export type StubWorldSource = Omit<NonNullable<ControlInput<'createWorld'>['from']>, 'world'> & {
  readonly world?: World;
};

/** A world that cannot be; the message lists what is wrong with it. */
export class WorldMistakesError extends Error {
  override name = 'WorldMistakesError';
  readonly mistakes: readonly WorldMistake[];

  constructor(mistakes: readonly WorldMistake[]) {
    super(mistakes.map(({ path, message }) => `${path}: ${message}`).join('\n'));
    this.mistakes = mistakes;
  }
}

/** What of a server a world is made of. */
interface WorldServer {
  readonly worlds: Worlds;
  readonly faults: Faults;
  readonly journals: Journals;
}

/** The worlds of a server in this process. */
export function stubWorlds(server: WorldServer, url: string): StubWorlds {
  const { worlds } = server;
  const get = (name: string) => stubWorld(server, url, name);
  const create = async (name: string, from: StubWorldSource = {}) => {
    // The control API holds the name against its contract; here nothing else does.
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name))
      throw new Error(`${JSON.stringify(name)} is no name of a world`);
    succeeded(name, await make(worlds, name, from));
    return get(name);
  };
  return { names: () => worlds.names(), get, create };
}

function make(worlds: Worlds, name: string, { copy, file, world = {} }: StubWorldSource): Promise<Outcome<'made'>> {
  if (copy !== undefined) return worlds.copy(name, copy);
  const shipped = file === undefined ? undefined : shippedWorld(file);
  if (!shipped) return worlds.create(name, world);
  return 'mistakes' in shipped ? Promise.resolve(shipped) : worlds.createFrom(name, shipped.world);
}

function stubWorld({ worlds, faults, journals }: WorldServer, base: string, name: string): StubWorld {
  const remove = async () => {
    if (name === defaultWorldName) throw new Error(`the world ${name} cannot be deleted`);
    if (!(await worlds.delete(name))) succeeded(name, 'missing');
  };
  return {
    name,
    url: `${base}/-/in/${name}`,
    clock: stubClock(worlds, name),
    faults: stubFaults(faults, name),
    journal: stubJournal(journals, name, base),
    get: async () => succeeded(name, (await worlds.read(name)) ?? 'missing'),
    patch: async (patch) => succeeded(name, await worlds.patch(name, patch as Json)),
    delete: remove,
    [Symbol.asyncDispose]: async () => void (name !== defaultWorldName && (await worlds.delete(name))),
  };
}

function stubClock(worlds: Worlds, name: string): StubClock {
  const show = (state: ClockState | 'missing' | 'too far') => shownClock(succeeded(name, state));
  const change = async (...[values]: [Parameters<Worlds['changeClock']>[1]]) =>
    show(await worlds.changeClock(name, values));
  return {
    get: async () => show((await worlds.clock(name)) ?? 'missing'),
    freeze: (at) => change({ frozen: true, now: at === undefined ? undefined : instantOf(at) }),
    set: (to) => change({ now: instantOf(to) }),
    advance: async (seconds) => show(await worlds.advanceClock(name, Math.round(seconds * 1000))),
    reset: () => change({ frozen: false, offset: 0 }),
  };
}

function instantOf(at: string | Date): number {
  const instant = new Date(at).getTime();
  if (Number.isNaN(instant)) throw new Error(`${JSON.stringify(at)} is no instant in ISO 8601`);
  return instant;
}

/** What a test asked for, or an error that says why there is none of it. */
function succeeded<Result extends object | 'made'>(name: string, outcome: Outcome<Result> | 'too far'): Result {
  if (outcome === 'missing') throw new Error(`no such world: ${name}, or the one that it was to be copied from`);
  if (outcome === 'taken') throw new Error(`a world is called ${name} already`);
  if (outcome === 'too far') throw new Error('a clock stays between the years 1970 and 9999');
  if (typeof outcome === 'object' && 'mistakes' in outcome) throw new WorldMistakesError(outcome.mistakes);
  return outcome as Result;
}
