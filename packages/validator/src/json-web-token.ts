import { createHmac, timingSafeEqual } from 'node:crypto';
import { isObject, type JsonObject } from '@gitlab-internal-api/contract';

/** A JSON Web Token taken apart; nobody has looked at its signature. */
export interface TokenText {
  readonly header: JsonObject;
  readonly claims: JsonObject;
  readonly signed: string;
  readonly signature: Uint8Array;
}

/** Takes a JSON Web Token apart; undefined for a text that is none. */
export function takeApart(text: string): TokenText | undefined {
  const [header, claims, signature, ...more] = text.split('.');
  if (header === undefined || claims === undefined || signature === undefined || more.length > 0) return undefined;
  const decoded = { header: decodePart(header), claims: decodePart(claims) };
  if (!decoded.header || !decoded.claims) return undefined;
  return {
    header: decoded.header,
    claims: decoded.claims,
    signed: `${header}.${claims}`,
    signature: Buffer.from(signature, 'base64url'),
  };
}

/** Whether a key has made the HS256 signature of a token. */
export function isSignedWith(key: Uint8Array, { signed, signature }: TokenText): boolean {
  const expected = createHmac('sha256', key).update(signed).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected);
}

/** One of the first two parts of a token; undefined where it holds no object. */
export function decodePart(part: string): JsonObject | undefined {
  try {
    const value = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
