import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { BodyCopy } from './body-copy.ts';
import { pairsOf } from './header-lines.ts';

const nothing = Buffer.alloc(0);

/** Passes a body and its trailers on as they come, no faster than the other side takes them, and keeps a copy. */
export function relay(source: IncomingMessage, sink: ClientRequest | ServerResponse, copy: BodyCopy | undefined): void {
  let hasBegun = false;
  source.on('data', (piece: Buffer) => {
    hasBegun = true;
    copy?.add(piece);
  });
  source.pipe(sink, { end: false });
  source.once('end', () => {
    hasBegun = true;
    if (copy) copy.isWhole = true;
    addTrailers(source, sink);
    sink.end();
  });
  // A head does not wait for a body that comes later. An empty text in place of no bytes would make the head UTF-8.
  setImmediate(() => !hasBegun && !sink.destroyed && sink.write(nothing));
}

/** Adds what followed the body. */
export function addTrailers(source: IncomingMessage, sink: ClientRequest | ServerResponse): void {
  if (source.rawTrailers.length > 0) sink.addTrailers([...pairsOf(source.rawTrailers)]);
}

/** Reads a body into its copy, as far as there is room; resolves with whether there was. */
export async function collect(source: IncomingMessage, copy: BodyCopy): Promise<boolean> {
  for await (const piece of source) {
    copy.add(piece);
    if (copy.isTooLarge) return false;
  }
  copy.isWhole = true;
  return true;
}
