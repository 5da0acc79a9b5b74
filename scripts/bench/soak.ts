import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measurement } from '../bench.ts';
import { recordReplies } from './peers/answers.ts';
import { type Client, measureOnce, startClient } from './peers/client.ts';
import { contestantNamed, inFolder } from './peers/contestants.ts';
import { isQuick } from './peers/flags.ts';
import { type Running, start } from './peers/run.ts';
import { slopeOf, spreadOf } from './peers/statistics.ts';
import { allWork, workNamed } from './peers/work.ts';

/** Whether memory stays where it is in ten minutes of work; bare Express has a turn after each minute, a fifth as long. */
export async function measure(flags: readonly string[]): Promise<Measurement[]> {
  const [steps, seconds] = isQuick(flags) ? [5, 2] : [10, 60];
  const folder = mkdtempSync(join(tmpdir(), 'bench-soak-'));
  try {
    await using stub = await start(contestantNamed('stub'), { folder }, first);
    writeFileSync(inFolder.replies(folder), JSON.stringify(await recordReplies(work, () => stub)));
    await using express = await start(contestantNamed('express'), { folder }, first);
    await using client = startClient();
    const [ours, theirs] = [seriesOf(stub), seriesOf(express)];
    for (let step = 0; step < steps; step++) {
      await soak(client, ours, seconds);
      await soak(client, theirs, Math.max(1, seconds / 5));
    }
    return [...rowsOf(ours), ...rowsOf(theirs), ratioOf(ours, theirs)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first] = workNamed('discoverUser').requests;
/** What leaves nothing behind, for that would have to stay. */
const work = allWork.filter(({ isBig, keeps }) => !isBig && !keeps);
const requests = work.flatMap((one) => one.requests);

/** The memory of a server as it works: each quarter of a second, and at the end of each turn. */
interface Series {
  readonly running: Running;
  readonly samples: number[];
  readonly ends: number[];
}

const samplesPerMinute = 240;

function seriesOf(running: Running): Series {
  return { running, samples: [], ends: [running.startedMegabytes] };
}

async function soak(client: Client, { running, samples, ends }: Series, seconds: number): Promise<void> {
  const timer = setInterval(() => samples.push(running.usage().megabytes), 60_000 / samplesPerMinute);
  try {
    const { megabytes } = await measureOnce(client, running, { requests, connections: 16, seconds }, ['200', '400']);
    ends.push(megabytes);
  } finally {
    clearInterval(timer);
  }
}

function rowsOf({ running: { name }, samples, ends }: Series): Measurement[] {
  const half = lastHalf(samples);
  const perMinute = slopeOf(half) * samplesPerMinute;
  const share = (perMinute / spreadOf(half).median) * 100;
  return [
    { what: `${name}: MB at its start and after each turn`, figure: ends.map((end) => end.toFixed(0)).join(', ') },
    {
      what: `${name}: growth in the last half of its work`,
      figure: `${share.toFixed(2)} % a minute, ${perMinute.toFixed(2)} MB`,
      // What is less is not to be told from the collector's own ups and downs.
      target: 'flat: < 0.5 % a minute',
    },
  ];
}

function ratioOf(ours: Series, theirs: Series): Measurement {
  const [stub, express] = [ours, theirs].map(({ samples }) => spreadOf(lastHalf(samples)).median);
  const figure = `${((stub ?? 0) / (express ?? 0)).toFixed(2)} (${stub?.toFixed(0)} : ${express?.toFixed(0)} MB)`;
  return { what: 'memory in the last half, stub : express', figure, target: '≤ 2' };
}

function lastHalf(samples: readonly number[]): number[] {
  return samples.slice(Math.floor(samples.length / 2));
}
