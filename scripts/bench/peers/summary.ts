import type { Measurement } from '../../bench.ts';
import type { Outcome, Profile } from './contest.ts';
import { spreadOf } from './statistics.ts';
import { worstOf } from './targets.ts';

/** The figures that have a target, and what they should be. */
export function summaryOf({ profiles, cells }: Outcome): Measurement[] {
  return [...worstOf(cells), ...started(profiles, 'eov', '≤ 0.9'), ...started(profiles, 'prism', '≤ 0.7')];
}

function started(profiles: readonly Profile[], other: string, target: string): Measurement[] {
  const [ours, theirs] = [timesOf(profiles, 'stub'), timesOf(profiles, other)];
  if (ours.length === 0 || theirs.length === 0) return [];
  const ratios = ours.map((time, round) => time / (theirs[round] ?? Number.NaN));
  const { median, low, high } = spreadOf(ratios);
  const figure = `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
  return [{ what: `cold start, stub : ${other}`, figure, target }];
}

function timesOf(profiles: readonly Profile[], wanted: string): readonly number[] {
  return profiles.find(({ name }) => name === wanted)?.coldStarts ?? [];
}
