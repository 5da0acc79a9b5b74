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

/** Measures everybody at everything, in rounds: whoever began one round comes last in the next. */
export async function runRounds(
  { work, connections, rounds, seconds, warmUp }: Plan,
  entrants: readonly Entrant[],
  client: Client,
): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const one of work) {
    // What is compiled while it runs is not measured.
    for (const entrant of entrants) await measure(entrant, one, 16, warmUp);
    for (const count of connections) {
      const measured = entrants.map((): Figures[] => []);
      for (let round = 0; round < rounds; round++) {
        for (const index of turns(entrants.length, round)) {
          const entrant = entrants[index];
          if (entrant) measured[index]?.push(await measure(entrant, one, count, seconds));
        }
      }
      const about = { work: one.name, connections: count };
      cells.push(...entrants.map(({ name }, index) => ({ ...about, contestant: name, rounds: measured[index] ?? [] })));
    }
  }
  return cells;

  function measure(entrant: Entrant, one: Work, count: number, duration: number): Promise<Figures> {
    const job = { requests: one.requests, connections: count, seconds: duration };
    return measureOnce(client, entrant.runningFor(one), job, entrant.statusesFor(one));
  }
}

function turns(count: number, round: number): number[] {
  return Array.from({ length: count }, (_, index) => (index + round) % count);
}

/** How many minutes a plan takes, about. */
export function minutesOf({ contestants, work, connections, rounds, seconds, warmUp, coldStarts }: Plan): number {
  const runs = contestants.length * work.length;
  return (
    (runs * warmUp + runs * connections.length * rounds * (seconds + 0.1) + coldStarts * contestants.length + 20) / 60
  );
}
