import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { driftCommand, driftEnvironment } from '../../packages/cli/src/corpus/drift.test-support.ts';
import type { Measurement } from '../bench.ts';
import { root } from '../generate/output.ts';
import { type Finished, finished } from './check/finished.ts';
import { sideBySide } from './check/side-by-side.ts';
import { writeHar, writeLines } from './check/traffic.ts';

const rounds = 5;
const count = 100_000;
const program = join(root, 'packages', 'cli', 'src', 'main.js');

/** The least that reading such a file can be: each line is parsed, and nothing is done with it. */
const onlyParse = `
const { createReadStream } = await import('node:fs');
const { createInterface } = await import('node:readline');
for await (const line of createInterface({ input: createReadStream(process.argv[1]) })) JSON.parse(line);
`;

/** What `check` finds beside `redocly drift`, and how fast it is beside that and beside only parsing. */
export async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-check-'));
  try {
    const [lines, har] = [join(folder, 'traffic.ndjson'), join(folder, 'traffic.har')];
    await writeLines(lines, count);
    await writeHar(har, count);
    return [...sideBySide(program, folder), ...speed(inTurn(lines, har))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Round = Record<'check' | 'parse' | 'drift', Finished>;

/** The programs take turns, so that what else the machine does strikes all of them. */
function inTurn(lines: string, har: string): Round[] {
  const [, ...drift] = driftCommand(har, '--format', 'json');
  return Array.from({ length: rounds }, () => ({
    parse: finished(['--input-type=module', '--eval', onlyParse, lines]),
    check: finished([program, 'check', lines, '--format', 'json']),
    drift: finished(drift, driftEnvironment),
  }));
}

function speed(all: readonly Round[]): Measurement[] {
  const of = (figure: (round: Round) => number, digits: number) => spread(all.map(figure), digits);
  return [
    { what: `check, exchanges a second of ${count}`, figure: of(({ check }) => count / check.seconds, 0) },
    {
      what: 'its speed as a part of that of only parsing each line',
      figure: of(({ check, parse }) => parse.seconds / check.seconds, 3),
      target: '≥ 0.1',
    },
    {
      what: 'its speed as a multiple of that of redocly drift',
      figure: of(({ check, drift }) => drift.seconds / check.seconds, 2),
      target: '≥ 10',
    },
    { what: 'its memory at most, in MB', figure: of(({ check }) => check.memory, 0), target: '< 200' },
    { what: "redocly drift's memory at most, in MB", figure: of(({ drift }) => drift.memory, 0) },
  ];
}

function spread(values: readonly number[], digits: number): string {
  const sorted = values.toSorted((a, b) => a - b).map((value) => value.toFixed(digits));
  return `${sorted[Math.floor(sorted.length / 2)]} (rounds ${sorted[0]} to ${sorted.at(-1)})`;
}
