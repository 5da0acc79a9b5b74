import { type Client, type Figures, measureOnce } from './client.ts';
import type { Plan } from './flags.ts';
import type { Running } from './run.ts';
import type { Work } from './work.ts';

/** A contestant at a work over so many connections: its figures, a round each. */
export interface Cell {
  readonly work: string;
  readonly connections: number;
  readonly contestant: string;
  readonly rounds: readonly Figures[];
}

/** Who answers a work, and which statuses it gives. */
export interface Entrant {
  readonly name: string;
  readonly runningFor: (work: Work) => Running;
  readonly statusesFor: (work: Work) => readonly string[];
}

/** Measures everybody at everything, in rounds. */
export async function runRounds(plan: Plan, entrants: readonly Entrant[], client: Client): Promise<Cell[]> {
  const { work, connections, warmUp } = plan;
  // What is compiled while it runs is not measured.
  for (const entrant of entrants) await warmUpAtAll(client, entrant, plan);
  const cells: Cell[] = [];
  for (const [index, one] of work.entries()) {
    console.error(`${one.name}, ${index + 1} of ${work.length}`);
    const about = { work: one, connections: 16, seconds: warmUp.each };
    for (const entrant of entrants) await measure(client, entrant, about);
    for (const count of connections) cells.push(...(await takeTurns(client, entrants, one, count, plan)));
  }
  return cells;
}

/** A little of everything. */
async function warmUpAtAll(client: Client, entrant: Entrant, { work, warmUp }: Plan): Promise<void> {
  for (const [running, all] of Map.groupBy(work, entrant.runningFor)) {
    const requests = all.flatMap((one) => one.requests.slice(0, 3));
    const statuses = all.flatMap((one) => entrant.statusesFor(one));
    await measureOnce(client, running, { requests, connections: 16, seconds: warmUp.atAll }, statuses);
  }
}

/** Everybody at one work: whoever began one round comes last in the next. */
async function takeTurns(
  client: Client,
  entrants: readonly Entrant[],
  work: Work,
  connections: number,
  { rounds, seconds }: Plan,
): Promise<Cell[]> {
  const measured = entrants.map((entrant): { entrant: Entrant; rounds: Figures[] } => ({ entrant, rounds: [] }));
  for (let round = 0; round < rounds; round++) {
    const first = round % entrants.length;
    for (const { entrant, rounds } of [...measured.slice(first), ...measured.slice(0, first)])
      rounds.push(await measure(client, entrant, { work, connections, seconds }));
  }
  return measured.map(({ entrant, rounds }) => ({ work: work.name, connections, contestant: entrant.name, rounds }));
}

interface About {
  readonly work: Work;
  readonly connections: number;
  readonly seconds: number;
}

function measure(client: Client, entrant: Entrant, { work, ...load }: About): Promise<Figures> {
  return measureOnce(client, entrant.runningFor(work), { requests: work.requests, ...load }, entrant.statusesFor(work));
}

/** Seconds that a run of load takes beside those it is told, and that a start and the time before the rounds take. */
const overhead = { run: 0.1, start: 1, before: 20 };

/** How many minutes a plan takes, about. */
export function minutesOf({ contestants, work, connections, rounds, seconds, warmUp, coldStarts }: Plan): number {
  const withWorld = contestants.filter(({ hasWorld }) => hasWorld).length;
  const servers = contestants.length + (work.some(({ isBig }) => isBig) ? withWorld : 0);
  const eachWork = warmUp.each + overhead.run + connections.length * rounds * (seconds + overhead.run);
  const eachContestant = work.length * eachWork + coldStarts * overhead.start;
  return (contestants.length * eachContestant + servers * warmUp.atAll + overhead.before) / 60;
}
