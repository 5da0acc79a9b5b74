import { expect, test } from 'vitest';
import { evenGrowth, growthOf } from './growth.test-support.ts';
import { parseRackParameters } from './rack-parameters.ts';

test.each([
  ['', {}],
  ['a=1', { a: '1' }],
  ['a=', { a: '' }],
  ['a', {}],
  ['a=1&a=2', { a: '2' }],
  ['a=1&&b=2&', { a: '1', b: '2' }],
  ['a=b=c', { a: 'b=c' }],
  ['a%20b=c+d%2B', { 'a b': 'c d+' }],
  ['a[]=1', { a: ['1'] }],
  ['a[]=1&a[]=2', { a: ['1', '2'] }],
  ['a%5B%5D=1&a%5B%5D=2', { a: ['1', '2'] }],
  ['a[]=1&a=2', { a: '2' }],
  ['a[b]=1&a[c]=2', { a: { b: '1', c: '2' } }],
  ['a[b][c]=1&a[b][d][]=2', { a: { b: { c: '1', d: ['2'] } } }],
  ['a[][b]=1&a[][c]=2', { a: [{ b: '1', c: '2' }] }],
  ['a[][b]=1&a[][b]=2', { a: [{ b: '1' }, { b: '2' }] }],
  [
    'a[][b]=1&a[][c]=2&a[][b]=3&a[][c]=4',
    {
      a: [
        { b: '1', c: '2' },
        { b: '3', c: '4' },
      ],
    },
  ],
  ['a[][b][]=1&a[][b][]=2', { a: [{ b: ['1', '2'] }] }],
  ['a[][b][c]=1&a[][b][d]=2&a[][b][c]=3', { a: [{ b: { c: '1', d: '2' } }, { b: { c: '3' } }] }],
  ['a[][b]=1&x=y&a[][c]=2', { a: [{ b: '1', c: '2' }], x: 'y' }],
  ['a[]=1&a[][b]=2', { a: ['1', { b: '2' }] }],
  ['a[0]=x', { a: { 0: 'x' } }],
  ['a[b=1', { 'a[b': '1' }],
  ['a]=1', { 'a]': '1' }],
  ['[]=1', { '[]': '1' }],
])('%s', (text, parameters) => {
  expect(JSON.parse(JSON.stringify(parseRackParameters(text)))).toEqual(parameters);
});

test.each([
  ['a=1&a[]=2', "'a' is an array and something else"],
  ['a[b]=1&a[]=2', "'a' is an array and something else"],
  ['a=1&a[b]=2', "'a' is an object and something else"],
  ['a[]=1&a[b]=2', "'a' is an object and something else"],
  ['a[][b]=1&a[][b][c]=2', "'b' is an object and something else"],
  ['a[][]=1', "'a' is an array of arrays"],
  ['a=%', "the value of 'a' is not percent-encoded UTF-8"],
  ['a=%zz', "the value of 'a' is not percent-encoded UTF-8"],
  ['a=%ff', "the value of 'a' is not percent-encoded UTF-8"],
  ['a=%ed%a0%80', "the value of 'a' is not percent-encoded UTF-8"],
  ['%ff=a', 'the name of a parameter is not percent-encoded UTF-8'],
])('%s cannot be read: %s', (text, reason) => {
  expect(() => parseRackParameters(text)).toThrow(reason);
});

test('What cannot be read is named without its value', () => {
  expect(() => parseRackParameters('secret_token=hush-hush%ff')).toThrow(/^the value of 'secret_token' is not/);
});

test('Names of members that every object has are names like any other', () => {
  const parameters = parseRackParameters(
    '__proto__[polluted]=1&constructor[prototype][polluted]=1&a[__proto__][polluted]=1&toString=x',
  );
  expect(Object.keys(parameters)).toEqual(['__proto__', 'constructor', 'a', 'toString']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('32 steps are read, 33 are not, and neither are 1,000,000', () => {
  expect(Object.keys(parseRackParameters(`a${'[b]'.repeat(31)}=1`))).toEqual(['a']);
  expect(() => parseRackParameters(`a${'[b]'.repeat(32)}=1`)).toThrow('nested more than 32 deep');
  expect(() => parseRackParameters(`a${'[b]'.repeat(1_000_000)}=1`)).toThrow('nested more than 32 deep');
  expect(() => parseRackParameters(`a${'[]'.repeat(1_000_000)}=1`)).toThrow('nested more than 32 deep');
});

test('65,536 parameters are read, one more is not', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `a${index}=1`).join('&');
  expect(Object.keys(parseRackParameters(many(65_536)))).toHaveLength(65_536);
  expect(() => parseRackParameters(many(65_537))).toThrow('more than 65536 parameters');
  expect(() => parseRackParameters('&'.repeat(10_000_000))).toThrow('more than 65536 parameters');
});

test.each([
  ['members of one array', 'packs[][minutes]=1'],
  ['elements of one array', 'scopes[]=api'],
  ['repetitions of one name', 'a=1'],
  ['repetitions of one deep name', `a${'[b]'.repeat(31)}=1`],
])('Each of 65,536 %s is read as fast as each of a few', async (_, pair) => {
  const read = (length: number) => parseRackParameters(Array.from({ length }, () => pair).join('&'));
  expect(await growthOf(65_536, read)).toBeLessThan(evenGrowth);
});

test('A value of 30 MB is read as fast as a shorter one', async () => {
  const read = (length: number) => parseRackParameters(`a=${'='.repeat(length)}`).a;
  expect(read(30_000_000)).toHaveLength(30_000_000);
  expect(await growthOf(30_000_000, read)).toBeLessThan(evenGrowth);
});
