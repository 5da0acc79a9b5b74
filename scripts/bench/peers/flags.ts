import { closeSync, openSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Outcome } from './contest.ts';
import { contestants } from './contestants.ts';
import { outcomeIn } from './report.ts';
import { allWork, type Work } from './work.ts';

/** What is to be measured, and for how long. */
export interface Plan {
  readonly contestants: typeof contestants;
  readonly work: readonly Work[];
  readonly connections: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  /** How many seconds each contestant works before it is measured: at all the work, and then before each. */
  readonly warmUp: { readonly atAll: number; readonly each: number };
  readonly coldStarts: number;
  readonly json?: string | undefined;
  /** What `--json` wrote to a file, which is told instead of measuring. */
  readonly from?: Outcome | undefined;
  /** A full run of everybody, which the plot is made of. */
  readonly isWhole: boolean;
}

/** Understands `--quick`, `--rounds N`, `--json FILE`, `--from FILE`, and those that choose, as often as wanted. */
export function planOf(flags: readonly string[]): Plan {
  return orExplain(() => understand(flags));
}

/** Whether `--quick` is given, of a bench that knows no other flag. */
export function isQuick(flags: readonly string[]): boolean {
  const options = { quick: { type: 'boolean', default: false } } as const;
  return orExplain(() => parseArgs({ args: [...flags], options }).values.quick);
}

/** Understands `--quick`, and `--work` as often as wanted, of a bench that does the first of all work unless told otherwise. */
export function quickWorkOf(flags: readonly string[]): Pick<Plan, 'work'> & { readonly isQuick: boolean } {
  return orExplain(() => {
    const options = { quick: { type: 'boolean', default: false }, work: { type: 'string', multiple: true } } as const;
    const { quick, work } = parseArgs({ args: [...flags], options }).values;
    return { isQuick: quick, work: work ? chooseFrom(allWork, 'work', work) : allWork.slice(0, 1) };
  });
}

/** A mistake in the flags is told in its one line. */
function orExplain<Result>(understand: () => Result): Result {
  try {
    return understand();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

function understand(flags: readonly string[]): Plan {
  const { values } = parseArgs({
    args: [...flags],
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      json: { type: 'string' },
      from: { type: 'string' },
      contestant: { type: 'string', multiple: true },
      work: { type: 'string', multiple: true },
      connections: { type: 'string', multiple: true },
    },
  });
  const { quick, json, from } = values;
  // A run takes too long for its file to turn out impossible in the end.
  if (json !== undefined) closeSync(openSync(json, 'a'));
  const usual = contestants.filter(({ isExtra }) => !isExtra);
  const chosen = values.contestant ? chooseFrom(contestants, 'contestant', values.contestant) : usual;
  const work = values.work ? chooseFrom(allWork, 'work', values.work) : allWork;
  const connections = values.connections?.map((text) => wholeNumber('connections', text));
  return {
    // Whoever is compared with has to be there.
    contestants: contestants.filter((one) => one.name === 'express' || chosen.includes(one)),
    work,
    connections: connections ?? (quick ? [16] : [1, 16, 128]),
    rounds: values.rounds === undefined ? (quick ? 3 : 5) : wholeNumber('rounds', values.rounds),
    seconds: quick ? 0.3 : 1.5,
    // The stub is steady after some ten seconds, the others after less.
    warmUp: quick ? { atAll: 5, each: 0.2 } : { atAll: 15, each: 5 },
    coldStarts: quick ? 2 : 7,
    json,
    from: from === undefined ? undefined : outcomeIn(from),
    isWhole: !quick && chosen === usual && work === allWork && connections === undefined && values.rounds === undefined,
  };
}

function chooseFrom<One extends { readonly name: string }>(
  all: readonly One[],
  flag: string,
  names: readonly string[],
): readonly One[] {
  return names.map((name) => {
    const found = all.find((one) => one.name === name);
    if (found) return found;
    throw new Error(`--${flag} is one of ${all.map((one) => `'${one.name}'`).join(', ')}, not '${name}'`);
  });
}

function wholeNumber(flag: string, text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new Error(`--${flag} is a whole number from 1 to 9999, not '${text}'`);
}
