import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measurement } from '../bench.ts';
import { measureOnce, startClient } from './peers/client.ts';
import { type Contestant, contestantNamed } from './peers/contestants.ts';
import { quickWorkOf } from './peers/flags.ts';
import { start } from './peers/run.ts';
import { type Work, workNamed } from './peers/work.ts';
import { bigWorld } from './peers/worlds.ts';
import { lastSeconds } from './profile/samples.ts';
import { functionsOf, partsOf } from './profile/shares.ts';

/** Where the stub spends its time once it is warm: Markdown tables of functions and of parts, for each work. */
export async function measure(flags: readonly string[]): Promise<Measurement[]> {
  const { isQuick, work } = quickWorkOf(flags);
  const [warmUp, seconds] = isQuick ? [5, 3] : [50, 10];
  const rows: Measurement[] = [];
  for (const one of work) rows.push(await profile(one, warmUp, seconds));
  return rows;
}

async function profile(work: Work, warmUp: number, seconds: number): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-profile-'));
  try {
    const world = work.isBig && bigWorld.write(folder);
    await using stub = await start(profiled(folder), { folder, world }, asked);
    await using client = startClient();
    const job = { requests: work.requests, connections: 16 };
    await measureOnce(client, stub, { ...job, seconds: warmUp }, ['200', '400']);
    const { cpu } = await measureOnce(client, stub, { ...job, seconds }, ['200', '400']);
    await stub.end();
    const spent = lastSeconds(folder, seconds);
    console.log(`## ${work.name}\n\n${functionsOf(spent, 10)}\n\n${partsOf(spent)}\n`);
    return { what: `${work.name} at 16 connections, while it is profiled`, figure: `${cpu.toFixed(0)} µs a request` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [asked] = workNamed('discoverUser').requests;

/** Node writes the profile when it ends. */
function profiled(folder: string): Contestant {
  const { start, ...stub } = contestantNamed('stub');
  return { ...stub, start: (options) => ['--cpu-prof', `--cpu-prof-dir=${folder}`, ...start(options)] };
}
