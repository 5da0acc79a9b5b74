import { run } from './command.ts';
import { type Counts, one } from './part.ts';

/** Commands of another language's toolchain, run in one folder. */
interface Toolchain {
  readonly folder: string;
  /** Succeeds where the toolchain is there. */
  readonly there: readonly [string, ...string[]];
  readonly commands: readonly (readonly [string, ...string[]])[];
}

/** A part that runs them all. A developer's machine without the toolchain goes on without; in CI it has to be there. */
export function toolchain({ folder, there, commands }: Toolchain): () => Promise<Counts> {
  return async () => {
    if (!(await succeeds(there, folder))) return missing(there.join(' '));
    const counts: Counts[] = [];
    for (const command of commands) counts.push(one(await succeeds(command, folder)));
    return { passed: sum(counts, 'passed'), failed: sum(counts, 'failed') };
  };
}

async function succeeds([program, ...options]: readonly [string, ...string[]], folder: string): Promise<boolean> {
  return (await run(program, options, folder)).ok;
}

function missing(there: string): Counts {
  const needed = process.env.CI === 'true';
  console.log(`\`${there}\` fails, so this is not tested${needed ? ', and in CI it has to be' : ' here'}.`);
  return needed ? one(false) : { passed: 0, failed: 0 };
}

function sum(counts: readonly Counts[], which: keyof Counts): number {
  return counts.reduce((total, each) => total + each[which], 0);
}
