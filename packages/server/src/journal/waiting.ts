/** For how long somebody waits. */
export interface Waiting {
  readonly seconds: number;
  /** Milliseconds after which to look again, where something can be found although nothing has happened. */
  readonly pause?: number;
  /** Tells once that nobody waits any more, until the function that it returns is called. */
  readonly whenGone?: ((tell: () => void) => () => void) | undefined;
}

/** Whoever waits until something happens; what happens is looked at by those who wait. */
export class Waiters {
  readonly #wake = new Set<() => void>();
  #happened = 0;
  #isClosed = false;

  /** Something has happened. */
  wake(): void {
    this.#happened += 1;
    if (this.#wake.size > 0) for (const wake of [...this.#wake]) wake();
  }

  /** Nothing will happen any more. */
  close(): void {
    this.#isClosed = true;
    this.wake();
  }

  /** What is looked for, as soon as some is there; none when the time is over. */
  async until<Item>(look: () => Promise<Item[]>, { seconds, pause, whenGone }: Waiting): Promise<Item[]> {
    const end = performance.now() + seconds * 1000;
    let isGone = false;
    const forget = whenGone?.(() => {
      isGone = true;
      this.wake();
    });
    try {
      for (;;) {
        const before = this.#happened;
        const found = await look();
        const left = end - performance.now();
        if (found.length > 0 || left <= 0 || isGone || this.#isClosed) return found;
        if (this.#happened === before) await this.#next(Math.min(left, pause ?? left));
      }
    } finally {
      forget?.();
    }
  }

  #next(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#wake.add(done);
    });
  }
}
