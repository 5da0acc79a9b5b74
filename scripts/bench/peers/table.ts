import type { Figures } from './client.ts';
import type { Cell } from './rounds.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** The contestant that all are compared with. */
export const baseline = 'express';

/** A contestant's figure in each round divided by that of bare Express in the same round. */
export function ratioOf(cells: readonly Cell[], cell: Cell, figure: keyof Figures, to: string = baseline): Spread {
  const other = cells.find(
    ({ work, connections, contestant }) => work === cell.work && connections === cell.connections && contestant === to,
  );
  return spreadOf(cell.rounds.map((round, index) => round[figure] / (other?.rounds[index]?.[figure] ?? Number.NaN)));
}

/** A figure that has a table. */
type Tabled = Exclude<keyof Figures, 'clientCpu'>;

const titles: Record<Tabled, string> = {
  perSecond: 'Requests a second',
  p50: 'Median latency',
  p99: '99th percentile of the latency',
  cpu: 'Processor time a request',
  megabytes: 'Memory at the end of a round',
};

const [labelWidth, width] = [30, 20];

/** A table of ratios to bare Express, whose own figures stand at the end of the row. */
export function tableOf(cells: readonly Cell[], figure: Tabled, marksOf: (cell: Cell) => string): string {
  const names = [...new Set(cells.map(({ contestant }) => contestant))].filter((name) => name !== baseline);
  const head = ['', ...names, baseline].map((name, index) => pad(name, index)).join('');
  const rows = Map.groupBy(cells, ({ work, connections }) => `${work} ${connections}`);
  const lines = [...rows].map(([label, row]) => {
    const ratios = names.map((name) => row.find(({ contestant }) => contestant === name));
    const texts = ratios.map((cell) => (cell ? shown(ratioOf(row, cell, figure)) + marksOf(cell).padEnd(2) : ''));
    const own = row.find(({ contestant }) => contestant === baseline);
    return [label, ...texts, own ? absolute(own, figure) + marksOf(own) : '']
      .map((text, index) => pad(text, index))
      .join('');
  });
  return [`${titles[figure]}, as a ratio to bare Express; operation and connections`, head, ...lines].join('\n');
}

function pad(text: string, index: number): string {
  return index === 0 ? text.padEnd(labelWidth) : text.padStart(width);
}

function shown({ median, low, high }: Spread): string {
  return `${short(median)} (${short(low)}–${short(high)})`;
}

function short(ratio: number): string {
  return ratio < 10 ? ratio.toFixed(2) : ratio.toPrecision(ratio < 100 ? 3 : 4);
}

const units: Record<Tabled, { readonly digits: number; readonly unit: string }> = {
  perSecond: { digits: 0, unit: '/s' },
  p50: { digits: 3, unit: ' ms' },
  p99: { digits: 3, unit: ' ms' },
  cpu: { digits: 0, unit: ' µs' },
  megabytes: { digits: 0, unit: ' MB' },
};

function absolute({ rounds }: Cell, figure: Tabled): string {
  const { digits, unit } = units[figure];
  return spreadOf(rounds.map((round) => round[figure])).median.toFixed(digits) + unit;
}
