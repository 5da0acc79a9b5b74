import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const root = { paths: { '/users/{id}': { $ref: 'paths/scim/Users.{id}.yaml' } } };
const path = {
  get: { responses: { '200': { content: { 'a/b': { schema: { $ref: '../../components/schemas/User.yaml' } } } } } },
};

const { clean, broken, bundled } = lintContracts('no-unused-file', {
  clean: {
    'openapi.yaml': root,
    'paths/scim/Users.{id}.yaml': path,
    'components/schemas/User.yaml': { properties: { id: { $ref: 'Id.yaml' }, deputy: { $ref: 'User.yaml' } } },
    'components/schemas/Id.yaml': { type: 'integer' },
  },
  broken: {
    'openapi.yaml': root,
    'paths/scim/Users.{id}.yaml': path,
    'paths/scim/Users.yaml': path,
    'components/schemas/User.yaml': { type: 'object' },
    'components/schemas/Group.yaml': { properties: { id: { $ref: 'Id.yaml' } } },
    'components/schemas/Id.yaml': { type: 'integer' },
  },
  bundled: { 'openapi.yaml': { paths: {} } },
});

test('takes files that the root document reaches, directly or through others', () => {
  expect(clean).toEqual([]);
});

test('names the files that it does not reach', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/paths: Nobody uses paths/scim/Users.yaml; add its URL to \`paths\` of the root document, or delete it.",
      "openapi.yaml#/components: Nobody uses components/schemas/Group.yaml; refer to it with \`$ref\` where it is meant, or delete it.",
      "openapi.yaml#/components: Nobody uses components/schemas/Id.yaml; refer to it with \`$ref\` where it is meant, or delete it.",
    ]
  `);
});

test('leaves a bundle alone, which has no files', () => {
  expect(bundled).toEqual([]);
});
