import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const described = {
  summary: 'Is GitLab there?',
  description: 'General information about the instance.',
  security: [{ GitlabSharedSecret: [] }],
  'x-gitlab-since': '13.7',
  'x-gitlab-consumers': ['geo'],
  'x-gitlab-repeat': 'safe',
  'x-gitlab-source': [{ documentation: '15.6', heading: 'Instance information' }],
};

const { clean, broken } = lintContracts('operation-described', {
  clean: { 'openapi.yaml': { paths: { '/check': { get: described } } } },
  broken: { 'openapi.yaml': { paths: { '/check': { get: {}, put: { ...described, summary: ' ', security: [] } } } } },
});

test('takes an operation that says everything', () => {
  expect(clean).toEqual([]);
});

test('says what is still to be written', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/paths/~1check/get: \`summary\` is missing; write a question or an imperative.",
      "openapi.yaml#/paths/~1check/get: \`description\` is missing; write in plain sentences what happens.",
      "openapi.yaml#/paths/~1check/get: \`security\` is missing; write the credentials that it takes.",
      "openapi.yaml#/paths/~1check/get: \`x-gitlab-since\` is missing; write the first edition that documents it.",
      "openapi.yaml#/paths/~1check/get: \`x-gitlab-consumers\` is missing; write who calls it.",
      "openapi.yaml#/paths/~1check/get: \`x-gitlab-repeat\` is missing; write what happens when it is repeated: safe, idempotent or never.",
      "openapi.yaml#/paths/~1check/get: \`x-gitlab-source\` is missing; write where the facts come from.",
      "openapi.yaml#/paths/~1check/put: \`summary\` is missing; write a question or an imperative.",
      "openapi.yaml#/paths/~1check/put: \`security\` is missing; write the credentials that it takes.",
    ]
  `);
});
