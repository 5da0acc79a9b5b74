import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const paths = { '/check': { $ref: 'paths/shell/check.yaml' } };

const { clean, broken, bundled } = lintContracts('tag-is-folder', {
  clean: { 'openapi.yaml': { paths }, 'paths/shell/check.yaml': { get: { tags: ['shell'] } } },
  broken: {
    'openapi.yaml': { paths },
    'paths/shell/check.yaml': {
      get: { tags: ['kubernetes'] },
      put: { tags: ['shell', 'kubernetes'] },
      post: { summary: 'No tag.' },
    },
  },
  bundled: { 'openapi.yaml': { paths: { '/check': { get: { tags: ['shell'] }, put: { tags: [] } } } } },
});

test("takes the folder's name as the only tag", () => {
  expect(clean).toEqual([]);
});

test('refuses another tag, a second tag and no tag', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "paths/shell/check.yaml#/get/tags: An operation's only tag is its area, the folder of its file; write \`tags: [shell]\`.",
      "paths/shell/check.yaml#/put/tags: An operation's only tag is its area, the folder of its file; write \`tags: [shell]\`.",
      "paths/shell/check.yaml#/post/tags: An operation's only tag is its area, the folder of its file; write \`tags: [shell]\`.",
    ]
  `);
});

test('counts the tags only, where there is no folder', () => {
  expect(bundled).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/paths/~1check/put/tags: An operation's only tag is its area, the folder of its file; write \`tags: [<area>]\`.",
    ]
  `);
});
