/** How long something takes before anybody is told how far it is, in milliseconds. */
const patience = 2_000;

/** Tells a person at a terminal how far a long run is, on a line of standard error that it takes away in the end. */
export class Progress {
  readonly #isShown: boolean = process.stderr.isTTY === true;
  readonly #start = performance.now();
  #last = 0;

  /** The text is asked for only when it is time to show it. */
  tell(text: () => string): void {
    if (!this.#isShown) return;
    const now = performance.now() - this.#start;
    if (now < patience || now - this.#last < 200) return;
    this.#last = now;
    process.stderr.write(`\r\u001B[K${text()}`);
  }

  end(): void {
    if (this.#last > 0) process.stderr.write('\r\u001B[K');
  }
}
