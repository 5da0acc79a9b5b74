const times = 8;

/** More than eight times as much may take, and far less than the 64 times of what looks at all others for each. */
export const evenGrowth: number = 24;

/**
 * How many times as long it takes for eight times as much: the shortest of three tries of each, in turns. What takes less than a
 * millisecond counts as one.
 */
export async function growthOf(size: number, run: (size: number) => unknown): Promise<number> {
  const [few, many]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round++) {
    few.push(await millisecondsOf(() => run(Math.round(size / times))));
    many.push(await millisecondsOf(() => run(size)));
  }
  return Math.min(...many) / Math.max(Math.min(...few), 1);
}

async function millisecondsOf(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
