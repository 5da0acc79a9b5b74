import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { extensions } from './extensions.ts';
import { lintContracts } from './lint-contracts.ts';

const since = { 'x-gitlab-since': '15.3' };
const sensitive = { 'x-gitlab-sensitive': true };
const sentBy = { kas: { since: '13.12', until: '15.2', always: true }, gitaly: { never: true } };
const documentation = { documentation: '15.6', heading: 'Instance information' };
const publicFile = { repository: 'gitlabhq/gitlabhq', path: 'lib/api/internal/base.rb', commit: '05f0ebba' };

const { clean, misplaced, invalid } = lintContracts('known-extensions', {
  clean: contract(
    {
      ...since,
      'x-gitlab-until': '15.6',
      'x-gitlab-deprecated-since': '15.5',
      'x-gitlab-introduced': '9.5',
      'x-gitlab-consumers': ['gitlab-shell', 'gitaly'],
      'x-gitlab-source': [documentation, publicFile, { ...publicFile, commit: undefined, tag: 'v14.1.1' }],
      'x-gitlab-documented': [
        { since: '14.2', consumer: 'gitaly' },
        { since: '14.2', says: 'Calls are limited.' },
      ],
      'x-gitlab-repeat': 'never',
      'x-gitlab-tier': 'ultimate',
      'x-gitlab-lenient': true,
      parameters: [{ name: 'key', in: 'query', ...since, ...sensitive, 'x-gitlab-required-until': '15.5' }],
      requestBody: { content: {}, 'x-gitlab-required-until': '15.5' },
      responses: {
        '200': {
          ...since,
          'x-gitlab-read-by': { gitaly: {} },
          headers: { Token: { ...since, ...sensitive } },
          content: {
            'application/json': { ...since, examples: { documented: { ...since, value: { 'x-gitlab-any': 1 } } } },
          },
        },
      },
    },
    {
      properties: {
        token: { type: 'string', ...since, ...sensitive, 'x-gitlab-sent-by': sentBy },
        id: { $ref: '#/components/schemas/Id', ...since },
        protocol: { enum: ['ssh'], 'x-gitlab-case-insensitive': true },
        allOf: { type: 'string', ...since },
      },
      anyOf: [
        { required: ['id'], ...since },
        { $ref: '#/components/schemas/Id', ...since },
      ],
    },
  ),
  misplaced: contract(
    { 'x-gitlab-owner': 'me', ...sensitive, requestBody: { ...since } },
    {
      ...since,
      properties: { ids: { items: { type: 'integer', ...since } }, id: { 'x-gitlab-case-insensitive': true } },
      oneOf: [{ $ref: '#/components/schemas/Id', ...since }],
    },
  ),
  invalid: contract(
    {
      'x-gitlab-since': 15.3,
      'x-gitlab-until': 'v15.3',
      'x-gitlab-introduced': '15.03',
      'x-gitlab-consumers': ['gitlab-shell', 'rails'],
      'x-gitlab-source': [{ ...publicFile, tag: 'v1' }],
      'x-gitlab-documented': [{ since: '14.2' }],
      'x-gitlab-repeat': ['safe'],
      parameters: [{ name: 'key', in: 'query', 'x-gitlab-sent-by': { kas: { needed: true } } }],
      responses: { '200': { 'x-gitlab-read-by': { rails: {} } } },
      'x-gitlab-tier': 'gold',
      'x-gitlab-lenient': false,
    },
    {},
  ),
});

test('takes every extension in every place it has', () => {
  expect(clean).toEqual([]);
});

