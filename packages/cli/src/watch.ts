import { watchFile } from 'node:fs';
import { warn } from './output.ts';

/**
 * Runs `reload` whenever a file has changed; what it throws is told to the user and changes nothing.
 * Asks for the file's state again and again, which also notices a file that an editor puts in the place of the old one.
 */
export function reloadOnChange(file: string, reload: () => Promise<void>): void {
  let last = Promise.resolve();
  watchFile(file, { interval: 200 }, () => {
    last = last.then(reload).then(
      () => console.error(`reloaded ${file}`),
      (error: Error) => warn(`${error.message}\nthe world stays as it was`, 'error'),
    );
  });
}
