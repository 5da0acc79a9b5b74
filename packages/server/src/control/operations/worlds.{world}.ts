import type { ControlInput, ControlReply, Json } from '@gitlab-internal-api/contract';
import { defaultWorldName } from '../../worlds/worlds.ts';
import type { ControlContext } from '../handler.ts';
import { invalidWorld, noSuchWorld } from '../refusals.ts';

/** Answers what is in a world. */
export async function getWorld(
  { world: name }: ControlInput<'getWorld'>,
  { worlds }: ControlContext,
): Promise<ControlReply<'getWorld'>> {
  const world = await worlds.read(name);
  return world ? { status: 200, body: world } : noSuchWorld(name);
}

/** Changes a world by a JSON Merge Patch. No member of a world is called `world`, the parameter in the path. */
export async function updateWorld(
  { world: name, ...patch }: ControlInput<'updateWorld'>,
  { worlds }: ControlContext,
): Promise<ControlReply<'updateWorld'>> {
  const world = await worlds.patch(name, patch as Json);
  if (world === 'missing') return noSuchWorld(name);
  return 'mistakes' in world ? invalidWorld(world.mistakes) : { status: 200, body: world };
}

/** Deletes a world. */
export async function deleteWorld(
  { world: name }: ControlInput<'deleteWorld'>,
  { worlds }: ControlContext,
): Promise<ControlReply<'deleteWorld'>> {
  if (name === defaultWorldName)
    return { status: 409, body: { error: `409 Conflict: the world ${name} cannot be deleted` } };
  return (await worlds.delete(name)) ? { status: 204 } : noSuchWorld(name);
}
