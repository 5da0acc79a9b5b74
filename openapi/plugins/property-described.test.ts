import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const { clean, broken } = lintContracts('property-described', {
  clean: contract({
    id: { type: 'integer', description: 'The user.' },
    kind: { const: 'user', description: 'Always a user.' },
    owner: { $ref: '#/components/schemas/User' },
    deputy: { $ref: '#/components/schemas/Bare', description: 'Who stands in.' },
  }),
  broken: contract({
    id: { type: 'integer' },
    kind: { description: 'Something.' },
    owner: { $ref: '#/components/schemas/Bare' },
    nothing: null,
    anything: true,
  }),
});

test('takes properties with type and description, or with a component that has one', () => {
  expect(clean).toEqual([]);
});

test('asks for what is missing', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/components/schemas/Item/properties/id: \`id\` has no \`description\`; write what it means.",
      "openapi.yaml#/components/schemas/Item/properties/kind: \`kind\` has no type; write one of type, $ref, anyOf, allOf, const, enum.",
      "openapi.yaml#/components/schemas/Item/properties/owner: \`owner\` has no \`description\`; write what it means.",
      "openapi.yaml#/components/schemas/Item/properties/nothing: \`nothing\` has no type; write one of type, $ref, anyOf, allOf, const, enum.",
      "openapi.yaml#/components/schemas/Item/properties/nothing: \`nothing\` has no \`description\`; write what it means.",
      "openapi.yaml#/components/schemas/Item/properties/anything: \`anything\` has no type; write one of type, $ref, anyOf, allOf, const, enum.",
      "openapi.yaml#/components/schemas/Item/properties/anything: \`anything\` has no \`description\`; write what it means.",
    ]
  `);
});

function contract(properties: object) {
  const schemas = { Item: { properties }, User: { type: 'object', description: 'A user.' }, Bare: { type: 'object' } };
  return { 'openapi.yaml': { components: { schemas } } };
}
