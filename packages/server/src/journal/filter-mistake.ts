import { operationTable } from '@gitlab-internal-api/contract/operations';
import { distance } from 'fastest-levenshtein';
import type { JournalFilter } from './filter.ts';
import type { PushFilter } from './push-ledger.ts';

/** By what entries are filtered. */
export const journalFilters: Record<keyof JournalFilter, true> = {
  operation: true,
  consumer: true,
  verdict: true,
  credentials: true,
  status: true,
  since: true,
  correlation_id: true,
  limit: true,
  wait: true,
};

/** By what pushes are filtered. */
export const pushFilters: Record<keyof PushFilter, true> = {
  gl_repository: true,
  state: true,
  breached: true,
  correlation_id: true,
  wait: true,
};

/** What is wrong with a filter: one that nobody knows would let everything pass, and an operation nobody knows nothing. */
export function filterMistake(filter: JournalFilter | PushFilter, known: Record<string, true>): string | undefined {
  const unknown = Object.keys(filter).find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined)
    return `${unknown.slice(0, 100)} is no filter; did you mean ${nearest(unknown, Object.keys(known))}?`;
  const { operation } = filter as JournalFilter;
  if (operation === undefined || operation === 'none' || Object.hasOwn(operationTable, operation)) return undefined;
  const name = nearest(operation, Object.keys(operationTable));
  return `no operation is called ${operation.slice(0, 100)}; did you mean ${name}?`;
}

function nearest(word: string, names: readonly string[]): string | undefined {
  const asked = word.slice(0, 100).toLowerCase();
  return names.toSorted((a, b) => distance(a.toLowerCase(), asked) - distance(b.toLowerCase(), asked))[0];
}
