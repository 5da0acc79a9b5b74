import { expect, test } from 'vitest';
import { at, type Document, dereference, isObject, mapValues } from './document.ts';

const document: Document = {
  openapi: '3.1.0',
  paths: { '/a/b': { get: { parameters: [{ $ref: '#/components/parameters/Id' }] } } },
  components: {
    parameters: { Id: { name: 'id', in: 'query', schema: { $ref: '#/components/schemas/Id' } } },
    schemas: {
      Id: { type: 'integer', description: 'A number.' },
      User: {
        type: 'object',
        properties: { id: { $ref: '#/components/schemas/Id', description: 'Whose it is.' } },
      },
      'tilde~slash/': { const: 1 },
    },
  },
};

test('A pointer leads through objects and arrays', () => {
  expect(at(document, '#/components/schemas/Id/type')).toBe('integer');
  expect(at(document, '#/paths/~1a~1b/get/parameters/0/$ref')).toBe('#/components/parameters/Id');
  expect(at(document, '#/components/schemas/tilde~0slash~1')).toEqual({ const: 1 });
  expect(at(document, '#')).toBe(document);
});

test.each(['#/nowhere', '#/openapi/version', '#/paths/~1a~1b/get/parameters/1', '#/components/schemas/Id/type/0'])(
  'A pointer that leads nowhere finds nothing: %s',
  (pointer) => {
    expect(at(document, pointer)).toBeUndefined();
  },
);

test('Dereferencing leaves no reference, through references within references', () => {
  const plain = dereference(document);
  expect(JSON.stringify(plain)).not.toContain('$ref');
  expect(at(plain, '#/paths/~1a~1b/get/parameters/0/schema')).toEqual({ type: 'integer', description: 'A number.' });
});

test('Words beside a reference win over those that it refers to', () => {
  const id = at(dereference(document), '#/components/schemas/User/properties/id');
  expect(id).toEqual({ type: 'integer', description: 'Whose it is.' });
});

test('Dereferencing leaves the document as it was', () => {
  const before = structuredClone(document);
  dereference(document);
  expect(document).toEqual(before);
});

test.each([
  [{}, true],
  [{ a: null }, true],
  [[], false],
  [null, false],
  [undefined, false],
  ['text', false],
])('%j is an object: %s', (value, expected) => {
  expect(isObject(value)).toBe(expected);
});

test('Values change while the keys keep their order', () => {
  const changed = mapValues({ b: 1, a: 2 }, (value, key) => `${key}${value}`);
  expect(Object.entries(changed)).toEqual([
    ['b', 'b1'],
    ['a', 'a2'],
  ]);
});
