/** A line of a text file. */
export interface Line {
  /** Counted from 1. */
  readonly line: number;
  /** Undefined where the line is too long to be kept. */
  readonly text: string | undefined;
  /** Whether the line has its end. */
  readonly isWhole: boolean;
}

/** A line must fit into memory a few times over: a message of the largest body that the stub takes. */
export const longest: number = 32 * 1024 ** 2;

const newline = 0x0a;

/** The lines of a file, those of a part at once. */
export async function* linesOf(parts: AsyncIterable<Buffer>): AsyncGenerator<Line[]> {
  const rest = new Rest();
  let line = 1;
  for await (const part of parts) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = part.indexOf(newline); end >= 0; end = part.indexOf(newline, start)) {
      rest.add(part.subarray(start, end));
      lines.push({ line, text: rest.take(), isWhole: true });
      line += 1;
      start = end + 1;
    }
    rest.add(part.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (!rest.isEmpty) yield [{ line, text: rest.take(), isWhole: false }];
}

/** What of a line has been read so far. */
class Rest {
  #parts: Buffer[] = [];
  #length = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  add(part: Buffer): void {
    if (part.length === 0) return;
    this.#length += part.length;
    if (this.#length <= longest) this.#parts.push(part);
    else this.#parts = [];
  }

  take(): string | undefined {
    const [first, ...others] = this.#parts;
    const bytes = others.length === 0 ? first : Buffer.concat(this.#parts);
    const text = this.#length > longest ? undefined : (bytes?.toString('utf8') ?? '');
    this.#parts = [];
    this.#length = 0;
    return text;
  }
}
