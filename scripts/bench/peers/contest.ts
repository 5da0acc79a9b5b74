import { writeFileSync } from 'node:fs';
import { type Conformity, conformityOf, insistOn, recordReplies } from './answers.ts';
import { startClient } from './client.ts';
import { type Contestant, contestantNamed, copyContract, inFolder } from './contestants.ts';
import type { Plan } from './flags.ts';
import { type Cell, runRounds } from './rounds.ts';
import { type Running, start } from './run.ts';
import type { RecordedReplies } from './servers/replies.ts';
import { allWork, type Work, workNamed } from './work.ts';
import { bigWorld } from './worlds.ts';

/** What is known of a contestant beside its figures under load. */
export interface Profile {
  readonly name: string;
  readonly is: string;
  /** How it answers each work. */
  readonly conformity: Record<string, Conformity>;
  /** Milliseconds from its start to its first 200, a start each. */
  readonly coldStarts: number[];
  /** Resident memory after all of the load, and after the start alone. */
  readonly megabytes: { readonly started: number; readonly ended: number };
  /** The same of its process with the world of 100,000 keys, where it has one. */
  readonly megabytesWithKeys?: { readonly started: number; readonly ended: number };
}

/** What a run has found. */
export interface Outcome {
  readonly profiles: Profile[];
  readonly cells: Cell[];
  /** Whether everybody did everything in full, which the plot is made of. */
  readonly isWhole: boolean;
}

/** The processes of a contestant. */
interface Processes {
  readonly running: Running;
  /** The one with the world of 100,000 keys. */
  readonly withKeys?: Running;
}

interface Entered extends Processes {
  readonly contestant: Contestant;
  readonly conformity: Record<string, Conformity>;
}

/** Starts everybody, holds their answers against each other, and measures. */
export async function runContest(plan: Plan, folder: string): Promise<Outcome> {
  await using stack = new AsyncDisposableStack();
  const entered = await enterAll(plan, folder, stack);
  const coldStarts = await startAgain(plan, folder);
  const client = stack.use(startClient());
  const entrants = entered.map((one) => ({
    name: one.contestant.name,
    runningFor: (work: Work) => processFor(one, work),
    statusesFor: ({ name }: Work) => one.conformity[name]?.statuses ?? [],
  }));
  const cells = await runRounds(plan, entrants, client);
  const profiles = entered.map((one) => profileOf(one, coldStarts.get(one.contestant.name) ?? []));
  return { profiles, cells, isWhole: plan.isWhole };
}

function profileOf(
  { contestant: { name, is }, conformity, running, withKeys }: Entered,
  coldStarts: number[],
): Profile {
  const megabytesWithKeys = withKeys && memoryOf(withKeys);
  return {
    name,
    is,
    conformity,
    coldStarts,
    megabytes: memoryOf(running),
    ...(megabytesWithKeys && { megabytesWithKeys }),
  };
}

function memoryOf({ startedMegabytes, usage }: Running): Profile['megabytes'] {
  return { started: startedMegabytes, ended: usage().megabytes };
}

/** The stub comes first, because the others answer what it has answered. */
async function enterAll(plan: Plan, folder: string, stack: AsyncDisposableStack): Promise<Entered[]> {
  copyContract(folder);
  const world = plan.work.some(({ isBig }) => isBig) ? bigWorld.write(folder) : undefined;
  const recorder = contestantNamed('stub');
  const stub = await startProcesses(recorder, folder, world, stack);
  const recorded = allWork.filter(({ isBig }) => !isBig || world !== undefined);
  const replies = await recordReplies(recorded, (work) => processFor(stub, work));
  writeFileSync(inFolder.replies(folder), JSON.stringify(replies));
  const entered: Entered[] = [];
  for (const contestant of plan.contestants) {
    const processes = contestant === recorder ? stub : await startProcesses(contestant, folder, world, stack);
    const conformity = await compare(contestant, processes, plan.work, replies);
    entered.push({ contestant, ...processes, conformity });
  }
  return entered;
}

async function startProcesses(
  contestant: Contestant,
  folder: string,
  world: string | undefined,
  stack: AsyncDisposableStack,
): Promise<Processes> {
  const running = stack.use(await startOne(contestant, folder));
  if (world === undefined || !contestant.hasWorld) return { running };
  return { running, withKeys: stack.use(await startOne(contestant, folder, world)) };
}

function processFor({ running, withKeys }: Processes, { isBig }: Work): Running {
  return (isBig && withKeys) || running;
}

async function compare(
  contestant: Contestant,
  processes: Processes,
  work: readonly Work[],
  replies: RecordedReplies,
): Promise<Record<string, Conformity>> {
  const conformity: Record<string, Conformity> = {};
  for (const one of work) {
    const found = await conformityOf(processFor(processes, one), one, replies);
    insistOn(contestant, one, found);
    conformity[one.name] = found;
  }
  return conformity;
}

/** How long each takes to start, in turns. */
async function startAgain(plan: Plan, folder: string): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>(plan.contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < plan.coldStarts; round++) {
    for (const contestant of plan.contestants) {
      await using running = await startOne(contestant, folder);
      times.get(contestant.name)?.push(running.coldStart);
    }
  }
  return times;
}

/** Whoever answers this with 200 has started. */
const [firstRequest] = workNamed('discoverUser').requests;

function startOne(contestant: Contestant, folder: string, world?: string): Promise<Running> {
  return start(contestant, { folder, world }, firstRequest);
}
