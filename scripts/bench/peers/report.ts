import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Outcome, Profile } from './contest.ts';
import type { Plan } from './flags.ts';
import { canPin } from './process.ts';
import type { Cell } from './rounds.ts';
import { spreadOf } from './statistics.ts';
import { tableOf } from './table.ts';
import { targetTableOf } from './targets.ts';

/** The tables and notes for the terminal. */
export function textOf({ profiles, cells }: Outcome): string {
  const differing = (cell: Cell) => (isOther(profiles, cell) ? '*' : '');
  const waiting = (cell: Cell) => differing(cell) + (isFasterThanClient(cell) ? '°' : '');
  const tables = [
    ...(['perSecond', 'p50', 'p99'] as const).map((figure) => tableOf(cells, figure, waiting)),
    ...(['cpu', 'megabytes'] as const).map((figure) => tableOf(cells, figure, differing)),
  ];
  const parts = [explained, ...tables, differencesOf(profiles), startsOf(profiles), targetTableOf(cells)];
  return parts.filter(Boolean).join('\n\n');
}

const explained = [
  'Each figure is the median of the rounds (lowest–highest). * It answers otherwise than the stub, as told below.',
  '° It takes less processor time than the client does: what is seen is the limit of the client.',
].join('\n');

function isOther(profiles: readonly Profile[], { contestant, work }: Cell): boolean {
  return profiles.find(({ name }) => name === contestant)?.conformity[work]?.difference !== undefined;
}

/** Over a single connection client and server always wait for each other. */
function isFasterThanClient({ connections, rounds }: Cell): boolean {
  return connections > 1 && spreadOf(rounds.map(({ cpu, clientCpu }) => cpu / clientCpu)).median < 1;
}

function differencesOf(profiles: readonly Profile[]): string {
  const lines = profiles.flatMap(({ name, conformity }) =>
    Object.entries(conformity).flatMap(([work, { difference }]) =>
      difference === undefined ? [] : [`* ${name}, ${work}: ${difference.replace(/\s+/g, ' ').slice(0, 90)}`],
    ),
  );
  return lines.join('\n');
}

function startsOf(profiles: readonly Profile[]): string {
  const lines = profiles.flatMap(({ name, coldStarts, megabytes, megabytesWithKeys }) => {
    const { median, low, high } = spreadOf(coldStarts);
    const time = `${median.toFixed(0)} ms (${low.toFixed(0)}–${high.toFixed(0)})`;
    const withKeys = megabytesWithKeys && startLine(`${name} with 100,000 keys`, '', memoryTexts(megabytesWithKeys));
    return [startLine(name, time, memoryTexts(megabytes)), ...(withKeys ? [withKeys] : [])];
  });
  return [startLine('', 'cold start', ['then', 'in the end']), ...lines].join('\n');
}

function memoryTexts({ started, ended }: Profile['megabytes']): string[] {
  return [`${started.toFixed(0)} MB`, `${ended.toFixed(0)} MB`];
}

function startLine(name: string, time: string, memory: readonly string[]): string {
  return [name.padEnd(32), time.padStart(24), ...memory.map((text) => text.padStart(12))].join('');
}

/** Everything, for `--json`: where it was measured, how, and each round. */
export function jsonOf({ rounds, seconds, warmUp, coldStarts }: Plan, outcome: Outcome): string {
  const [cpu] = cpus();
  const machine = { cpu: cpu?.model, cores: cpus().length, node: process.version, platform: process.platform };
  return `${JSON.stringify({ machine, pinned: canPin, rounds, seconds, warmUp, coldStarts, ...outcome }, null, 2)}\n`;
}

/** What `--json` has written. */
export function outcomeIn(file: string): Outcome {
  const { profiles, cells, isWhole } = JSON.parse(readFileSync(file, 'utf8')) as Outcome;
  if (!Array.isArray(cells)) throw new Error(`${file} is not what --json writes`);
  return { profiles, cells, isWhole };
}
