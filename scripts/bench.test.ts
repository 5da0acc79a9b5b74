import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { plotOf } from './bench/peers/plot.ts';
import { ratioOf, tableOf } from './bench/peers/table.ts';

const folder = mkdtempSync(join(tmpdir(), 'bench-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('bench peers measures whoever is named beside bare Express, and writes what it found as JSON', () => {
  const file = join(folder, 'peers.json');
  const flags = [
    '--quick',
    '--rounds',
    '2',
    '--work',
    'invalid request',
    '--contestant',
    'stub',
    '--contestant',
    'eov',
  ];
  const { status, stdout } = bench('peers', ...flags, '--json', file);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^invalid request 16 +[\d.]+ \([\d.]+–[\d.]+\) +[\d.]+ \([\d.]+–[\d.]+\) +\d+\/s$/m);
  const { cells, profiles } = JSON.parse(readFileSync(file, 'utf8'));
  expect(cells.map(({ contestant, rounds }: (typeof cells)[number]) => [contestant, rounds.length])).toEqual([
    ['stub', 2],
    ['eov', 2],
    ['express', 2],
  ]);
  for (const { conformity, megabytes } of profiles) {
    expect(conformity).toEqual({ 'invalid request': { statuses: ['400'] } });
    expect(megabytes.ended).toBeGreaterThan(10);
  }
}, 240_000);

test.each([
  'peers --contestant wiremock',
  'peers --work everything',
  'peers --rounds 0',
  'soak --quickly',
  'generate --quick',
  'peers generate --quick',
  'nothing',
])('bench %s tells what it does not know', (line) => {
  const { status, stderr } = bench(...line.split(' '));
  expect(status).toBe(2);
  expect(stderr).toMatch(/^[^\n]{20,300}\n$/);
});

const figures = (perSecond: number) => ({ perSecond, p50: 1, p99: 2, cpu: 3 });
const cells = [
  { work: 'push', connections: 16, contestant: 'stub', rounds: [figures(50), figures(90), figures(300)] },
  { work: 'push', connections: 16, contestant: 'express', rounds: [figures(100), figures(100), figures(200)] },
] as const;

test('a ratio is taken within each round', () => {
  const [stub] = cells;
  expect(ratioOf(cells, stub, 'perSecond')).toEqual({ median: 0.9, low: 0.5, high: 1.5 });
  expect(tableOf(cells, 'perSecond', () => true)).toContain('0.90 (0.50–1.50)*');
});

test('the plot has a bar for each contestant but the one that is compared with', () => {
  const plot = plotOf(cells);
  expect(plot.match(/<rect [^>]*fill="#e24329"/g)).toHaveLength(2);
  expect(plot).toContain('>0.90</text>');
  expect(plot).not.toContain('NaN');
});

function bench(...line: string[]) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'bench.ts'), ...line], { encoding: 'utf8' });
}
