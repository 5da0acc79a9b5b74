/** How many checks of a part passed and failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** A part of what CI runs; it prints what went wrong itself. */
export interface Part {
  readonly name: string;
  run(): Promise<Counts>;
}

/** The counts of a part that is one check. */
export function one(ok: boolean): Counts {
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs a part and prints its name, its counts and its seconds. */
export async function runPart({ name, run }: Part): Promise<Counts> {
  console.log(`== ${name}`);
  const start = performance.now();
  const counts = await run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`== ${name}: ${counts.passed} passed, ${counts.failed} failed in ${seconds} s\n`);
  return counts;
}
