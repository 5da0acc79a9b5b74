import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const id = { type: 'integer' };

const { clean, broken } = lintContracts('release-order', {
  clean: contract({
    whole: { ...id, 'x-gitlab-since': '9.5', 'x-gitlab-deprecated-since': '13.12', 'x-gitlab-until': '14.10' },
    oneRelease: { ...id, 'x-gitlab-since': '14.2', 'x-gitlab-until': '14.2' },
    unreadable: { ...id, 'x-gitlab-since': 'later', 'x-gitlab-until': 14.2 },
  }),
  broken: contract({
    reversed: { ...id, 'x-gitlab-since': '14.10', 'x-gitlab-until': '14.9' },
    shared: { $ref: '#/components/schemas/Id', 'x-gitlab-since': '15.5', 'x-gitlab-until': '13.7' },
    afterTheEnd: { ...id, 'x-gitlab-required-until': '15.6', 'x-gitlab-until': '15.5' },
  }),
});

test('takes what begins before it ends', () => {
  expect(clean).toEqual([]);
});

test('refuses what ends first, beside a reference too', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/components/schemas/Item/properties/reversed/x-gitlab-until: \`x-gitlab-since\` is 14.10, after \`x-gitlab-until\`, which is 14.9; write them in the order in which they came.",
      "openapi.yaml#/components/schemas/Item/properties/shared/x-gitlab-until: \`x-gitlab-since\` is 15.5, after \`x-gitlab-until\`, which is 13.7; write them in the order in which they came.",
      "openapi.yaml#/components/schemas/Item/properties/afterTheEnd/x-gitlab-until: \`x-gitlab-required-until\` is 15.6, after \`x-gitlab-until\`, which is 15.5; write them in the order in which they came.",
    ]
  `);
});

function contract(properties: object) {
  return { 'openapi.yaml': { components: { schemas: { Item: { properties }, Id: id } } } };
}
