import { parseArgs } from 'node:util';
import { contestants } from './contestants.ts';
import { allWork, type Work } from './work.ts';

/** What is to be measured, and for how long. */
export interface Plan {
  readonly contestants: typeof contestants;
  readonly work: readonly Work[];
  readonly connections: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  /** How long each contestant works before it is measured at a work, in seconds. */
  readonly warmUp: number;
  readonly coldStarts: number;
  readonly json?: string | undefined;
  /** A full run of everybody, which the plot is made of. */
  readonly isWhole: boolean;
}

/** Understands `--quick`, `--rounds N`, `--json FILE`, and `--contestant`, `--work`, `--connections` as often as wanted. */
export function planOf(flags: readonly string[]): Plan {
  return orExplain(() => understand(flags));
}

/** Whether `--quick` is given, of a bench that knows no other flag. */
export function isQuick(flags: readonly string[]): boolean {
  const options = { quick: { type: 'boolean', default: false } } as const;
  return orExplain(() => parseArgs({ args: [...flags], options }).values.quick);
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
      contestant: { type: 'string', multiple: true },
      work: { type: 'string', multiple: true },
      connections: { type: 'string', multiple: true },
    },
  });
  const { quick, json } = values;
  const usual = contestants.filter(({ isExtra }) => !isExtra);
  const chosen = values.contestant ? chooseFrom(contestants, 'contestant', values.contestant) : usual;
  const work = values.work ? chooseFrom(allWork, 'work', values.work) : allWork;
  const connections = values.connections?.map((text) => wholeNumber('connections', text));
  return {
    // Whoever is compared with has to be there.
    contestants: contestants.filter((one) => one.name === 'express' || chosen.includes(one)),
    work,
    connections: connections ?? (quick ? [16] : [1, 16, 128]),
    rounds: values.rounds === undefined ? (quick ? 3 : 7) : wholeNumber('rounds', values.rounds),
    seconds: quick ? 0.4 : 2,
    warmUp: quick ? 0.7 : 6,
    coldStarts: quick ? 2 : 7,
    json,
    isWhole: !quick && chosen === usual && work === allWork && connections === undefined,
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
