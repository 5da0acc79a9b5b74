import { distance } from 'fastest-levenshtein';

/** The name that is most likely meant by a mistaken one: at most a third of the letters may differ. */
export function nearestName(mistaken: string, names: readonly string[]): string | undefined {
  const word = mistaken.slice(0, 100).toLowerCase();
  const edits = (name: string) => distance(word, name.toLowerCase());
  const [nearest] = names.toSorted((a, b) => edits(a) - edits(b));
  return nearest !== undefined && edits(nearest) <= Math.max(word.length, nearest.length) / 3 ? nearest : undefined;
}
