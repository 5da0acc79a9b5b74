import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { planOf } from './bench/peers/flags.ts';
import { plotOf } from './bench/peers/plot.ts';
import { minutesOf } from './bench/peers/rounds.ts';
import { slopeOf } from './bench/peers/statistics.ts';
import { ratioOf, tableOf } from './bench/peers/table.ts';
import { targetTableOf, worstOf } from './bench/peers/targets.ts';
import { lastSeconds } from './bench/profile/samples.ts';
import { functionsOf, partsOf } from './bench/profile/shares.ts';

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
  expect(stdout).toMatch(/^invalid request 16( +[\d.]+ \([\d.]+–[\d.]+\)°?){2} +\d+\/s°?$/m);
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
  const again = bench('peers', '--from', file);
  expect(again).toMatchObject({ status: 0, stdout, stderr: '' });
}, 240_000);

test('a full run takes at most 20 minutes, a quick one less than 2', () => {
  expect(minutesOf(planOf([]))).toBeLessThanOrEqual(20);
  expect(minutesOf(planOf(['--quick']))).toBeLessThan(2);
});

test('a bench that is told to end leaves no process and no file behind', async () => {
  const TMPDIR = join(folder, 'interrupted');
  mkdirSync(TMPDIR);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bench.ts'), 'soak'], {
    env: { ...process.env, TMPDIR },
    stdio: 'ignore',
  });
  // The stub, bare Express and the client.
  const started = await vi.waitUntil(() => childrenOf(child.pid).length === 3 && childrenOf(child.pid), 30_000);
  expect(foldersIn(TMPDIR)).toHaveLength(1);
  child.kill('SIGTERM');
  const [status] = await once(child, 'exit');
  expect(status).toBe(1);
  expect(foldersIn(TMPDIR)).toEqual([]);
  for (const pid of started) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

/** Beside them there is what Node keeps compiled. */
function foldersIn(directory: string): string[] {
  return readdirSync(directory).filter((name) => name.startsWith('bench-'));
}

function childrenOf(wanted: number | undefined): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' }).trim().split('\n');
  const processes = lines.map((line) => line.trim().split(/\s+/));
  return processes.filter(([, parent, name]) => Number(parent) === wanted && name !== 'ps').map(([pid]) => Number(pid));
}

test.each([
  'peers --contestant wiremock',
  'peers --work everything',
  'peers --rounds 0',
  'peers --from nowhere.json',
  'peers --json /nowhere/peers.json',
  'soak --quickly',
  'generate --quick',
  'peers generate --quick',
  'nothing',
])('bench %s tells what it does not know', (line) => {
  const { status, stderr } = bench(...line.split(' '));
  expect(status).toBe(2);
  expect(stderr).toMatch(/^[^\n]{20,300}\n$/);
});

const figures = (perSecond: number) => ({ perSecond, p50: 1, p99: 2, cpu: 3, clientCpu: 2, megabytes: 4 });
const cells = [
  { work: 'push', connections: 16, contestant: 'stub', rounds: [figures(50), figures(90), figures(300)] },
  { work: 'push', connections: 16, contestant: 'express', rounds: [figures(100), figures(100), figures(200)] },
] as const;

test('a ratio is taken within each round', () => {
  const [stub] = cells;
  expect(ratioOf(cells, stub, 'perSecond')).toEqual({ median: 0.9, low: 0.5, high: 1.5 });
  expect(tableOf(cells, 'perSecond', () => '*')).toContain('0.90 (0.50–1.50)*');
});

test('each work is held against the targets, and the worst is named', () => {
  const prism = { ...cells[0], contestant: 'prism', rounds: [figures(5), figures(5), figures(10)] };
  const all = [...cells, prism, { ...cells[0], work: 'discoverUser' }, { ...cells[1], work: 'discoverUser' }];
  const slow = all.map((cell) =>
    cell === cells[0] ? { ...cell, rounds: [figures(40), figures(55), figures(80)] } : cell,
  );
  expect(worstOf(slow)).toEqual([
    { what: 'requests/s at 16 connections, stub : express', figure: expect.any(String), target: '≥ 0.6' },
    { what: 'requests/s at 16 connections, stub : prism', figure: expect.any(String), target: '≥ 10' },
    { what: 'p99 at 16 connections, stub : express', figure: expect.any(String), target: '≤ 2.5' },
    { what: 'memory at 16 connections, stub : express', figure: expect.any(String), target: '≤ 2' },
  ]);
  expect(worstOf(slow)[0]?.figure).toBe('0.40 (0.40–0.55), push; 1 of 2 reach it');
  expect(worstOf(slow)[1]?.figure).toBe('8.00 (8.00–11.0), push; 0 of 1 reach it');
  expect(targetTableOf(slow)).toMatch(/^push +0\.40 \(0\.40–0\.55\)! +8\.00 \(8\.00–11\.0\)! +1\.00 /m);
  expect(targetTableOf(slow)).toMatch(/^discoverUser +0\.90 \(0\.50–1\.50\) /m);
});

test('memory that is to be kept is not held against the target', () => {
  const growing = cells.map((cell) => ({ ...cell, work: 'createPersonalAccessToken' }));
  expect(worstOf(growing).map(({ what }) => what)).not.toContain('memory at 16 connections, stub : express');
});

test('growth is that of the line which fits best', () => {
  expect(slopeOf([1, 3, 5, 7])).toBe(2);
  expect(slopeOf([5, 7, 5, 5, 7, 5])).toBe(0);
});

test('a profile gives the shares of its last seconds, to functions and to the parts that called them', () => {
  const profiles = join(folder, 'profiles');
  mkdirSync(profiles);
  const frame = (functionName: string, url = '') => ({ functionName, url, lineNumber: 6 });
  const nodes = [
    { id: 1, callFrame: frame('(root)'), children: [2, 3, 5, 6] },
    { id: 2, callFrame: frame('(idle)') },
    { id: 3, callFrame: frame('', 'file:///x/packages/server/src/store/keys.ts'), children: [4] },
    { id: 4, callFrame: frame('writev') },
    { id: 5, callFrame: frame('parse', 'file:///x/node_modules/.pnpm/qs@6/node_modules/qs/lib/parse.js') },
    { id: 6, callFrame: frame('(garbage collector)') },
  ];
  const samples = [6, 6, 2, 3, 4, 4, 5];
  const timeDeltas = [9e6, 9e6, 5e5, 1e5, 1e5, 1e5, 1e5];
  writeFileSync(join(profiles, 'x.cpuprofile'), JSON.stringify({ nodes, samples, timeDeltas }));
  const spent = lastSeconds(profiles, 0.9);
  expect(functionsOf(spent, 2)).toBe(
    '| self time | function |\n|---|---|\n| 50.0 % | `writev` |\n| 25.0 % | `parse` (`qs/lib/parse.js`) |',
  );
  expect(partsOf(spent)).toContain('| 75.0 % | `server/store` |\n| 25.0 % | qs |');
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
