import { type Mistake, type Path, printValue } from './mistake.ts';

/** Texts that cannot be stored: PostgreSQL takes no NUL, and nothing takes half of a surrogate pair. */
export function* textMistakes(data: unknown, path: Path = []): Iterable<Mistake> {
  if (isStorable(data, path.length)) return;
  if (typeof data === 'string' && (data.includes('\0') || !data.isWellFormed())) {
    yield { path, problem: `${printValue(data)} holds a NUL or half a character, which cannot be stored` };
  }
  if (typeof data !== 'object' || data === null || path.length > deepest) return;
  const entries = Array.isArray(data) ? data.entries() : Object.entries(data);
  for (const [step, value] of entries) yield* textMistakes(value, [...path, step]);
}

// Nothing in a world lies deeper; aliases of YAML can make data without an end.
const deepest = 8;

/** Whether there is nothing to say: most texts are right, and to look for that costs less than to know where one is. */
function isStorable(data: unknown, depth: number): boolean {
  if (typeof data === 'string') return data.isWellFormed() && !data.includes('\0');
  if (typeof data !== 'object' || data === null || depth > deepest) return true;
  for (const step in data) if (!isStorable((data as Record<string, unknown>)[step], depth + 1)) return false;
  return true;
}
