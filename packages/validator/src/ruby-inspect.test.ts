import { expect, test } from 'vitest';
import { rubyInspect } from './ruby-inspect.ts';

test.each([
  [null, 'nil'],
  [undefined, 'nil'],
  [true, 'true'],
  [1.5, '1.5'],
  ['a "b" \\ c\n', '"a \\"b\\" \\\\ c\\n"'],
  ['#{secret} #$x #@y # z', '"\\#{secret} \\#$x \\#@y # z"'],
  [[], '[]'],
  [{}, '{}'],
  [[1, { a: [null] }], '[1, {"a"=>[nil]}]'],
])('Ruby shows %j as %s', (value, expected) => {
  expect(rubyInspect({ 'a b': value })).toBe(`{"a b"=>${expected}}`);
});

test.each([
  'password',
  'new_password',
  'access_token',
  'client_secret',
  'private_key',
  'title',
  'note',
  'searchText',
  'Certificate',
])('The value of %s is a secret, wherever it stands', (name) => {
  expect(rubyInspect([{ x: { [name]: { a: 'hunter2' } } }])).toBe(`[{"x"=>{"${name}"=>"[FILTERED]"}}]`);
});

test.each(['userName', 'externalId', 'tokens', 'keys', 'titles', 'Note'])('The value of %s is no secret', (name) => {
  expect(rubyInspect({ [name]: 'x' })).toBe(`{"${name}"=>"x"}`);
});

test('What is long or deep is cut off', () => {
  expect(rubyInspect({ a: 'x'.repeat(100_000) })).toMatch(/^\{"a"=>"x{1990,}…\}$/);
  const deep = JSON.parse(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`);
  expect(rubyInspect(deep)).toMatch(/^(\{"a"=>){31}…\}+$/);
});
