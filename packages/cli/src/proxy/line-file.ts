import { openSync, writeSync } from 'node:fs';
import { systemProblem, UserError } from '../user-error.ts';

/** Entries as JSON, one a line. */
export class LineFile {
  readonly #file: number;
  readonly #report: (problem: string) => void;
  #isBroken = false;

  constructor(path: string, report: (problem: string) => void) {
    this.#file = openToWrite(path, '');
    this.#report = report;
  }

  add(entry: unknown): void {
    if (this.#isBroken) return;
    try {
      writeSync(this.#file, `${JSON.stringify(entry)}\n`);
    } catch (error) {
      this.#isBroken = true;
      this.#report(systemProblem(error));
    }
  }
}

/** Opens a file with a first text. It shows what programs said to each other: nobody else on the machine is to read it. */
export function openToWrite(path: string, text: string): number {
  try {
    const file = openSync(path, 'w', 0o600);
    writeSync(file, text);
    return file;
  } catch (error) {
    throw new UserError(`cannot write ${path}: ${systemProblem(error)}`);
  }
}
