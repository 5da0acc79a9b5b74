import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const header = { headers: { 'X-Request-Id': { $ref: '#/components/headers/XRequestId' } } };
const headers = { XRequestId: { schema: { type: 'string' } } };

const { clean, broken } = lintContracts('request-id-header', {
  clean: contract({ '200': header, '404': { $ref: '#/components/responses/NotFound' } }, header),
  broken: contract(
    { '200': { headers: { 'Retry-After': {} } }, '204': {}, '404': { $ref: '#/components/responses/NotFound' } },
    {},
  ),
});

test('takes replies that carry the header, shared ones among them', () => {
  expect(clean).toEqual([]);
});

test('asks each other reply for it', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/paths/~1check/get/responses/200: A header is missing; write \`X-Request-Id: {$ref: …/components/headers/XRequestId.yaml}\` among the \`headers\`.",
      "openapi.yaml#/paths/~1check/get/responses/204: A header is missing; write \`X-Request-Id: {$ref: …/components/headers/XRequestId.yaml}\` among the \`headers\`.",
      "openapi.yaml#/components/responses/NotFound: A header is missing; write \`X-Request-Id: {$ref: …/components/headers/XRequestId.yaml}\` among the \`headers\`.",
    ]
  `);
});

function contract(responses: object, NotFound: object) {
  const components = { headers, responses: { NotFound } };
  return { 'openapi.yaml': { paths: { '/check': { get: { responses } } }, components } };
}
