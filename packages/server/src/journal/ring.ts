/** What has an id that ascends, and a weight in bytes. */
interface Weighed {
  readonly id: number;
  readonly weight: number;
}

/** A list with room for so many items of so many bytes together; the oldest make room for new ones. */
export class Ring<Item extends Weighed> {
  readonly #entries: number;
  readonly #bytes: number;
  #items: (Item | undefined)[] = [];
  #start = 0;
  #weight = 0;

  constructor(entries: number, bytes: number) {
    this.#entries = entries;
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#items.length - this.#start;
  }

  /** Adds an item and returns how many had to go for it. */
  add(item: Item): number {
    this.#items.push(item);
    this.#weight += item.weight;
    let gone = 0;
    for (; this.size > this.#entries || (this.#weight > this.#bytes && this.size > 1); gone += 1) this.#drop();
    return gone;
  }

  /** The items after the one with this id, the oldest first. */
  after(id: number): Item[] {
    let first = this.#items.length;
    while (first > this.#start && (this.#items[first - 1]?.id ?? 0) > id) first -= 1;
    return this.#items.slice(first) as Item[];
  }

  clear(): void {
    this.#items = [];
    this.#start = 0;
    this.#weight = 0;
  }

  /** Taking the first off a long list would move all others each time. */
  #drop(): void {
    this.#weight -= this.#items[this.#start]?.weight ?? 0;
    this.#items[this.#start] = undefined;
    this.#start += 1;
    if (this.#start < 64 || this.#start < this.#items.length / 2) return;
    this.#items = this.#items.slice(this.#start);
    this.#start = 0;
  }
}
