import type { Measurement } from '../../bench.ts';
import type { Outcome, Profile } from './contest.ts';
import type { Cell } from './rounds.ts';
import { type Spread, spreadOf } from './statistics.ts';
import { ratioOf } from './table.ts';

/** The figures that have a target, and what they should be. */
export function summaryOf({ profiles, cells }: Outcome): Measurement[] {
  const at16 = cells.filter(({ connections, contestant }) => connections === 16 && contestant === 'stub');
  return [
    ...worst('requests/s at 16 connections, stub : express', at16, (cell) => ratioOf(cells, cell, 'perSecond'), {
      isGood: (ratio) => ratio,
      target: '≥ 0.6',
    }),
    ...worst('requests/s at 16 connections, stub : prism', at16, (cell) => ratioOf(cells, cell, 'perSecond', 'prism'), {
      isGood: (ratio) => ratio,
      target: '≥ 10',
    }),
    ...worst('p99 at 16 connections, stub : express', at16, (cell) => ratioOf(cells, cell, 'p99'), {
      isGood: (ratio) => -ratio,
      target: '≤ 2.5',
    }),
    ...started(profiles, 'eov', '≤ 0.9'),
    ...started(profiles, 'prism', '≤ 0.7'),
    ...remembered(profiles),
  ];
}

interface Rating {
  readonly isGood: (ratio: number) => number;
  readonly target: string;
}

/** The work at which the ratio is worst has to reach the target. */
function worst(
  what: string,
  cells: readonly Cell[],
  ratioFor: (cell: Cell) => Spread,
  { isGood, target }: Rating,
): Measurement[] {
  const [found] = cells
    .map((cell) => ({ work: cell.work, ratio: ratioFor(cell) }))
    .filter(({ ratio }) => !Number.isNaN(ratio.median))
    .toSorted((a, b) => isGood(a.ratio.median) - isGood(b.ratio.median));
  return found ? [{ what, figure: `${shown(found.ratio)}, ${found.work}`, target }] : [];
}

function started(profiles: readonly Profile[], other: string, target: string): Measurement[] {
  const [ours, theirs] = [timesOf(profiles, 'stub'), timesOf(profiles, other)];
  const ratios = ours.map((time, round) => time / (theirs[round] ?? Number.NaN));
  if (ratios.length === 0 || theirs.length === 0) return [];
  return [{ what: `cold start, stub : ${other}`, figure: shown(spreadOf(ratios)), target }];
}

function timesOf(profiles: readonly Profile[], wanted: string): readonly number[] {
  return profiles.find(({ name }) => name === wanted)?.coldStarts ?? [];
}

function remembered(profiles: readonly Profile[]): Measurement[] {
  const [ours, theirs] = ['stub', 'express'].map((wanted) => profiles.find(({ name }) => name === wanted)?.megabytes);
  if (!ours || !theirs) return [];
  const figure = `${(ours.ended / theirs.ended).toFixed(2)} (${ours.ended.toFixed(0)} : ${theirs.ended.toFixed(0)} MB)`;
  return [{ what: 'memory after the load, stub : express', figure, target: '≤ 2' }];
}

function shown({ median, low, high }: Spread): string {
  return `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}
