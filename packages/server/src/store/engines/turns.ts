import type { Soon } from '@gitlab-internal-api/validator';

/** Lets one in after the other, in the order in which they come. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;

  /** Whether somebody is in. */
  get isTaken(): boolean {
    return this.#isTaken;
  }

  /** Waits until nobody else is in. */
  take(): Soon<void> {
    if (this.#isTaken) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
  }

  /** Lets the next one in, before anybody who comes only now. */
  give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#isTaken = false;
  }
}
