import type { Measurement } from '../../bench.ts';
import type { Figures } from './client.ts';
import type { Cell } from './rounds.ts';
import type { Spread } from './statistics.ts';
import { ratioOf } from './table.ts';
import { workNamed } from './work.ts';

/** What a figure of the stub is to be, as a ratio to somebody's at 16 connections. */
interface Target {
  readonly what: string;
  readonly figure: keyof Figures;
  readonly to: string;
  readonly limit: number;
  readonly isFloor: boolean;
}

const targets: readonly Target[] = [
  { what: 'requests/s', figure: 'perSecond', to: 'express', limit: 0.6, isFloor: true },
  { what: 'requests/s', figure: 'perSecond', to: 'prism', limit: 10, isFloor: true },
  { what: 'p99', figure: 'p99', to: 'express', limit: 2.5, isFloor: false },
  { what: 'memory', figure: 'megabytes', to: 'express', limit: 2, isFloor: false },
];

/** The stub's ratio at a work. */
interface Reached {
  readonly work: string;
  readonly ratio: Spread;
  readonly isMissed: boolean;
}

/** A table of what was reached at each work, and where a target was missed; empty where nothing has a target. */
export function targetTableOf(cells: readonly Cell[]): string {
  const columns = targets.map((target) => ({ target, reached: reachedOf(cells, target) }));
  const works = [...new Set(columns.flatMap(({ reached }) => reached.map(({ work }) => work)))];
  if (works.length === 0) return '';
  const lines = works.map((work) => {
    const found = columns.map(({ reached }) => reached.find((one) => one.work === work));
    return [work, ...found.map((one) => (one ? `${spread(one.ratio)}${one.isMissed ? '!' : ' '}` : ''))];
  });
  const head = ['', ...targets.map(({ what, to }) => `${what} : ${to} `)];
  const wanted = ['', ...targets.map((target) => `${limitOf(target)} `)];
  const rows = [head, wanted, ...lines].map((row) => row.map(pad).join(''));
  return ['The stub at 16 connections, as a ratio; ! where the target in the second line is missed', ...rows].join(
    '\n',
  );
}

/** Each target with the work at which the stub does worst. */
export function worstOf(cells: readonly Cell[]): Measurement[] {
  return targets.flatMap((target) => {
    const reached = reachedOf(cells, target);
    const [worst] = reached.toSorted((a, b) => (a.ratio.median - b.ratio.median) * (target.isFloor ? 1 : -1));
    if (!worst) return [];
    const good = reached.filter(({ isMissed }) => !isMissed).length;
    const figure = `${spread(worst.ratio)}, ${worst.work}; ${good} of ${reached.length} reach it`;
    return [{ what: `${target.what} at 16 connections, stub : ${target.to}`, figure, target: limitOf(target) }];
  });
}

function reachedOf(cells: readonly Cell[], { figure, to, limit, isFloor }: Target): Reached[] {
  return cells
    .filter(({ contestant, connections }) => contestant === 'stub' && connections === 16)
    .filter(({ work }) => figure !== 'megabytes' || isWithoutState(work))
    .map((cell) => ({ work: cell.work, ratio: ratioOf(cells, cell, figure, to) }))
    .filter(({ ratio }) => !Number.isNaN(ratio.median))
    .map((one) => ({ ...one, isMissed: isFloor ? one.ratio.median < limit : one.ratio.median > limit }));
}

/** The target is about memory beyond the world, so where the world is large or grows says nothing. */
function isWithoutState(work: string): boolean {
  const { isBig, keeps } = workNamed(work);
  return !isBig && !keeps;
}

function limitOf({ limit, isFloor }: Target): string {
  return `${isFloor ? '≥' : '≤'} ${limit}`;
}

function pad(text: string, index: number): string {
  return index === 0 ? text.padEnd(26) : text.padStart(22);
}

function spread({ median, low, high }: Spread): string {
  return `${short(median)} (${short(low)}–${short(high)})`;
}

function short(ratio: number): string {
  return ratio.toFixed(ratio < 10 ? 2 : 1);
}
