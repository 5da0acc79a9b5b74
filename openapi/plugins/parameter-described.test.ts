import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const { clean, broken } = lintContracts('parameter-described', {
  clean: contract({ description: 'What it is about.' }),
  broken: contract({}),
});

test('takes parameters and headers with a description', () => {
  expect(clean).toEqual([]);
});

test('asks the others for one', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/paths/~1check/get/parameters/0: \`key\` has no \`description\`; write what it means.",
      "openapi.yaml#/paths/~1check/get/responses/200/headers/Retry-After: \`Retry-After\` has no \`description\`; write what it means.",
    ]
  `);
});

function contract(described: object) {
  const responses = { '200': { headers: { 'Retry-After': described } } };
  const parameters = [{ name: 'key', in: 'query', ...described }];
  return { 'openapi.yaml': { paths: { '/check': { get: { parameters, responses } } } } };
}
