import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';

/** A line of a file, and at which byte it begins. */
export interface Line {
  readonly start: number;
  /** Undefined where the line is no text in UTF-8. */
  readonly text: string | undefined;
}

const lineFeed = 0x0a;

/** The lines of a file from a byte on, read piece by piece: the file may be larger than the memory. */
export function* linesOf(file: string, from = 0): Iterable<Line> {
  let start = from;
  let rest: Buffer[] = [];
  for (const piece of piecesOf(file, from)) {
    let begin = 0;
    for (let end = piece.indexOf(lineFeed); end >= 0; end = piece.indexOf(lineFeed, begin)) {
      const line = toLine([...rest, piece.subarray(begin, end)], start);
      yield line;
      start += line.bytes + 1;
      rest = [];
      begin = end + 1;
    }
    if (begin < piece.length) rest.push(piece.subarray(begin));
  }
  if (rest.length > 0) yield toLine(rest, start);
}

function toLine(pieces: readonly Buffer[], start: number): Line & { readonly bytes: number } {
  const bytes = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
  return { start, bytes: bytes.length, text: isUtf8(bytes) ? bytes.toString('utf8') : undefined };
}

const pieceSize = 1024 * 1024;

function* piecesOf(file: string, from: number): Iterable<Buffer<ArrayBuffer>> {
  const descriptor = openSync(file, 'r');
  try {
    for (let position = from; ; ) {
      // A new buffer each time, for the last line of a piece is still looked at with the next one.
      const piece = Buffer.allocUnsafe(pieceSize);
      const length = readSync(descriptor, piece, 0, pieceSize, position);
      if (length === 0) return;
      yield piece.subarray(0, length);
      position += length;
    }
  } finally {
    closeSync(descriptor);
  }
}
