import { writeSync } from 'node:fs';

/** How many characters wait for a reader who is slower than the log. */
const room = 8 * 1024 * 1024;

/** Milliseconds from one write to the next. */
const pause = 5;

/** How often a pipe that is full is tried in vain when the process ends. */
const lastTries = 200;

/**
 * Standard error as the log writes to it: a line at once, but while many come those of some milliseconds together, since a write
 * costs more than all else about a line. Pino's own destination stands still, and the server with it, while nobody reads a pipe
 * that is full.
 */
export class StandardError {
  #lines = '';
  /** What a full pipe did not take. */
  #rest: Buffer = Buffer.alloc(0);
  #lost = 0;
  #writtenAt = 0;
  #isPlanned = false;

  constructor() {
    // Having a stream for it, Node waits for no reader of a pipe.
    void process.stderr;
    process.on('exit', () => this.#finish());
    // Node prints the error that ends the process after this.
    process.on('uncaughtExceptionMonitor', () => this.#write());
  }

  /** Takes a line that is to be written soon. */
  write(line: string): void {
    if (this.#lines.length > room) this.#lost += 1;
    else this.#lines += line;
    if (!this.#isPlanned) this.#plan();
  }

  /** Not within the request that the line is about. */
  #plan(): void {
    this.#isPlanned = true;
    if (performance.now() - this.#writtenAt < pause) setTimeout(this.#flush, pause).unref();
    else setImmediate(this.#flush);
  }

  readonly #flush = (): void => {
    this.#isPlanned = false;
    this.#writtenAt = performance.now();
    if (!this.#write()) this.#plan();
  };

  /** Waits for a reader as long as there is one. */
  #finish(): void {
    const sleeper = new Int32Array(new SharedArrayBuffer(4));
    let left = Number.POSITIVE_INFINITY;
    for (let tries = 0; !this.#write() && tries < lastTries; tries += 1) {
      if (this.#rest.length + this.#lines.length < left) tries = 0;
      left = this.#rest.length + this.#lines.length;
      Atomics.wait(sleeper, 0, 0, pause);
    }
  }

  /** Writes what there is; false where the pipe is full. */
  #write(): boolean {
    try {
      while (this.#take()) this.#rest = this.#rest.subarray(writeSync(2, this.#rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return false;
      // The other end is closed, or the disk is full: the server goes on without its log.
      this.#rest = this.#rest.subarray(this.#rest.length);
      this.#lines = '';
    }
    return true;
  }

  /** Whether something is left to write. */
  #take(): boolean {
    if (this.#rest.length > 0) return true;
    if (this.#lines === '') return false;
    this.#rest = Buffer.from(this.#lines + this.#notice());
    this.#lines = '';
    return true;
  }

  #notice(): string {
    if (this.#lost === 0) return '';
    const msg = `${this.#lost} lines are missing here, because nobody read them in time`;
    this.#lost = 0;
    return `${JSON.stringify({ level: 40, time: new Date().toISOString(), msg })}\n`;
  }
}
