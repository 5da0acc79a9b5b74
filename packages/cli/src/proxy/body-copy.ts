import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

const empty = Buffer.alloc(0);

/** A copy of the body that streams by, for whoever looks at it afterwards; of a large one, nothing but its size is kept. */
export class BodyCopy {
  /** The most bytes that are kept. */
  readonly limit: number;
  #pieces: Buffer[] = [];
  length = 0;
  /** Whether the body has come to its end. */
  isWhole = false;

  constructor(limit: number) {
    this.limit = limit;
  }

  get isTooLarge(): boolean {
    return this.length > this.limit;
  }

  add(piece: Buffer): void {
    this.length += piece.length;
    if (this.isTooLarge) this.#pieces = [];
    else this.#pieces.push(piece);
  }

  /** Undefined for a body that is too large or was cut off. */
  get bytes(): Buffer | undefined {
    if (this.isTooLarge || !this.isWhole) return undefined;
    const [only = empty] = this.#pieces;
    return this.#pieces.length > 1 ? Buffer.concat(this.#pieces) : only;
  }
}

const decoders: Readonly<Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** The bytes without their `Content-Encoding`; undefined where nobody can tell what they are. */
export async function decoded(
  bytes: Buffer | undefined,
  encoding: string | undefined,
  maxOutputLength: number,
): Promise<Buffer | undefined> {
  const name = encoding?.trim().toLowerCase() ?? 'identity';
  if (bytes === undefined || bytes.length === 0 || name === 'identity' || name === '') return bytes;
  try {
    return await decoders[name]?.(bytes, { maxOutputLength });
  } catch {
    return undefined;
  }
}
