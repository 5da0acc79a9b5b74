import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const { clean, broken } = lintContracts('operation-since', {
  clean: contract('13.7', '14.2', '15.5', '15.6'),
  broken: contract('11.10', '15.0'),
});

test('takes the releases that document operations', () => {
  expect(clean).toEqual([]);
});

test('says where an earlier release belongs', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/paths/~111.10/get/x-gitlab-since: No edition is of 11.10; write the first one that documents the operation, one of 13.7, 14.2, 15.5, 15.6, and an earlier release as \`x-gitlab-introduced\`.",
      "openapi.yaml#/paths/~115.0/get/x-gitlab-since: No edition is of 15.0; write the first one that documents the operation, one of 13.7, 14.2, 15.5, 15.6, and an earlier release as \`x-gitlab-introduced\`.",
    ]
  `);
});

function contract(...releases: string[]) {
  const paths = Object.fromEntries(releases.map((since) => [`/${since}`, { get: { 'x-gitlab-since': since } }]));
  return { 'openapi.yaml': { paths } };
}
