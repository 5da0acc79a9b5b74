import { join } from 'node:path';
import type { World } from './world.ts';
import { readWorldFile } from './world-file.ts';

/** The world that a freshly started stub knows; every documented request succeeds on it. */
export function defaultWorld(): World {
  return readWorldFile(join(import.meta.dirname, 'default.yaml'));
}
