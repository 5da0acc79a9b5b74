import { writeFileSync } from 'node:fs';
import { type Conformity, conformityOf, insistOn, recordReplies } from './answers.ts';
import { startClient } from './client.ts';
import { type Contestant, contestantNamed, copyContract, inFolder } from './contestants.ts';
import type { Plan } from './flags.ts';
import { type Cell, runRounds } from './rounds.ts';
import { type Running, start } from './run.ts';
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
}

/** What a run has found. */
export interface Outcome {
  readonly profiles: Profile[];
  readonly cells: Cell[];
}

interface Entered {
  readonly contestant: Contestant;
  readonly running: Running;
  readonly runningFor: (work: Work) => Running;
  readonly conformity: Record<string, Conformity>;
  readonly startedMegabytes: number;
}

/** Starts everybody, holds their answers against each other, and measures. */
export async function runContest(plan: Plan, folder: string): Promise<Outcome> {
  await using stack = new AsyncDisposableStack();
  const entered = await enterAll(plan, folder, stack);
  const coldStarts = await startAgain(plan, folder);
  const client = stack.use(startClient());
  const entrants = entered.map(({ contestant: { name }, runningFor, conformity }) => ({
    name,
    runningFor,
    statusesFor: ({ name: work }: Work) => conformity[work]?.statuses ?? [],
  }));
  const cells = await runRounds(plan, entrants, client);
  const profiles = entered.map(({ contestant: { name, is }, conformity, running, startedMegabytes }) => {
    const megabytes = { started: startedMegabytes, ended: running.usage().megabytes };
    return { name, is, conformity, coldStarts: coldStarts.get(name) ?? [], megabytes };
  });
  return { profiles, cells };
}

/** The stub comes first, because the others answer what it has answered. */
async function enterAll(plan: Plan, folder: string, stack: AsyncDisposableStack): Promise<Entered[]> {
  copyContract(folder);
  const stub = stack.use(await startOne(contestantNamed('stub'), folder));
  const isBig = plan.work.some((work) => work.isBig);
  const big = isBig ? stack.use(await startOne(contestantNamed('stub'), folder, bigWorld.write(folder))) : stub;
  const stubFor = (work: Work) => (work.isBig ? big : stub);
  const replies = await recordReplies(
    allWork.filter((work) => !work.isBig || isBig),
    stubFor,
  );
  writeFileSync(inFolder.replies(folder), JSON.stringify(replies));
  const entered: Entered[] = [];
  for (const contestant of plan.contestants) {
    const running = contestant.name === stub.name ? stub : stack.use(await startOne(contestant, folder));
    const runningFor = running === stub ? stubFor : () => running;
    const startedMegabytes = running.usage().megabytes;
    const conformity: Record<string, Conformity> = {};
    for (const work of plan.work) {
      const found = await conformityOf(runningFor(work), work, replies);
      insistOn(contestant, work, found);
      conformity[work.name] = found;
    }
    entered.push({ contestant, running, runningFor, conformity, startedMegabytes });
  }
  return entered;
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
