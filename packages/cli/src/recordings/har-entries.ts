import { longest } from './lines.ts';

/** The text of an entry of a HAR file. */
export interface HarEntryText {
  readonly entry: number;
  readonly line: number;
  /** Undefined where the entry is too long to be kept. */
  readonly text: string | undefined;
}

/** How the reading of a HAR file ended. */
export interface HarEnd {
  readonly line: number;
  readonly offset: number;
  readonly entries: number;
  /** Whether `log.entries` was there. */
  readonly isHar: boolean;
  /** Whether all brackets were closed. */
  readonly isWhole: boolean;
}

const [newline, quote, backslash] = [0x0a, 0x22, 0x5c];
const [openBrace, closeBrace, openBracket, closeBracket, colon] = [0x7b, 0x7d, 0x5b, 0x5d, 0x3a];

/**
 * Cuts a HAR file into the texts of its entries without parsing it: it only counts brackets outside of strings. A parser
 * that streams makes tokens of everything, which takes many times as long, and cannot say where an entry stands.
 */
export class HarScanner {
  #depth = 0;
  #line = 1;
  #offset = 0;
  #entries = 0;
  #isHar = false;
  #inString = false;
  #escaped = false;
  /** The key that was read last in the document and in its `log`, which lead to the entries. */
  readonly #keys = ['', '', ''];
  #text: number[] = [];
  #inEntries = false;
  #started: { line: number; pieces: Buffer[]; size: number } | undefined;

  /** Reads a part of the file and returns the entries that end in it. */
  scan(part: Buffer): HarEntryText[] {
    const found: HarEntryText[] = [];
    let start = 0;
    for (let index = 0; index < part.length; index += 1) {
      const byte = part[index] as number;
      if (byte === newline) this.#line += 1;
      if (this.#inString) this.#readString(byte);
      else if (byte === quote) this.#beginString();
      else if (byte === colon) this.#endKey();
      else if (byte === openBrace || byte === openBracket) {
        if (this.#open(byte)) start = index;
      } else if ((byte === closeBrace || byte === closeBracket) && this.#close())
        found.push(this.#finish(part.subarray(start, index + 1)));
    }
    if (this.#started) this.#keep(part.subarray(start));
    this.#offset += part.length;
    return found;
  }

  end(): HarEnd {
    const isWhole = this.#depth === 0 && !this.#inString;
    return { line: this.#line, offset: this.#offset, entries: this.#entries, isHar: this.#isHar, isWhole };
  }

  #readString(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === backslash) this.#escaped = true;
    else if (byte === quote) this.#inString = false;
    else if (this.#depth <= 2 && this.#text.length < 20) this.#text.push(byte);
  }

  #beginString(): void {
    this.#inString = true;
    this.#text = [];
  }

  #endKey(): void {
    if (this.#depth <= 2) this.#keys[this.#depth] = String.fromCharCode(...this.#text);
  }

  /** Whether an entry begins. */
  #open(byte: number): boolean {
    this.#depth += 1;
    const isList = this.#depth === 3 && byte === openBracket && this.#keys[1] === 'log' && this.#keys[2] === 'entries';
    if (isList) {
      this.#isHar = true;
      this.#inEntries = true;
    }
    if (!this.#inEntries || this.#depth !== 4 || byte !== openBrace) return false;
    this.#started = { line: this.#line, pieces: [], size: 0 };
    return true;
  }

  /** Whether an entry ends. */
  #close(): boolean {
    this.#depth -= 1;
    if (this.#depth === 2) this.#inEntries = false;
    return this.#depth === 3 && this.#started !== undefined;
  }

  #finish(last: Buffer): HarEntryText {
    this.#keep(last);
    const { line, pieces, size } = this.#started ?? { line: this.#line, pieces: [], size: 0 };
    this.#started = undefined;
    this.#entries += 1;
    return { entry: this.#entries, line, text: size > longest ? undefined : Buffer.concat(pieces).toString('utf8') };
  }

  #keep(piece: Buffer): void {
    if (!this.#started) return;
    this.#started.size += piece.length;
    if (this.#started.size <= longest) this.#started.pieces.push(piece);
    else this.#started.pieces = [];
  }
}
