/** What was begun and has not come to its end. */
export class UnderWay {
  readonly #all = new Set<Promise<void>>();

  add(work: Promise<void>): void {
    const tracked = work.finally(() => this.#all.delete(tracked));
    this.#all.add(tracked);
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    while (this.#all.size > 0) await Promise.all(this.#all);
  }
}
