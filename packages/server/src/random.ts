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
  hex: (bytes) => randomBytes(bytes).toString('hex'),
  token: (length) => randomBytes(length).toString('base64url').slice(0, length),
  uuid: () => randomUUID(),
};
