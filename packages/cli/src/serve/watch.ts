import { statSync } from 'node:fs';
import { warn } from '../output.ts';

const interval = 200;

/** Tells one state of a file from another, also when an editor puts a new file in the place of the old one. */
export function stateOf(file: string): string {
  const { ino, size, mtimeNs } = statSync(file, { bigint: true, throwIfNoEntry: false }) ?? {
    ino: 0,
    size: 0,
    mtimeNs: 0,
  };
  return `${ino} ${size} ${mtimeNs}`;
}

/** Runs `reload` whenever a file is no longer in the state in which it was read; what it throws is told to the user. */
export function reloadOnChange(file: string, read: string, reload: () => Promise<void>): void {
  let state = read;
  let last = Promise.resolve();
  setInterval(() => {
    const now = stateOf(file);
    if (now === state) return;
    state = now;
    last = last.then(reload).then(
      () => console.error(`reloaded ${file}`),
      (error: Error) => warn(`${error.message}\nthe world stays as it was`, 'error'),
    );
  }, interval);
}
