import { distance } from 'fastest-levenshtein';

/** The name that takes the fewest changes of single letters. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const changes = (name: string) => distance(word.toLowerCase(), name.toLowerCase());
  return names.toSorted((a, b) => changes(a) - changes(b))[0];
}
