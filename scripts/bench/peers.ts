import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measurement } from '../bench.ts';
import { type Outcome, runContest } from './peers/contest.ts';
import { type Plan, planOf } from './peers/flags.ts';
import { plotOf } from './peers/plot.ts';
import { canPin } from './peers/process.ts';
import { jsonOf, textOf } from './peers/report.ts';
import { minutesOf } from './peers/rounds.ts';
import { summaryOf } from './peers/summary.ts';

/** This project and what one would pick instead, at the same work, in one run. */
export async function measure(flags: readonly string[]): Promise<Measurement[]> {
  const plan = planOf(flags);
  const outcome = plan.from ?? (await run(plan));
  console.log(`${textOf(outcome)}\n`);
  if (outcome.isWhole) writeFileSync(join(import.meta.dirname, 'peers.svg'), plotOf(outcome.cells));
  return summaryOf(outcome);
}

async function run(plan: Plan): Promise<Outcome> {
  const minutes = Math.ceil(minutesOf(plan));
  console.error(`bench peers: about ${minutes} min${minutes > 2 ? '; --quick takes less than 2' : ''}`);
  if (!canPin) console.error('client and server share the cores: here a process cannot be kept on one');
  const folder = mkdtempSync(join(tmpdir(), 'bench-peers-'));
  try {
    const outcome = await runContest(plan, folder);
    if (plan.json !== undefined) writeFileSync(plan.json, jsonOf(plan, outcome));
    return outcome;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
