import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const { clean, broken } = lintContracts('example-described', {
  clean: contract({ summary: 'A key that GitLab knows.', value: '7' }),
  broken: contract({ value: '7' }),
});

test('takes examples with a summary, and the examples of a schema, which have no names', () => {
  expect(clean).toEqual([]);
});

test('asks for it in parameters, requests, replies and shared replies', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/paths/~1check/post/parameters/0/examples/documented: \`summary\` is missing; write what the example shows.",
      "openapi.yaml#/paths/~1check/post/requestBody/content/application~1json/examples/documented: \`summary\` is missing; write what the example shows.",
      "openapi.yaml#/paths/~1check/post/responses/200/content/application~1json/examples/documented: \`summary\` is missing; write what the example shows.",
      "openapi.yaml#/components/responses/NotFound/content/application~1json/examples/documented: \`summary\` is missing; write what the example shows.",
    ]
  `);
});

function contract(documented: object) {
  const body = { content: { 'application/json': { schema: { examples: ['7'] }, examples: { documented } } } };
  const parameters = [{ name: 'key_id', in: 'query', examples: { documented } }];
  const responses = { '200': body, '404': { $ref: '#/components/responses/NotFound' } };
  const paths = { '/check': { post: { parameters, requestBody: body, responses } } };
  return { 'openapi.yaml': { paths, components: { responses: { NotFound: body } } } };
}
