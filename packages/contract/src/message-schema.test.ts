import { expect, test } from 'vitest';
import { complaints } from './ajv.test-support.ts';
import type { Document } from './document.ts';
import { selfContained } from './message-schema.ts';

const document: Document = {
  openapi: '3.1.0',
  paths: {},
  components: {
    schemas: {
      Unused: { type: 'boolean' },
      Tree: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { $ref: '#/components/schemas/Name' },
          children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
        },
      },
      Name: { type: 'string', minLength: 1 },
    },
  },
};

const tree = selfContained(document, { $ref: '#/components/schemas/Tree' }, 'getTree 200');

test('A message schema says which dialect it speaks and whose message it is', () => {
  expect(Object.entries(tree).slice(0, 2)).toEqual([
    ['$schema', 'https://json-schema.org/draft/2020-12/schema'],
    ['title', 'getTree 200'],
  ]);
});

test('It brings the components that it uses, in the order of their names, and no others', () => {
  expect(Object.keys(tree.$defs ?? {})).toEqual(['Name', 'Tree']);
  expect(tree.$ref).toBe('#/$defs/Tree');
  expect(JSON.stringify(tree)).not.toContain('#/components/');
});

test('It validates without the document, a component that refers to itself included', () => {
  expect(complaints(tree, { name: 'root', children: [{ name: 'leaf' }] })).toEqual([]);
  expect(complaints(tree, { name: 'root', children: [{ name: '' }] })).not.toEqual([]);
});

test('It keeps the words beside a reference', () => {
  const named = selfContained(
    document,
    { type: 'object', properties: { name: { $ref: '#/components/schemas/Name', description: 'The name.' } } },
    'createTree request',
  );
  expect(named.properties).toEqual({ name: { $ref: '#/$defs/Name', description: 'The name.' } });
});

test('It has no definitions where it needs none', () => {
  expect(selfContained(document, { type: 'integer', const: 200 }, 'getTree 200')).not.toHaveProperty('$defs');
});
