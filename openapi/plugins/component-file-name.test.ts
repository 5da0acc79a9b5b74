import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const schemas = {
  'components/schemas/Id.yaml': { type: 'integer' },
  'components/schemas/user_id.yaml': { type: 'integer' },
  'components/responses/UserId.yaml': { type: 'integer' },
};

const { clean, broken, bundled } = lintContracts('component-file-name', {
  clean: {
    'openapi.yaml': {
      paths: { '/user': { $ref: 'paths/scim/user.yaml' } },
      components: { schemas: { Id: { $ref: 'components/schemas/Id.yaml' } } },
    },
    'paths/scim/user.yaml': { get: { parameters: [{ schema: { $ref: '../../components/schemas/Id.yaml' } }] } },
    ...schemas,
  },
  broken: {
    'openapi.yaml': {
      components: {
        schemas: {
          Identity: { $ref: 'components/schemas/Id.yaml' },
          UserId: { $ref: 'components/responses/UserId.yaml' },
          user_id: { $ref: 'components/schemas/user_id.yaml' },
        },
      },
    },
    ...schemas,
  },
  bundled: {
    'openapi.yaml': { components: { schemas: { a: { type: 'object' }, b: { $ref: '#/components/schemas/a' } } } },
  },
});

test('takes components that bear the names of their files', () => {
  expect(clean).toEqual([]);
});

test('refuses another name, another folder and another spelling', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/components/schemas/Identity: A component bears the name of its file; write Id in place of Identity.",
      "openapi.yaml#/components/schemas/UserId/$ref: Name the file of components/responses/UserId.yaml \`components/schemas/<PascalName>.yaml\`.",
      "openapi.yaml#/components/schemas/user_id/$ref: Name the file of components/schemas/user_id.yaml \`components/schemas/<PascalName>.yaml\`.",
    ]
  `);
});

test('leaves a bundle alone, which has no files', () => {
  expect(bundled).toEqual([]);
});
