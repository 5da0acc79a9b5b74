import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How much garbage, in bytes, is worth a look at what is new, and a look at everything. */
const [few, many] = [4 * 1024 ** 2, 8 * 1024 ** 2];

/** V8's own collector, as a program may call it that was started with `--expose-gc`. */
type Collect = (options?: { readonly type: 'minor' }) => void;

/**
 * Keeps a process small that reads a file of any size. What is read is garbage right afterwards; V8 would rather take more
 * memory than clear it away, and cannot be told at run time to make do with less. Called where nothing is in use any more,
 * the collector has next to nothing to do.
 */
export class Tidiness {
  readonly #collect: Collect;
  #used = getHeapStatistics().used_heap_size;
  #least = this.#used;

  constructor() {
    setFlagsFromString('--expose-gc');
    setFlagsFromString('--semi-space-growth-factor=1');
    this.#collect = runInNewContext('gc');
  }

  tidy(): void {
    if (getHeapStatistics().used_heap_size - this.#used < few) return;
    this.#collect({ type: 'minor' });
    this.#used = getHeapStatistics().used_heap_size;
    if (this.#used - this.#least < many) return;
    this.#collect();
    this.#used = getHeapStatistics().used_heap_size;
    this.#least = this.#used;
  }
}
