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
export async function interfere(
  request: OperationRequest,
  { faults, strikes, definitionOf }: InterferenceContext,
): Promise<Interference | undefined> {
  const wanted = preferred(request, definitionOf);
  const fault = faults.length > 0 ? await strike(request, faults, strikes) : undefined;
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
