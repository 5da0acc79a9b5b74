import type { Cell } from './rounds.ts';
import { baseline, ratioOf } from './table.ts';

const [left, top, barHeight, gap, scale] = [190, 60, 13, 15, 260];
const title = 'Requests a second at 16 connections, as a ratio to bare Express 5';
const colours: Record<string, string> = { stub: '#e24329', prism: '#7759c2', eov: '#2f7d5b', http: '#8a8a8a' };

/** Bars of requests a second at 16 connections, as ratios to bare Express; thin lines go from the lowest to the highest round. */
export function plotOf(cells: readonly Cell[]): string {
  const shown = cells.filter(({ connections, contestant }) => connections === 16 && contestant !== baseline);
  const works = [...Map.groupBy(shown, ({ work }) => work).entries()];
  const names = [...new Set(shown.map(({ contestant }) => contestant))];
  const groupHeight = names.length * barHeight + gap;
  const height = top + works.length * groupHeight + 24;
  const groups = works.map(([work, row], index) => group(cells, work, row, top + index * groupHeight));
  const width = left + 2 * scale + 50;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    // It has a ground of its own, because it is shown on light pages and on dark ones.
    `<rect width="${width}" height="${height}" rx="6" fill="#fff"/>`,
    text(12, 22, title, 'font-size="14"'),
    ...names.map((name, index) => legend(name, left + index * 90)),
    text(width - 12, 45, 'thin lines: lowest to highest round', 'font-size="10" fill="#555" text-anchor="end"'),
    line(left + scale, top - 6, left + scale, height - 20, '#888'),
    text(left + scale, height - 7, 'bare Express', 'text-anchor="middle"'),
    ...groups,
    '</svg>\n',
  ].join('\n');
}

function group(cells: readonly Cell[], work: string, row: readonly Cell[], y: number): string {
  const bars = row.map((cell, index) => bar(cells, cell, y + index * barHeight));
  return [text(left - 8, y + (row.length * barHeight) / 2 + 4, work, 'text-anchor="end"'), ...bars].join('\n');
}

/** What is beyond twice bare Express ends at the edge; its figure says how far it would go, and covers what it stands on. */
function bar(cells: readonly Cell[], cell: Cell, y: number): string {
  const { median, low, high } = ratioOf(cells, cell, 'perSecond');
  const at = (ratio: number) => Math.round(left + Math.min(ratio, 2) * scale);
  const middle = y + barHeight / 2;
  const figure = median > 2 ? `${median.toFixed(2)} »` : median.toFixed(2);
  return [
    `<rect x="${left}" y="${y}" width="${at(median) - left}" height="${barHeight - 2}" fill="${colourOf(cell)}"/>`,
    line(at(low), middle - 1, at(high), middle - 1, '#222'),
    text(
      at(Math.max(median, high)) + 4,
      y + barHeight - 3,
      figure,
      'font-size="10" stroke="#fff" stroke-width="3" paint-order="stroke"',
    ),
  ].join('\n');
}

function legend(name: string, x: number): string {
  return `<rect x="${x}" y="36" width="10" height="10" fill="${colours[name] ?? '#444'}"/>${text(x + 15, 45, name)}`;
}

function colourOf({ contestant }: Cell): string {
  return colours[contestant] ?? '#444';
}

function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${x}" y="${y}" ${attributes}>${content}</text>`;
}

function line(x1: number, y1: number, x2: number, y2: number, stroke: string): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${stroke}"/>`;
}
