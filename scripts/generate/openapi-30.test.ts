import { loadDocument } from '@gitlab-internal-api/contract';
import { expect, test } from 'vitest';
import { inOpenApi30 } from './openapi-30.ts';

const document = loadDocument('15.6');

test.each([
  { schema: { type: 'object', patternProperties: {} }, keyword: 'patternProperties' },
  { schema: { type: 'array', items: { type: 'integer', exclusiveMinimum: 0 } }, keyword: 'exclusiveMinimum' },
  { schema: { anyOf: [{ properties: { a: { if: {} } } }] }, keyword: 'if' },
])('generate stops at $keyword, which OpenAPI 3.0 has not or means otherwise', ({ schema, keyword }) => {
  const schemas = { ...document.components.schemas, Changed: schema };
  const changed = { ...document, components: { ...document.components, schemas } };
  expect(() => inOpenApi30(changed)).toThrow(`cannot say '${keyword}' in OpenAPI 3.0`);
});