test('says which extensions there are, and where each stands', () => {
  expect(misplaced).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/paths/~1check/get/x-gitlab-owner: \`x-gitlab-owner\` is no extension of this contract; write one of x-gitlab-since, x-gitlab-until, x-gitlab-deprecated-since, x-gitlab-required-until, x-gitlab-introduced, x-gitlab-consumers, x-gitlab-source, x-gitlab-documented, x-gitlab-sent-by, x-gitlab-read-by, x-gitlab-repeat, x-gitlab-tier, x-gitlab-lenient, x-gitlab-sensitive, x-gitlab-case-insensitive.",
      "openapi.yaml#/paths/~1check/get/x-gitlab-sensitive: \`x-gitlab-sensitive\` does nothing here; write it only on: property, parameter, header, security scheme.",
      "openapi.yaml#/paths/~1check/get/requestBody/x-gitlab-since: \`x-gitlab-since\` does nothing here; write it only on: operation, parameter, property, response, media type, header, named example, security scheme, member of \`allOf\` or \`anyOf\`.",
      "openapi.yaml#/components/schemas/Item/x-gitlab-since: \`x-gitlab-since\` does nothing here; write it only on: operation, parameter, property, response, media type, header, named example, security scheme, member of \`allOf\` or \`anyOf\`.",
      "openapi.yaml#/components/schemas/Item/oneOf/0/x-gitlab-since: \`x-gitlab-since\` does nothing here; write it only on: operation, parameter, property, response, media type, header, named example, security scheme, member of \`allOf\` or \`anyOf\`.",
      "openapi.yaml#/components/schemas/Item/properties/ids/items/x-gitlab-since: \`x-gitlab-since\` does nothing here; write it only on: operation, parameter, property, response, media type, header, named example, security scheme, member of \`allOf\` or \`anyOf\`.",
      "openapi.yaml#/components/schemas/Item/properties/id/x-gitlab-case-insensitive: \`x-gitlab-case-insensitive\` does nothing here; write it only on: schema with \`enum\`.",
    ]
  `);
});

test('says how a value is written', () => {
  expect(invalid).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/paths/~1check/get/x-gitlab-since: Write \`x-gitlab-since\` as a GitLab release in quotes, as in '15.3'.",
      "openapi.yaml#/paths/~1check/get/x-gitlab-until: Write \`x-gitlab-until\` as a GitLab release in quotes, as in '15.3'.",
      "openapi.yaml#/paths/~1check/get/x-gitlab-introduced: Write \`x-gitlab-introduced\` as a GitLab release in quotes, as in '15.3'.",
      "openapi.yaml#/paths/~1check/get/x-gitlab-consumers: Write \`x-gitlab-consumers\` as a list of gitlab-shell, gitaly, geo, kas, customers-dot, opstrace, scim-provider.",
      "openapi.yaml#/paths/~1check/get/x-gitlab-source: Write \`x-gitlab-source\` as a list of {documentation: '15.6', heading: …} and {repository: owner/name, path: …, commit: …} (or tag: … in place of commit).",
      "openapi.yaml#/paths/~1check/get/x-gitlab-documented: Write \`x-gitlab-documented\` as a list of {since: '14.2', consumer: gitaly} and {since: '14.2', says: …}.",
      "openapi.yaml#/paths/~1check/get/x-gitlab-repeat: Write \`x-gitlab-repeat\` as one of safe, idempotent, never.",
      "openapi.yaml#/paths/~1check/get/x-gitlab-tier: Write \`x-gitlab-tier\` as one of free, premium, ultimate.",
      "openapi.yaml#/paths/~1check/get/x-gitlab-lenient: Write \`x-gitlab-lenient\` as true, or leave it out.",
      "openapi.yaml#/paths/~1check/get/parameters/0/x-gitlab-sent-by: Write \`x-gitlab-sent-by\` as {kas: {…}}, with any of since, until, afterwards, always, never for each consumer.",
      "openapi.yaml#/paths/~1check/get/responses/200/x-gitlab-read-by: Write \`x-gitlab-read-by\` as {kas: {…}}, with any of since, until, needed for each consumer.",
    ]
  `);
});

test.each([
  [[]],
  [[{ documentation: '15.6' }]],
  [[{ ...publicFile, repository: 'gitlabhq' }]],
  [[{ ...publicFile, path: '/lib/api.rb' }]],
  [[{ ...publicFile, commit: 12345678 }]],
  [[{ repository: 'gitlabhq/gitlabhq', path: 'lib/api.rb' }]],
  [documentation],
])('takes no incomplete source: %j', (source) => {
  expect(extensions['x-gitlab-source']?.accepts(source)).toBe(false);
});

test.each([
  [{ kas: { since: '15.3', until: '15.2' } }],
  [{ kas: { since: 15.3 } }],
  [{ kas: { sent: true } }],
  [{ rails: {} }],
  [['kas']],
])('takes no unclear fact about who sends something: %j', (fact) => {
  expect(extensions['x-gitlab-sent-by']?.accepts(fact)).toBe(false);
});

test('the README lists the same extensions', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| `(x-gitlab-[a-z-]+)/gm)].map(([, name]) => name);
  expect(Object.keys(extensions)).toEqual(rows);
});

function contract(operation: object, Item: object) {
  const schemas = { Item, Id: { type: 'integer' } };
  return { 'openapi.yaml': { paths: { '/check': { get: operation } }, components: { schemas } } };
}
