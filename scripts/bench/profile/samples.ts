import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a sample found the processor: the function itself, and those that had called it, the innermost first. */
export type Stack = readonly [Frame, ...Frame[]];

/** A function in a profile. */
export interface Frame {
  readonly functionName: string;
  /** A file, a module of Node, or nothing for what is not written in JavaScript. */
  readonly url: string;
  readonly lineNumber: number;
}

/** A stack and the microseconds that were spent there. */
export interface Spent {
  readonly stack: Stack;
  readonly time: number;
}

/** What V8 writes, https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile, as far as it is read here. */
interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[] }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** What the only profile in a folder tells of its last seconds; times without work are left out. */
export function lastSeconds(folder: string, seconds: number): Spent[] {
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  const profile: CpuProfile = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const stacks = stacksOf(profile);
  const spent: Spent[] = [];
  let left = seconds * 1e6;
  for (let index = profile.samples.length - 1; index >= 0 && left > 0; index--) {
    const time = profile.timeDeltas[index] ?? 0;
    left -= time;
    const stack = stacks.get(profile.samples[index] ?? 0);
    if (stack && stack[0].functionName !== '(idle)') spent.push({ stack, time });
  }
  return spent;
}

function stacksOf({ nodes }: CpuProfile): Map<number, Stack> {
  const stacks = new Map<number, Stack>();
  const callers = new Map<number, number>();
  // Whoever calls stands before whom it calls.
  for (const { id, callFrame, children } of nodes) {
    stacks.set(id, [callFrame, ...(stacks.get(callers.get(id) ?? 0) ?? [])]);
    for (const child of children ?? []) callers.set(child, id);
  }
  return stacks;
}
