import { readShippedWorld } from './shipped.ts';
import type { World } from './world.ts';

/** The world that a freshly started stub knows; every documented request succeeds on it. */
export function defaultWorld(): World {
  return readShippedWorld('default');
}
