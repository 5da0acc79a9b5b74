import { operationTable } from '@gitlab-internal-api/contract/operations';
import { nearestName } from '@gitlab-internal-api/validator/nearest-name';
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
  if (unknown !== undefined) return `${unknown.slice(0, 100)} is no filter${guess(unknown, Object.keys(known))}`;
  const { operation } = filter as JournalFilter;
  if (operation === undefined || operation === 'none' || Object.hasOwn(operationTable, operation)) return undefined;
  return `no operation is called ${operation.slice(0, 100)}${guess(operation, Object.keys(operationTable))}`;
}

function guess(word: string, names: readonly string[]): string {
  const meant = nearestName(word, names);
  return meant === undefined ? `; there are ${names.join(', ')}` : `; did you mean ${meant}?`;
}
