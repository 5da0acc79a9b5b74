/** What lies in a ring: a text, some bytes, and what is kept beside them. */
export interface Kept<About> {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly about: About;
}

/** Bytes of the buffers: a journal begins with a small one, and each is twice as large as the one before. */
const slabSizes = { first: 16 * 1024, largest: 256 * 1024 };

/**
 * A list with room for so many items of so many bytes together; the oldest make room for new ones. The items are written into
 * buffers. Among the objects, where each outlives the request that it is about, they would be moved twice by garbage collection
 * and then be old: that took a fifth of the time of a request.
 */
export class Ring<About> {
  readonly #entries: number;
  readonly #bytes: number;
  #slabs: Slab<About>[] = [];
  /** One whose items are all gone: memory that is given back and taken again has the garbage collector look for more. */
  #spare: Slab<About> | undefined;
  #size = 0;
  #weight = 0;

  constructor(entries: number, bytes: number) {
    this.#entries = entries;
    this.#bytes = bytes;
  }

  /** Adds an item and returns how many had to go for it. */
  add({ text, bytes, about }: Kept<About>): number {
    const weight = Buffer.byteLength(text) + bytes.length;
    this.#slabFor(weight).add(text, bytes, about);
    this.#weight += weight;
    this.#size += 1;
    let gone = 0;
    for (; this.#size > this.#entries || (this.#weight > this.#bytes && this.#size > 1); gone += 1) this.#drop();
    return gone;
  }

  /** So many of the newest items, the oldest of them first. */
  last(count: number): Kept<About>[] {
    let skipped = Math.max(this.#size - count, 0);
    return this.#slabs.flatMap((slab) => {
      const items = slab.items(skipped);
      skipped = Math.max(skipped - slab.size, 0);
      return items;
    });
  }

  clear(): void {
    this.#slabs = [];
    this.#spare = undefined;
    this.#size = 0;
    this.#weight = 0;
  }

  #slabFor(weight: number): Slab<About> {
    const newest = this.#slabs.at(-1);
    if (newest && newest.room >= weight) return newest;
    const usual = newest ? Math.min(newest.length * 2, slabSizes.largest) : slabSizes.first;
    const slab = this.#takeSpare(weight) ?? new Slab<About>(Math.max(usual, weight));
    this.#slabs.push(slab);
    return slab;
  }

  #takeSpare(weight: number): Slab<About> | undefined {
    const spare = this.#spare;
    if (!spare || spare.length < weight) return undefined;
    this.#spare = undefined;
    return spare;
  }

  #drop(): void {
    const oldest = this.#slabs[0];
    if (!oldest) return;
    this.#weight -= oldest.drop();
    this.#size -= 1;
    if (oldest.size > 0 || this.#slabs.length === 1) return;
    this.#slabs.shift();
    if (oldest.length === slabSizes.largest) this.#spare = oldest.emptied();
  }
}

/** Items one after the other in a buffer. */
class Slab<About> {
  readonly #buffer: Buffer;
  /** Where the text and the bytes of each item end. */
  #ends: number[] = [];
  #about: (About | undefined)[] = [];
  #used = 0;
  #first = 0;

  constructor(length: number) {
    this.#buffer = Buffer.allocUnsafeSlow(length);
  }

  get length(): number {
    return this.#buffer.length;
  }

  get room(): number {
    return this.#buffer.length - this.#used;
  }

  get size(): number {
    return this.#about.length - this.#first;
  }

  add(text: string, bytes: Uint8Array, about: About): void {
    const middle = this.#used + this.#buffer.write(text, this.#used);
    this.#buffer.set(bytes, middle);
    this.#used = middle + bytes.length;
    this.#ends.push(middle, this.#used);
    this.#about.push(about);
  }

  /** Drops the oldest item, and returns how many bytes it had. */
  drop(): number {
    const [start, , end] = this.#boundsOf(this.#first);
    this.#about[this.#first] = undefined;
    this.#first += 1;
    return end - start;
  }

  /** Itself, with room for other items. */
  emptied(): this {
    this.#ends = [];
    this.#about = [];
    this.#used = 0;
    this.#first = 0;
    return this;
  }

  /** All items but so many of the oldest. */
  items(skipped: number): Kept<About>[] {
    const items: Kept<About>[] = [];
    for (let index = this.#first + skipped; index < this.#about.length; index += 1) {
      const [start, middle, end] = this.#boundsOf(index);
      const bytes = Buffer.from(this.#buffer.subarray(middle, end));
      const about = this.#about[index] as About;
      items.push({ text: this.#buffer.toString('utf8', start, middle), bytes, about });
    }
    return items;
  }

  #boundsOf(index: number): [start: number, middle: number, end: number] {
    const at = (place: number) => this.#ends[place] ?? 0;
    return [at(index * 2 - 1), at(index * 2), at(index * 2 + 1)];
  }
}
