import { existsSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { didYouMean } from './mistake.ts';
import type { World } from './world.ts';
import { type ReadOptions, readWorldFile, WorldFileError } from './world-file.ts';

/** The worlds that come with the stub, by the names under which it knows them. */
export const shippedWorlds = ['default', 'geo-secondary', 'access-matrix'] as const;

/** Reads a world that ships, or one from a file. */
export function openWorld(nameOrFile: string, options?: ReadOptions): World {
  return readWorldFile(worldFile(nameOrFile), options);
}

/** The file of a world: a file that is there wins over the name of a world that ships. */
export function worldFile(nameOrFile: string): string {
  if (/[/\\]/.test(nameOrFile) || isFile(nameOrFile)) return nameOrFile;
  if (shippedWorlds.some((name) => name === nameOrFile)) return join(import.meta.dirname, `${nameOrFile}.yaml`);
  if (extname(nameOrFile) !== '' || existsSync(nameOrFile)) return nameOrFile;
  const hint = didYouMean(nameOrFile, shippedWorlds) || `; those that ship are ${shippedWorlds.join(', ')}`;
  throw new WorldFileError(`${nameOrFile}: there is neither such a file nor such a world${hint}`);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
