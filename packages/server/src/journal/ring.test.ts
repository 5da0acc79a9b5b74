import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Kept, Ring } from './ring.ts';

const text = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.nat(400_000).map((length) => 'ä'.repeat(length)) },
);
const item = fc.record({ texts: fc.tuple(text, text), bytes: fc.uint8Array({ maxLength: 5000 }), about: fc.nat() });

test('A ring has the newest of what was added, whatever its size, as a list would', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(item, fc.constant('clear' as const)), { maxLength: 300 }), (steps) => {
      const limits = { entries: 50, bytes: 500_000 };
      const ring = new Ring<number>(limits, 2);
      let list: Kept<number>[] = [];
      for (const step of steps) {
        const before = list;
        list = step === 'clear' ? [] : newest([...before, step], limits);
        if (step === 'clear') ring.clear();
        else expect(ring.add(step)).toBe(before.length + 1 - list.length);
        expect(plain(ring.last(3))).toEqual(plain(list.slice(-3)));
      }
      expect(plain(ring.last(1000))).toEqual(plain(list));
    }),
    { numRuns: 40 },
  );
});

test('What was read stays as it is when its place is taken', () => {
  const ring = new Ring<undefined>({ entries: 10, bytes: 10_000_000 }, 1);
  const add = (letter: string) =>
    ring.add({ texts: [letter.repeat(100_000)], bytes: Buffer.from(letter), about: undefined });
  for (const letter of 'abcdefghij') add(letter);
  const read = ring.last(10);
  for (const letter of 'klmnopqrstuvwxyz') add(letter);
  expect(read.map(({ texts: [text = ''], bytes }) => `${text[0]}${text.at(-1)}${Buffer.from(bytes)}`)).toEqual(
    [...'abcdefghij'].map((letter) => letter.repeat(3)),
  );
});

function newest(list: readonly Kept<number>[], { entries, bytes }: { entries: number; bytes: number }): Kept<number>[] {
  const kept = list.slice(-entries);
  while (kept.length > 1 && kept.reduce((sum, each) => sum + sizeOf(each), 0) > bytes) kept.shift();
  return kept;
}

function sizeOf({ texts, bytes }: Kept<number>): number {
  return texts.reduce((sum, each) => sum + Buffer.byteLength(each), bytes.length);
}

function plain(items: readonly Kept<number>[]): unknown[] {
  return items.map(({ texts, bytes, about }) => [...texts, [...bytes], about]);
}
