import type { ControlInput, ControlReply } from '@gitlab-internal-api/contract';
import type { ControlContext } from '../handler.ts';
import { faultConflict, invalidFault, noSuchWorld } from '../refusals.ts';

/** Lists the faults of a world. */
export async function listFaults(
  { world }: ControlInput<'listFaults'>,
  { faults }: ControlContext,
): Promise<ControlReply<'listFaults'>> {
  const outcome = await faults.list(world);
  return 'why' in outcome ? noSuchWorld(world) : { status: 200, body: { faults: outcome.done } };
}

/** Makes a fault. */
export async function createFault(
  { world, ...rule }: ControlInput<'createFault'>,
  { faults }: ControlContext,
): Promise<ControlReply<'createFault'>> {
  const outcome = await faults.add(world, rule);
  if (!('why' in outcome)) return { status: 201, body: outcome.done };
  if (outcome.why === 'mistakes') return invalidFault(outcome.mistakes);
  return outcome.why === 'no world'
    ? noSuchWorld(world)
    : faultConflict(outcome.why === 'taken' ? rule.name : undefined);
}

/** Deletes all faults of a world. */
export async function deleteFaults(
  { world }: ControlInput<'deleteFaults'>,
  { faults }: ControlContext,
): Promise<ControlReply<'deleteFaults'>> {
  return 'why' in (await faults.clear(world)) ? noSuchWorld(world) : { status: 204 };
}
