import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const { clean, broken } = lintContracts('registered-statuses', {
  clean: contract('200', '300', '401', '429', '503', 'x-note'),
  broken: contract('default', '5XX', '299', '418', '509', 'constructor'),
});

test("takes the statuses of IANA's registry", () => {
  expect(clean).toEqual([]);
});

test('refuses ranges, defaults and inventions', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/paths/~1check/get/responses/299: \`299\` is no registered HTTP status; write each status that a caller can meet by its own number.",
      "openapi.yaml#/paths/~1check/get/responses/418: \`418\` is no registered HTTP status; write each status that a caller can meet by its own number.",
      "openapi.yaml#/paths/~1check/get/responses/509: \`509\` is no registered HTTP status; write each status that a caller can meet by its own number.",
      "openapi.yaml#/paths/~1check/get/responses/default: \`default\` is no registered HTTP status; write each status that a caller can meet by its own number.",
      "openapi.yaml#/paths/~1check/get/responses/5XX: \`5XX\` is no registered HTTP status; write each status that a caller can meet by its own number.",
      "openapi.yaml#/paths/~1check/get/responses/constructor: \`constructor\` is no registered HTTP status; write each status that a caller can meet by its own number.",
    ]
  `);
});

function contract(...statuses: string[]) {
  const responses = Object.fromEntries(statuses.map((status) => [status, { description: 'A reply.' }]));
  return { 'openapi.yaml': { paths: { '/check': { get: { responses } } } } };
}
