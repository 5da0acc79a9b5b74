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
  exchange: Recorded,
  { operation, consumer, verdict, credentials, status, correlation_id }: JournalFilter,
): boolean {
  return (
    (operation === undefined || (exchange.operation?.id ?? 'none') === operation) &&
    (consumer === undefined || consumerOf(exchange.headers, exchange.operation) === consumer) &&
    (verdict === undefined || exchange.verdict === verdict) &&
    (credentials === undefined || exchange.credentials === credentials) &&
    (status === undefined || exchange.status === status) &&
    (correlation_id === undefined || exchange.requestId === correlation_id)
  );
}
