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

const titles: Record<keyof Figures, string> = {
  perSecond: 'Requests a second',
  p50: 'Median latency',
  p99: '99th percentile of the latency',
  cpu: 'Processor time a request',
};

const [labelWidth, width] = [30, 18];

/** A table of ratios to bare Express, whose own figures stand at the end of the row; a star marks another answer. */
export function tableOf(cells: readonly Cell[], figure: keyof Figures, isOther: (cell: Cell) => boolean): string {
  const names = [...new Set(cells.map(({ contestant }) => contestant))].filter((name) => name !== baseline);
  const head = ['', ...names, baseline].map((name, index) => pad(name, index)).join('');
  const rows = Map.groupBy(cells, ({ work, connections }) => `${work} ${connections}`);
  const lines = [...rows].map(([label, row]) => {
    const ratios = names.map((name) => row.find(({ contestant }) => contestant === name));
    const texts = ratios.map((cell) => (cell ? shown(ratioOf(row, cell, figure), isOther(cell)) : ''));
    const own = row.find(({ contestant }) => contestant === baseline);
    return [label, ...texts, absolute(own, figure)].map((text, index) => pad(text, index)).join('');
  });
  return [`${titles[figure]}, as a ratio to bare Express; operation and connections`, head, ...lines].join('\n');
}

function pad(text: string, index: number): string {
  return index === 0 ? text.padEnd(labelWidth) : text.padStart(width);
}

function shown({ median, low, high }: Spread, isOther: boolean): string {
  return `${short(median)} (${short(low)}–${short(high)})${isOther ? '*' : ' '}`;
}

function short(ratio: number): string {
  return ratio < 10 ? ratio.toFixed(2) : ratio.toPrecision(ratio < 100 ? 3 : 4);
}

function absolute(cell: Cell | undefined, figure: keyof Figures): string {
  const { median } = spreadOf(cell?.rounds.map((round) => round[figure]) ?? []);
  if (figure === 'perSecond') return `${median.toFixed(0)}/s`;
  return figure === 'cpu' ? `${median.toFixed(0)} µs` : `${median.toFixed(2)} ms`;
}
