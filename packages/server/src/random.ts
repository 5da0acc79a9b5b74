import { randomBytes, randomUUID } from 'node:crypto';

/** Where secrets and ids come from. */
export interface Random {
  /** That many random bytes in hexadecimal. */
  hex(bytes: number): string;
  /** That many random characters out of letters, digits, `-` and `_`. */
  token(length: number): string;
  uuid(): string;
}

/** Unpredictable values. */
export const secureRandom: Random = {
  hex: (bytes) => take(bytes).toString('hex'),
  token: (length) => take(length).toString('base64url').slice(0, length),
  uuid: () => randomUUID(),
};

/** Asking the system takes longer than anything else about a token: it is asked for many at once. */
const atOnce = 4096;

let stock = Buffer.alloc(0);

/** Random bytes that nobody gets a second time. */
function take(count: number): Buffer {
  if (count > stock.length) stock = randomBytes(Math.max(count, atOnce));
  const taken = stock.subarray(0, count);
  stock = stock.subarray(count);
  return taken;
}
