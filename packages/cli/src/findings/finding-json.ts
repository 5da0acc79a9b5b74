import { catalogue } from './catalogue.ts';
import type { Finding } from './finding.ts';

/** What every program is told of a finding, by these names. */
export function findingJson({
  code,
  operation,
  request,
  consumer,
  message,
  in: place,
  pointer,
  status,
}: Finding): object {
  const { severity } = catalogue[code];
  const who = { code, severity, operation: operation?.id ?? null, request, consumer };
  return { ...who, message, in: place, pointer, status: status ?? null };
}
