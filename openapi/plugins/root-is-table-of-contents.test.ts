import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const description = { get: { operationId: 'checkInstance' } };

const { clean, broken, bundled } = lintContracts('root-is-table-of-contents', {
  clean: {
    'openapi.yaml': {
      paths: { '/api/v4/internal/check': { $ref: 'paths/shell/check.yaml' } },
      components: { securitySchemes: { ScimToken: { $ref: 'components/securitySchemes/ScimToken.yaml' } } },
    },
    'paths/shell/check.yaml': description,
    'components/securitySchemes/ScimToken.yaml': { type: 'http', scheme: 'bearer' },
  },
  broken: {
    'openapi.yaml': {
      paths: {
        '/api/v4/internal/check': { $ref: 'paths/shell/check.yaml' },
        '/inline': description,
        '/elsewhere': { $ref: 'elsewhere/check.yaml' },
        '/more': { $ref: 'elsewhere/check.yaml', summary: 'More than a reference.' },
      },
      components: { schemas: { Id: { type: 'integer' } } },
    },
    'paths/shell/check.yaml': description,
    'elsewhere/check.yaml': description,
  },
  bundled: {
    'openapi.yaml': { paths: { '/inline': description }, components: { schemas: { Id: { type: 'integer' } } } },
  },
});

test('takes a root document that only refers to files', () => {
  expect(clean).toEqual([]);
});

test('says where to write what stands in the root document', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/paths/~1inline: /inline does not belong into the root document; write it to a file, and here only \`$ref: paths/<area>/<rest-of-url>.yaml\`.",
      "openapi.yaml#/paths/~1elsewhere: /elsewhere does not belong into the root document; write it to a file, and here only \`$ref: paths/<area>/<rest-of-url>.yaml\`.",
      "openapi.yaml#/paths/~1more: /more does not belong into the root document; write it to a file, and here only \`$ref: paths/<area>/<rest-of-url>.yaml\`.",
      "openapi.yaml#/components/schemas/Id: Id does not belong into the root document; write it to a file, and here only \`$ref: components/schemas/<PascalName>.yaml\`.",
    ]
  `);
});

test('leaves a bundle alone, which has no files', () => {
  expect(bundled).toEqual([]);
});
