import type { IncomingMessage } from 'node:http';

/** Reads a whole body and puts it back, for whoever reads the request afterwards; of one that is too large, nothing. */
export function heldBack(request: IncomingMessage, limit: number): Promise<Buffer | 'too large'> {
  const pieces: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const settle = (settled: () => void) => {
      request.off('readable', read).off('close', lose).off('error', reject);
      settled();
    };
    const lose = () => settle(() => reject(new Error('the client has gone away')));
    const read = () => {
      for (let piece = request.read(); piece !== null; piece = request.read()) {
        pieces.push(piece);
        length += piece.length;
      }
      if (length > limit) return settle(() => resolve('too large'));
      // The parser says so before the stream has told of its end, and until then something can be put back.
      if (!request.complete) return;
      const whole = Buffer.concat(pieces);
      if (length > 0) request.unshift(whole);
      settle(() => resolve(whole));
    };
    request.on('readable', read).once('close', lose).once('error', reject);
  });
}
