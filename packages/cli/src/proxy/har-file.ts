import { ftruncateSync, writeSync } from 'node:fs';
import { harOf } from '@gitlab-internal-api/server';
import { systemProblem } from '../user-error.ts';
import { openToWrite } from './line-file.ts';

const closing = '\n]}}\n';

/**
 * An archive that is whole at any moment: each entry is written over the closing brackets together with new ones, by one
 * call to the system, so that a process that is killed leaves none of them half done.
 */
export class HarFile {
  readonly #file: number;
  readonly #report: (problem: string) => void;
  #end: number;
  #isEmpty = true;
  #isBroken = false;

  constructor(path: string, report: (problem: string) => void) {
    this.#report = report;
    const { version, creator } = harOf([], '').log;
    const opening = `{"log":{"version":${JSON.stringify(version)},"creator":${JSON.stringify(creator)},"entries":[`;
    this.#file = openToWrite(path, opening + closing);
    this.#end = Buffer.byteLength(opening);
  }

  add(entry: unknown): void {
    if (this.#isBroken) return;
    const text = Buffer.from(`${this.#isEmpty ? '' : ','}\n${JSON.stringify(entry)}`);
    try {
      const bytes = Buffer.concat([text, Buffer.from(closing)]);
      if (writeSync(this.#file, bytes, 0, bytes.length, this.#end) < bytes.length) throw new Error('no room is left');
      this.#end += text.length;
      this.#isEmpty = false;
    } catch (error) {
      this.#giveUp(error);
    }
  }

  /** A full disk: what is there stays readable. */
  #giveUp(error: unknown): void {
    this.#isBroken = true;
    this.#report(systemProblem(error));
    ftruncateSync(this.#file, this.#end);
    writeSync(this.#file, closing, this.#end);
  }
}
