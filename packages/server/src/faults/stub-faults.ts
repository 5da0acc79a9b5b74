import type { FaultRule, ShownFault } from './fault.ts';
import { type FaultOutcome, type Faults, maxFaults } from './faults.ts';

/** The faults of a world, as the control API has them. */
export interface StubFaults {
  /** All of them, in the order in which they are looked at, with how often each has struck. */
  list(): Promise<ShownFault[]>;
  get(name: string): Promise<ShownFault>;
  /** Makes a fault after all others; without a name it gets one. */
  add(rule: FaultRule): Promise<ShownFault>;
  /** Makes a fault, or puts it in the place of the one of its name. */
  put(name: string, rule: Omit<FaultRule, 'name'>): Promise<ShownFault>;
  remove(name: string): Promise<void>;
  /** Removes all of them. */
  clear(): Promise<void>;
}

/** The faults of a world of a server in this process. */
export function stubFaults(faults: Faults, world: string): StubFaults {
  return {
    list: async () => succeeded(world, await faults.list(world)),
    get: async (name) => succeeded(world, await faults.find(world, name), name),
    add: async (rule) => succeeded(world, await faults.add(world, rule), rule.name),
    put: async (name, rule) => succeeded(world, await faults.put(world, name, rule), name),
    remove: async (name) => succeeded(world, await faults.remove(world, name), name),
    clear: async () => succeeded(world, await faults.clear(world)),
  };
}

/** What a test asked for, or an error that says why there is none of it. */
function succeeded<Result>(world: string, outcome: FaultOutcome<Result>, name?: string): Result {
  if (!('why' in outcome)) return outcome.done;
  if (outcome.why === 'mistakes') throw new Error(`no such fault can be: ${outcome.mistakes.join('; ')}`);
  const reasons = {
    'no world': `no such world: ${world}`,
    'no fault': `no fault of the world ${world} is called ${name}`,
    taken: `a fault of the world ${world} is called ${name} already`,
    'too many': `a world has at most ${maxFaults} faults`,
  };
  throw new Error(reasons[outcome.why]);
}
