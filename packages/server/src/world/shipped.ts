import { existsSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { readProgramFile } from '@gitlab-internal-api/contract';
import { didYouMean } from './mistake.ts';
import type { World } from './world.ts';
import { type ReadOptions, readWorldFile, WorldFileError } from './world-file.ts';

/** The worlds that come with the stub, by the names under which it knows them. */
export const shippedWorlds = ['default', 'geo-secondary', 'access-matrix'] as const;

/** Reads a world that ships, or one from a file. */
export function openWorld(nameOrFile: string, options?: ReadOptions): World {
  return ships(nameOrFile) ? readShippedWorld(nameOrFile) : readWorldFile(worldFile(nameOrFile), options);
}

/** Reads a world that ships, by its name. `pnpm generate` has made JSON of it, and found that it is as a world has to be. */
export function readShippedWorld(name: string): World {
  const { $comment: _, ...world } = JSON.parse(readProgramFile(shippedFile(name)));
  return world;
}

/** The file of a world: a file that is there wins over the name of a world that ships. */
export function worldFile(nameOrFile: string): string {
  if (ships(nameOrFile)) return shippedFile(nameOrFile);
  if (hasFolder(nameOrFile) || extname(nameOrFile) !== '' || existsSync(nameOrFile)) return nameOrFile;
  const hint = didYouMean(nameOrFile, shippedWorlds) || `; those that ship are ${shippedWorlds.join(', ')}`;
  throw new WorldFileError(`${nameOrFile}: there is neither such a file nor such a world${hint}`);
}

function ships(nameOrFile: string): boolean {
  return shippedWorlds.some((name) => name === nameOrFile) && !isFile(nameOrFile);
}

function shippedFile(name: string): string {
  return join(import.meta.dirname, '..', '..', 'generated', 'worlds', `${name}.json`);
}

function hasFolder(path: string): boolean {
  return /[/\\]/.test(path);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
