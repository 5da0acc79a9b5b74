import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const { clean, broken } = lintContracts('security-scheme-described', {
  clean: contract({ type: 'http', scheme: 'bearer', description: 'A token.', 'x-gitlab-sensitive': true }),
  broken: contract({ type: 'http', scheme: 'bearer' }),
});

test('takes a scheme that says what it is and that it is secret', () => {
  expect(clean).toEqual([]);
});

test('asks for both', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/components/securitySchemes/ScimToken: \`description\` is missing; write what the credential is, and in which file of a GitLab installation it lies.",
      "openapi.yaml#/components/securitySchemes/ScimToken: Write \`x-gitlab-sensitive: true\`, so that the credential is masked wherever it appears.",
    ]
  `);
});

function contract(ScimToken: object) {
  return { 'openapi.yaml': { components: { securitySchemes: { ScimToken } } } };
}
