import type { ControlInput } from '@gitlab-internal-api/contract';
import { consumerOf } from '@gitlab-internal-api/validator';
import type { Recorded } from './recorded.ts';

/** Which entries are looked for, and for how long. */
export type JournalFilter = Omit<ControlInput<'listJournalEntries'>, 'world'>;

/** Those of the recorded exchanges that fit. */
export function filtered(recorded: readonly Recorded[], filter: JournalFilter): Recorded[] {
  const fitting = recorded.filter((exchange) => fits(exchange, filter));
  return filter.limit === undefined ? fitting : fitting.slice(-filter.limit);
}

function fits(
  { facts, setting: { operation: reached } }: Recorded,
  { operation, consumer, verdict, credentials, status, correlation_id }: JournalFilter,
): boolean {
  return (
    (operation === undefined || (reached?.id ?? 'none') === operation) &&
    (consumer === undefined || consumerOf(facts.headers, reached) === consumer) &&
    (verdict === undefined || facts.verdict === verdict) &&
    (credentials === undefined || facts.credentials === credentials) &&
    (status === undefined || facts.status === status) &&
    (correlation_id === undefined || facts.requestId === correlation_id)
  );
}
