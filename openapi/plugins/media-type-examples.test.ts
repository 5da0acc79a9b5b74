import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const complete = { schema: { type: 'object' }, examples: { documented: { value: {} } } };

const { clean, broken } = lintContracts('media-type-examples', {
  clean: contract({ request: complete, reply: complete, notFound: complete }),
  broken: contract({ request: { schema: {} }, reply: { schema: {}, example: 1 }, notFound: { examples: {} } }),
});

test('takes a request and a reply with schema and named examples', () => {
  expect(clean).toEqual([]);
});

test('asks for the schema and for a named example, in requests, replies and shared replies', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/paths/~1check/post/requestBody/content/application~1json: An example is missing; write one as \`examples: {<name>: {summary: …, value: …}}\`.",
      "openapi.yaml#/paths/~1check/post/responses/200/content/application~1json: The \`example\` has no name; write it as \`examples: {<name>: {summary: …, value: …}}\`.",
      "openapi.yaml#/components/responses/NotFound/content/application~1json: \`schema\` is missing; write what this body looks like.",
      "openapi.yaml#/components/responses/NotFound/content/application~1json: An example is missing; write one as \`examples: {<name>: {summary: …, value: …}}\`.",
    ]
  `);
});

function contract({ request, reply, notFound }: Record<'request' | 'reply' | 'notFound', object>) {
  const responses = {
    '200': json(reply),
    '204': { description: 'Nothing.' },
    '404': { $ref: '#/components/responses/NotFound' },
  };
  const paths = { '/check': { post: { requestBody: json(request), responses } } };
  return { 'openapi.yaml': { paths, components: { responses: { NotFound: json(notFound) } } } };
}

function json(mediaType: object) {
  return { content: { 'application/json': mediaType } };
}
