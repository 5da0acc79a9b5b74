import { distance } from 'fastest-levenshtein';

/** The way from the root of a world to something in it. */
export type Path = readonly (string | number)[];

/** Something wrong in a world file. */
export interface Mistake {
  readonly path: Path;
  /** Set where the key itself is wrong, not what it holds. */
  readonly atKey?: boolean;
  /** What is wrong and what would be right. */
  readonly problem: string;
}

/** Of more mistakes than these nobody reads the list. */
export const maxMistakes = 100;

/** The first of many mistakes, with one more to know that there are more; no more of them are made than are taken. */
export function firstMistakes(mistakes: Iterable<Mistake>): Mistake[] {
  const taken: Mistake[] = [];
  for (const mistake of mistakes) if (taken.push(mistake) > maxMistakes) break;
  return taken;
}

/** A path as a person writes it: `users[3].state`. */
export function printPath(path: Path): string {
  const printed = path.map((step) =>
    typeof step === 'number' ? `[${step}]` : /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`,
  );
  return printed.join('').replace(/^\./, '') || 'the world';
}

/** A value as a message shows it, on one line and never long. */
export function printValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a mapping';
  if (typeof value !== 'string') return String(value);
  const line = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"');
  return `'${line.length > 60 ? `${line.slice(0, 59)}…` : line}'`;
}

/** `; did you mean …?` with the name that differs least, or nothing where none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = known
    .map((other) => ({ other, edits: distance(name.toLowerCase(), other.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0];
  return near && near.edits < name.length && near.edits <= Math.max(1, near.other.length / 3)
    ? `; did you mean '${near.other}'?`
    : '';
}
