import { writeSync } from 'node:fs';

/** How many bytes wait for a reader who is slower than the log. */
const room = 8 * 1024 * 1024;

/** How many bytes there are for lines that nobody lets wait. */
const usual = 256 * 1024;

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
  #buffer = Buffer.allocUnsafeSlow(usual);
  /** Where what was not written yet begins in the buffer, and where it ends. */
  #start = 0;
  #end = 0;
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

  /** Takes the parts of a line that is to be written soon. */
  write(...parts: string[]): void {
    if (this.#left > room) this.#lost += 1;
    else for (const part of parts) this.#append(part);
    if (!this.#isPlanned) this.#plan();
  }

  get #left(): number {
    return this.#end - this.#start;
  }

  /** A unit of UTF-16 takes three bytes of UTF-8 at most. */
  #append(text: string): void {
    const most = text.length * 3;
    if (this.#end + most > this.#buffer.length) this.#makeRoom(this.#left + most);
    this.#end += this.#buffer.write(text, this.#end);
  }

  /** What is left moves to the beginning, of a larger buffer where it would soon have to move again. */
  #makeRoom(needed: number): void {
    const buffer = needed * 2 > this.#buffer.length ? Buffer.allocUnsafeSlow(needed * 2) : this.#buffer;
    this.#end = this.#buffer.copy(buffer, 0, this.#start, this.#end);
    this.#start = 0;
    this.#buffer = buffer;
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
      if (this.#left < left) tries = 0;
      left = this.#left;
      Atomics.wait(sleeper, 0, 0, pause);
    }
  }

  /** Writes what there is; false where the pipe is full. */
  #write(): boolean {
    try {
      while (this.#isLeft()) this.#start += writeSync(2, this.#buffer, this.#start, this.#left);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return false;
      // The other end is closed, or the disk is full: the server goes on without its log.
      this.#empty();
    }
    return true;
  }

  /** Whether something is to be written: a notice comes behind the lines that were kept. */
  #isLeft(): boolean {
    if (this.#left > 0) return true;
    this.#empty();
    if (this.#lost === 0) return false;
    const msg = `${this.#lost} lines are missing here, because nobody read them in time`;
    this.#lost = 0;
    this.#append(`${JSON.stringify({ level: 40, time: new Date().toISOString(), msg })}\n`);
    return true;
  }

  #empty(): void {
    this.#start = 0;
    this.#end = 0;
    if (this.#buffer.length > usual) this.#buffer = Buffer.allocUnsafeSlow(usual);
  }
}
