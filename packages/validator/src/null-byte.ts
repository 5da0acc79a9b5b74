import type { Json } from '@gitlab-internal-api/contract';

/** Whether a string somewhere in a value, or one of its names, holds a null byte; no depth is too deep. */
export function holdsNullByte(value: Json): boolean {
  const pending: Json[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string' && next.includes('\0')) return true;
    if (typeof next !== 'object' || next === null) continue;
    for (const [name, member] of Object.entries(next)) {
      if (name.includes('\0')) return true;
      pending.push(member);
    }
  }
  return false;
}
