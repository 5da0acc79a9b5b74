import type { Headers as LowerCasedHeaders } from '@gitlab-internal-api/validator';
import { decoded } from '../proxy/body-copy.ts';
import { headersOf } from '../recordings/loose.ts';

/** Headers as a program has them, of which none is missing; undefined where it has none at all. */
export function programHeaders(value: unknown): LowerCasedHeaders | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const pairs: readonly unknown[] = isIterable(value) ? [...value] : Object.entries(value);
  return headersOf(pairs.flatMap(linesOf)) ?? {};
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}

function linesOf(pair: unknown): { name: string; value: string }[] {
  if (!Array.isArray(pair)) return [];
  const [name, values] = pair;
  const told = [values].flat().filter((value) => value !== undefined && value !== null);
  return told.map((value) => ({ name: `${name}`, value: `${value}` }));
}

/** The largest body that is looked at, in bytes, unless somebody says another. */
export const largestBody: number = 64 * 1024 * 1024;

/** Most libraries take the encoding away and leave the header; what cannot be unpacked is not packed. */
export async function unpacked(
  body: Buffer | undefined,
  headers: LowerCasedHeaders | undefined,
): Promise<Buffer | undefined> {
  const [encoding] = [headers?.['content-encoding']].flat();
  return (await decoded(body, encoding, largestBody)) ?? body;
}
