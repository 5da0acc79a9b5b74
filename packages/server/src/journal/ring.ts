/** What lies in a ring: some texts, some bytes, and what is kept beside them. */
export interface Kept<About> {
  readonly texts: readonly string[];
  readonly bytes: Uint8Array;
  readonly about: About;
}

/** What a ring has room for. */
interface RingLimits {
  readonly entries: number;
  readonly bytes: number;
}

/** Bytes of the buffers: a journal begins with a small one, and each is twice as large as the one before. */
const slabSizes = { first: 16 * 1024, largest: 256 * 1024 };

/**
 * A list with room for so many items of so many bytes together; the oldest make room for new ones. All items have the same
 * number of texts. They are written into buffers: among the objects, where each outlives the request that it is about, they
 * would be moved twice by garbage collection and then be old, which took a fifth of the time of a request.
 */
export class Ring<About> {
  readonly #limits: RingLimits;
  readonly #texts: number;
  #slabs: Slab<About>[] = [];
  /** One whose items are all gone: memory that is given back and taken again has the garbage collector look for more. */
  #spare: Slab<About> | undefined;
  #size = 0;
  #weight = 0;

  constructor(limits: RingLimits, texts: number) {
    this.#limits = limits;
    this.#texts = texts;
  }

  /** Adds an item and returns how many had to go for it. */
  add(item: Kept<About>): number {
    this.#weight += this.#slabFor(item).add(item);
    this.#size += 1;
    let gone = 0;
    for (; this.#isOverfull; gone += 1) this.#drop();
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

  get #isOverfull(): boolean {
    const { entries, bytes } = this.#limits;
    return this.#size > entries || (this.#weight > bytes && this.#size > 1);
  }

  /** Mostly nothing has to be counted to know that there is room. */
  #slabFor(item: Kept<About>): Slab<About> {
    const newest = this.#slabs.at(-1);
    if (newest && newest.room >= mostBytesOf(item)) return newest;
    const weight = bytesOf(item);
    if (newest && newest.room >= weight) return newest;
    const usual = newest ? Math.min(newest.length * 2, slabSizes.largest) : slabSizes.first;
    const slab = this.#takeSpare(weight) ?? new Slab<About>(Math.max(usual, weight), this.#texts);
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

function bytesOf({ texts, bytes }: Kept<unknown>): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), bytes.length);
}

/** A unit of UTF-16 takes three bytes of UTF-8 at most. */
function mostBytesOf({ texts, bytes }: Kept<unknown>): number {
  let most = bytes.length;
  for (const text of texts) most += text.length * 3;
  return most;
}

/** Items one after the other in a buffer. */
class Slab<About> {
  readonly #buffer: Buffer;
  readonly #texts: number;
  /** Where each text, and after them the bytes, of each item end. */
  #ends: number[] = [];
  #about: (About | undefined)[] = [];
  #used = 0;
  #first = 0;

  constructor(length: number, texts: number) {
    this.#buffer = Buffer.allocUnsafeSlow(length);
    this.#texts = texts;
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

  /** Returns how many bytes it has become. */
  add({ texts, bytes, about }: Kept<About>): number {
    const start = this.#used;
    for (const text of texts) this.#end(this.#buffer.write(text, this.#used));
    this.#buffer.set(bytes, this.#used);
    this.#end(bytes.length);
    this.#about.push(about);
    return this.#used - start;
  }

  /** Drops the oldest item, and returns how many bytes it had. */
  drop(): number {
    const first = this.#first;
    this.#about[first] = undefined;
    this.#first += 1;
    return this.#endOf(first, this.#texts) - this.#startOf(first);
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
    for (let item = this.#first + skipped; item < this.#about.length; item += 1) {
      const texts: string[] = [];
      let start = this.#startOf(item);
      for (let part = 0; part < this.#texts; part += 1) {
        texts.push(this.#buffer.toString('utf8', start, this.#endOf(item, part)));
        start = this.#endOf(item, part);
      }
      const bytes = Buffer.from(this.#buffer.subarray(start, this.#endOf(item, this.#texts)));
      items.push({ texts, bytes, about: this.#about[item] as About });
    }
    return items;
  }

  #end(length: number): void {
    this.#used += length;
    this.#ends.push(this.#used);
  }

  #startOf(item: number): number {
    return item === 0 ? 0 : this.#endOf(item - 1, this.#texts);
  }

  #endOf(item: number, part: number): number {
    return this.#ends[item * (this.#texts + 1) + part] ?? 0;
  }
}
