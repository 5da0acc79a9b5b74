import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const { clean, broken } = lintContracts('operation-statuses', {
  clean: contract({
    get: { responses: listed('204', '401', '500', '503') },
    post: { requestBody: {}, responses: listed('201', '400', '401', '415', '500', '503') },
  }),
  broken: contract({
    get: { responses: listed('300') },
    post: { requestBody: {}, responses: listed('201', '401', '500', '503') },
    put: {},
  }),
});

test('takes a success and the refusals that are common to all', () => {
  expect(clean).toEqual([]);
});

test('names the statuses that are missing', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/paths/~1check/get/responses: \`401\` is missing; write what a caller gets with it (Unauthorized).",
      "openapi.yaml#/paths/~1check/get/responses: \`500\` is missing; write what a caller gets with it (Internal Server Error).",
      "openapi.yaml#/paths/~1check/get/responses: \`503\` is missing; write what a caller gets with it (Service Unavailable).",
      "openapi.yaml#/paths/~1check/get/responses: A success is missing; write what a caller gets when all goes well, under its 2xx status.",
      "openapi.yaml#/paths/~1check/put/responses: \`401\` is missing; write what a caller gets with it (Unauthorized).",
      "openapi.yaml#/paths/~1check/put/responses: \`500\` is missing; write what a caller gets with it (Internal Server Error).",
      "openapi.yaml#/paths/~1check/put/responses: \`503\` is missing; write what a caller gets with it (Service Unavailable).",
      "openapi.yaml#/paths/~1check/put/responses: A success is missing; write what a caller gets when all goes well, under its 2xx status.",
      "openapi.yaml#/paths/~1check/post/responses: \`400\` is missing; write what a caller gets with it (Bad Request).",
      "openapi.yaml#/paths/~1check/post/responses: \`415\` is missing; write what a caller gets with it (Unsupported Media Type).",
    ]
  `);
});

function contract(pathItem: object) {
  return { 'openapi.yaml': { paths: { '/check': pathItem } } };
}

function listed(...statuses: string[]) {
  return Object.fromEntries(statuses.map((status) => [status, { description: 'A reply.' }]));
}
