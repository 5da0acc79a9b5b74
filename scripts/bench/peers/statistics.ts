/** What rounds gave: the middle, and how far it goes. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The middle and the ends of some figures. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b);
  const [low = Number.NaN, high = Number.NaN] = [sorted[0], sorted.at(-1)];
  const [before = Number.NaN, behind = Number.NaN] = [(sorted.length - 1) / 2, sorted.length / 2].map(
    (index) => sorted[Math.floor(index)],
  );
  return { median: (before + behind) / 2, low, high };
}

/** Of sorted figures, the one that this share of them does not exceed. */
export function percentile(sorted: readonly number[] | Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** How much figures grow from each to the next, by the line that fits them best. */
export function slopeOf(figures: readonly number[]): number {
  const middle = (figures.length - 1) / 2;
  const rise = figures.reduce((sum, figure, index) => sum + (index - middle) * figure, 0);
  return rise / figures.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
}
