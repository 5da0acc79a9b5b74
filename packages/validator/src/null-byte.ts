import type { Json, JsonObject } from '@gitlab-internal-api/contract';

/** Whether a string somewhere in a value, or one of its names, holds a null byte; no depth is too deep. */
export function holdsNullByte(value: Json): boolean {
  const pending: Json[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string' && next.includes('\0')) return true;
    if (typeof next !== 'object' || next === null) continue;
    for (const name of Object.keys(next)) {
      if (name.includes('\0')) return true;
      pending.push((next as JsonObject)[name] ?? null);
    }
  }
  return false;
}
