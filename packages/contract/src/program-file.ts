import { readFileSync } from 'node:fs';
import { getAsset, isSea } from 'node:sea';

/** Reads a text that belongs to the program: from beside its code or, in the single executable, from within. */
export function readProgramFile(path: string): string {
  // There the code lies in no folder; `pnpm build:binary` takes the folder that it has in the repository for it.
  return isSea() ? getAsset(path, 'utf8') : readFileSync(path, 'utf8');
}
