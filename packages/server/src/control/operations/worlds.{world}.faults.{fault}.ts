import type { ControlInput, ControlReply } from '@gitlab-internal-api/contract';
import type { ControlContext } from '../handler.ts';
import { faultConflict, invalidFault, noSuchFault, noSuchWorld } from '../refusals.ts';

/** Answers what a fault does, and how often it has struck. */
export async function getFault(
  { world, fault: name }: ControlInput<'getFault'>,
  { faults }: ControlContext,
): Promise<ControlReply<'getFault'>> {
  const outcome = await faults.find(world, name);
  if (!('why' in outcome)) return { status: 200, body: outcome.done };
  return outcome.why === 'no fault' ? noSuchFault(name, outcome.others) : noSuchWorld(world);
}

/** Makes a fault, or puts it in the place of the one of its name. */
export async function upsertFault(
  { world, fault: name, ...rule }: ControlInput<'upsertFault'>,
  { faults }: ControlContext,
): Promise<ControlReply<'upsertFault'>> {
  if (rule.name !== undefined && rule.name !== name)
    return invalidFault([`name: the fault is called ${name} in the path; leave it out, or make it the same`]);
  const outcome = await faults.put(world, name, rule);
  if (!('why' in outcome)) return { status: 200, body: outcome.done };
  if (outcome.why === 'mistakes') return invalidFault(outcome.mistakes);
  return outcome.why === 'no world' ? noSuchWorld(world) : faultConflict(undefined);
}

/** Deletes a fault. */
export async function deleteFault(
  { world, fault: name }: ControlInput<'deleteFault'>,
  { faults }: ControlContext,
): Promise<ControlReply<'deleteFault'>> {
  const outcome = await faults.remove(world, name);
  if (!('why' in outcome)) return { status: 204 };
  return outcome.why === 'no fault' ? noSuchFault(name, outcome.others) : noSuchWorld(world);
}
