import { at, isObject, type Json } from '@gitlab-internal-api/contract';

/** What stands in the place of a secret: ours, that of Rails' logs, and that of many HAR tools. */
const masks: ReadonlySet<string> = new Set(['[MASKED]', '[FILTERED]', '[REDACTED]', 'REDACTED']);

/** Whether a text stands in the place of a secret that nobody can check any more. */
export function isMasked(text: string): boolean {
  return masks.has(text.replace(/^(bearer|basic) +/i, '').trim());
}

/** Whether a value stands in the place of a secret, or holds one that does. */
export function holdsMask(value: Json | undefined): boolean {
  if (typeof value === 'string') return isMasked(value);
  if (Array.isArray(value)) return value.some(holdsMask);
  return isObject(value) && Object.values(value).some(holdsMask);
}

/** Whether what is at a place of a message cannot be checked because it was masked. */
export function isMaskedAt(message: Json | undefined, pointer: string): boolean {
  const value = message === undefined ? undefined : at(message, `#${pointer}`);
  return holdsMask(value);
}
