// Far below what SQLite (32,766) and PostgreSQL (65,535) take as variables of one statement.
const size = 1_000;

/** The items in batches that one statement can hold. */
export function* batches<Item>(items: readonly Item[]): Iterable<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
