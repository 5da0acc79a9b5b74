import { consumerOf, headerOf, type OperationRequest } from '@gitlab-internal-api/validator';
import type { FaultStrikes } from '../store/fault-strikes.ts';
import type { Fault } from './fault.ts';

/** The first fault that fits a request and has attempts left for it; it is counted then. */
export async function strike(
  request: OperationRequest,
  faults: readonly Fault[],
  strikes: FaultStrikes,
): Promise<Fault | undefined> {
  for (const fault of faults) {
    if (fits(fault, request) && (await counts(fault, request, strikes))) return fault;
  }
  return undefined;
}

function fits({ operation, consumer }: Fault, request: OperationRequest): boolean {
  if (operation !== undefined && operation !== request.operation.id) return false;
  return consumer === undefined || consumer === consumerOf(request.message.headers, request.operation);
}

async function counts({ id, attempts }: Fault, request: OperationRequest, strikes: FaultStrikes): Promise<boolean> {
  if (attempts !== 'always') return strikes.attempt(id, callOf(request), attempts);
  await strikes.strike(id);
  return true;
}

/**
 * What an attempt is one of. GitLab Shell repeats a request that failed with the same correlation id, which it shares with the
 * other operations of one SSH session; Gitaly and kas send one too, others may not.
 */
function callOf({ operation, message, requestId }: OperationRequest): string {
  const own = headerOf(message.headers, 'x-request-id');
  return own === requestId ? `${operation.id} ${own}` : operation.id;
}
