import { accessSync, closeSync, constants, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemProblem, UserError } from '../user-error.ts';

/** Refuses a file that cannot be written, before there is any work that would be lost. */
export function refuseUnwritable(file: string, what: 'report' | 'baseline'): void {
  try {
    const known = statSync(file, { throwIfNoEntry: false });
    if (!known) accessSync(dirname(file), constants.W_OK);
    // A pipe is opened once, when there is something to write.
    else if (known.isFile() || known.isDirectory()) closeSync(openSync(file, 'a'));
  } catch (error) {
    throw new UserError(`cannot write the ${what} ${file}: ${systemProblem(error)}`);
  }
}
