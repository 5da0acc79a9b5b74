import { type Mistake, maxMistakes, printPath } from './mistake.ts';
import type { Place, Source, TextMistake } from './source.ts';

/** What is wrong with a source, a line for each mistake, in the order in which they stand in it. */
export function report(source: Source, mistakes: readonly Mistake[]): string[] {
  const root = source.place([]).file;
  const located = firstOfEach(mistakes).map((mistake) => locate(mistake, source));
  const lines = [...firstOfLines(source.mistakes), ...located].toSorted(byPlace(root)).map(print);
  if (lines.length <= maxMistakes) return lines;
  return [...lines.slice(0, maxMistakes), `${root}: more is wrong; these are the first ${maxMistakes} mistakes`];
}

/** One thing may be wrong in several ways; the first says enough. */
function firstOfEach(mistakes: readonly Mistake[]): Mistake[] {
  return [...new Map(mistakes.toReversed().map((mistake) => [printPath(mistake.path), mistake])).values()].toReversed();
}

/** After a slip in the syntax the rest of the line makes no sense. */
function firstOfLines(mistakes: readonly TextMistake[]): TextMistake[] {
  const lines = mistakes
    .toReversed()
    .map((mistake) => [`${mistake.place.file}:${mistake.place.line}`, mistake] as const);
  return [...new Map(lines).values()].toReversed();
}

function locate({ path, atKey, problem }: Mistake, source: Source): TextMistake {
  return { place: source.place(path, atKey), problem: `${printPath(path)}: ${problem}` };
}

/** The world file comes first, then the files that it names. */
function byPlace(root: string): (one: TextMistake, other: TextMistake) => number {
  const rank = ({ file }: Place) => (file === root ? '' : file);
  return ({ place: a }, { place: b }) => {
    if (a.file !== b.file) return rank(a) < rank(b) ? -1 : 1;
    return a.line - b.line || a.column - b.column;
  };
}

function print({ place: { file, line, column }, problem }: TextMistake): string {
  return `${file}:${line}:${column}: ${problem}`;
}
