/** The name that takes the fewest changes of single letters. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const changes = (name: string) => distance(word.toLowerCase(), name.toLowerCase());
  return names.toSorted((a, b) => changes(a) - changes(b))[0];
}

/** Levenshtein's distance, row by row. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
