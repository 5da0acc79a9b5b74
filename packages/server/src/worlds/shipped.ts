import type { WorldMistake } from '../world/check.ts';
import { readShippedWorld, shippedWorlds } from '../world/shipped.ts';
import type { World } from '../world/world.ts';

const worlds = new Map<string, World>();

/** A world that ships, by its name and never by a path: whoever asks need not be on this machine. It is read once. */
export function shippedWorld(name: string): { readonly world: World } | { readonly mistakes: readonly WorldMistake[] } {
  if (!shippedWorlds.some((known) => known === name)) {
    const message = `no world '${name}' ships with the server; those that do are ${shippedWorlds.join(', ')}`;
    return { mistakes: [{ path: 'from.file', message }] };
  }
  const world = worlds.get(name) ?? readShippedWorld(name);
  worlds.set(name, world);
  return { world };
}
