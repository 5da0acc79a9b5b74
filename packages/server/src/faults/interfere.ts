import type { JsonObject } from '@gitlab-internal-api/contract';
import type { Interference, OperationRequest } from '@gitlab-internal-api/validator';
import type { FaultStrikes } from '../store/fault-strikes.ts';
import { effectOf } from './effect.ts';
import type { Fault } from './fault.ts';
import { preferred } from './preferred.ts';
import { strike } from './strike.ts';

/** Where the faults lie, how they are counted, and what the contract says of an operation. */
interface InterferenceContext {
  readonly faults: readonly Fault[];
  readonly strikes: FaultStrikes;
  readonly definitionOf: (id: string) => JsonObject;
}

/** What the faults of a world and the request itself want to happen to it. */
export function interfere(
  request: OperationRequest,
  context: InterferenceContext,
): Promise<Interference | undefined> | Interference | undefined {
  const wanted = preferred(request, context.definitionOf);
  return context.faults.length === 0 ? wanted : withFault(request, wanted, context);
}

async function withFault(
  request: OperationRequest,
  wanted: Interference | undefined,
  { faults, strikes }: InterferenceContext,
): Promise<Interference | undefined> {
  const fault = await strike(request, faults, strikes);
  if (!fault) return wanted;
  const { applied, hint, ...own } = wanted ?? nothing;
  const effect = effectOf(fault);
  const delivery = { ...effect.delivery, wait: longer(own.delivery?.wait, effect.delivery?.wait) };
  // A reply that the fault takes the place of was not given.
  const honoured = effect.reply ? applied.filter((preference) => preference.startsWith('wait=')) : applied;
  return { ...own, ...effect, reply: effect.reply ?? own.reply, delivery, applied: honoured, hint };
}

const nothing: Interference = { applied: [] };

function longer(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}
