import { type ScimPatchOperation, scimPatch } from 'scim-patch';
import { parse } from 'scim2-parse-filter';
import { describe, expect, test } from 'vitest';
import { evenGrowth, growthOf } from '../../../../validator/src/growth.test-support.ts';
import { readChanges } from '../../scim/changes.ts';
import { type Filter, parseFilter } from '../../scim/filter.ts';
import { isPath } from '../../scim/path.ts';

const attributes = { id: 'extern_uid', externalId: 'extern_uid', userName: 'username' } as const;

/** What a filter means after RFC 7644 §3.4.2.2, as far as GitLab knows it; undefined for everything else. */
function oracle(filter: string): Filter | undefined {
  const parsed = attempt(() => parse(filter));
  if (parsed?.op !== 'eq') return undefined;
  const attribute = Object.entries(attributes).find(([name]) => name === parsed.attrPath)?.[1];
  const value = parsed.compValue;
  return attribute && typeof value === 'string' && value !== '' ? { attribute, value } : undefined;
}

function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

test('A filter is read as scim2-parse-filter reads it', () => {
  const names = ['id', 'externalId', 'userName', 'active', 'displayName', 'meta.created', 'emails.value'];
  const operators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];
  const values = ['"a-b-c-d"', '"name@example.com"', '"Ä"', '""', '"a.b:c"', 'true', 'false', 'null', '7', '-1.5'];
  const comparisons = names.flatMap((name) =>
    operators.flatMap((op) => values.map((value) => `${name} ${op} ${value}`)),
  );
  const others = [
    'id pr',
    'not (id eq "x")',
    'emails[type eq "work"]',
    '',
    'id',
    'id eq',
    'eq',
    'id = "x"',
    '[]',
    '"',
    'id eq)',
  ];

  // RFC 7644 has numbers and null without quotes; to GitLab everything but true and false is text.
  const text = (filter: string) => /^(id|externalId|userName) eq (null|7|-1\.5)$/.test(filter);

  const filters = [...comparisons, ...others].filter((filter) => !text(filter));
  const read = (reader: typeof parseFilter) => filters.map((filter) => [filter, reader(filter)]);
  expect(read(parseFilter)).toEqual(read(oracle));
  expect(filters.filter(parseFilter)).toHaveLength(12);
});

test.each([
  ['An operator in capitals is none', 'id EQ "x"', { attribute: 'extern_uid', value: 'x' }, undefined],
  ['Quotes may be left out', 'id eq a-b', undefined, { attribute: 'extern_uid', value: 'a-b' }],
  ['Parentheses are unknown', '(id eq "x")', { attribute: 'extern_uid', value: 'x' }, undefined],
  [
    'A value ends at a space',
    'id eq "a b"',
    { attribute: 'extern_uid', value: 'a b' },
    { attribute: 'extern_uid', value: 'a' },
  ],
  ['What follows is not read', 'id eq "x" and active eq true', undefined, { attribute: 'extern_uid', value: 'x' }],
  ['A number is text', 'id eq 7', undefined, { attribute: 'extern_uid', value: '7' }],
  ['A boolean in quotes is no text', 'id eq "true"', { attribute: 'extern_uid', value: 'true' }, undefined],
])('%s, which is where GitLab leaves the RFC', (_, filter, rfc, gitlab) => {
  expect(oracle(filter)).toEqual(rfc);
  expect(parseFilter(filter)).toEqual(gitlab);
});

describe('A path', () => {
  /** A path is what is a filter together with `pr`, or what stands for several values as such. */
  const isPathAfterRfc = (path: string) => attempt(() => parse(`${path} pr`)) ?? attempt(() => parse(path));

  const plain = ['active', 'name.formatted', '$ref', 'urn:ietf:params:scim:schemas:core:2.0:User:userName'];
  const comparisons = [
    'type eq "work"',
    'primary eq true',
    'value co "@example.com"',
    'display pr',
    'value ne null',
    'value sw "a\\"]b"',
  ];
  const filters = comparisons.flatMap((one) => [
    one,
    `not (${one})`,
    ...comparisons.map((other) => `${one} and ${other}`),
  ]);
  // scim2-parse-filter takes a number for one only at the end of a filter.
  filters.push('order ge -1.5', 'type eq "work" or order lt 10');
  const valued = filters.flatMap((filter) => [`emails[${filter}]`, `emails[${filter}].value`]);

  test.each(plain)('may be the attribute %s', (path) => {
    expect(isPath(path)).toBe(true);
    if (path !== '$ref') expect(isPathAfterRfc(path)).toBeDefined();
  });

  test('may filter values in every way that scim2-parse-filter knows', () => {
    expect(valued.filter((path) => !isPath(path))).toEqual([]);
    expect(valued.filter((path) => !isPathAfterRfc(path))).toEqual([]);
  });

  test('that lost one of its characters is accepted only where scim2-parse-filter accepts it', () => {
    const damaged = valued.flatMap((path) => [...path].map((_, index) => path.slice(0, index) + path.slice(index + 1)));
    const accepted = damaged.filter(isPath);
    expect(accepted.filter((path) => !isPathAfterRfc(path))).toEqual([]);
    expect(accepted.length).toBeLessThan(damaged.length);
  });

  test.each([
    '',
    ' ',
    'emails[',
    'emails]',
    'emails[]',
    'emails[type]',
    'emails[type eq]',
    'emails[type eq "work"',
    'emails[type eq "work].value',
    'emails[type eq work].value',
    "emails[type eq 'work'].value",
    'emails[type zz "work"].value',
    'emails[type eq "work"].',
    'emails[type eq "work"].value.more',
    'emails[type eq "work"]value',
    'emails[not type eq "work"]',
    '[type eq "work"]',
    'active eq true',
    'name..formatted',
    '.active',
    'active.',
    '1st',
    'name.a.b',
    'a/b',
  ])('is never %o', (path) => {
    expect(isPath(path)).toBe(false);
  });

  test.each<[string, (length: number) => string]>([
    ['names', (length) => `urn:${'a:'.repeat(length)}`],
    ['conditions', (length) => `emails[${'(type eq "w" and '.repeat(length)}`],
    ['backslashes', (length) => `a[b eq "${'\\'.repeat(2 * length + 1)}`],
  ])('of 50,000 %s is read as fast as a short one', async (_, pathOf) => {
    expect(isPath(pathOf(50_000))).toBe(false);
    expect(await growthOf(50_000, (length) => isPath(pathOf(length)))).toBeLessThan(evenGrowth);
  });
});

describe('Operations come to what scim-patch makes of them', () => {
  const user = () => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    meta: { resourceType: 'User', created: new Date(0), lastModified: new Date(0), location: '' },
    id: 'old-uid',
    externalId: 'old-uid',
    userName: 'old-username',
    displayName: 'Old Name',
    active: true as unknown,
    emails: [{ type: 'work', value: 'old@example.com', primary: true }],
  });

  /** The user after the operations; of the attributes that they leave alone the old values. */
  function byUs(operations: readonly ScimPatchOperation[]) {
    const changes = readChanges(operations);
    const get = (...[name, old]: [Parameters<typeof changes.get>[0], unknown]) =>
      changes.has(name) ? changes.get(name) : old;
    return {
      externalId: get('extern_uid', 'old-uid'),
      userName: get('username', 'old-username'),
      displayName: get('name', 'Old Name'),
      email: get('email', 'old@example.com'),
      active: get('active', true),
    };
  }

  function byScimPatch(operations: ScimPatchOperation[]) {
    const { externalId, userName, displayName, emails, active } = scimPatch(user(), structuredClone(operations));
    return { externalId, userName, displayName, email: emails[0]?.value, active };
  }

  const values: [string, unknown][] = [
    ['active', false],
    ['active', true],
    ['externalId', 'new-uid'],
    ['userName', 'new-username'],
    ['displayName', 'New Name'],
  ];
  const ops = ['replace', 'add', 'Replace', 'Add'] as const;
  const withPath = values.flatMap(([path, value]) => ops.map((op) => ({ op, path, value }) as ScimPatchOperation));
  const withoutPath = values.flatMap(([path, value]) =>
    ops.map((op) => ({ op, value: { [path]: value } }) as ScimPatchOperation),
  );
  const address: ScimPatchOperation = { op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@example.com' };
  const elsewhere: ScimPatchOperation = { op: 'Add', path: 'nickName', value: 'x' };

  test.each([...withPath, ...withoutPath, address, elsewhere])('%j', (operation) => {
    expect(byUs([operation])).toEqual(byScimPatch([operation]));
  });

  test('one after the other, the last of them being the one that counts', () => {
    const all = [...withPath, address, ...withoutPath, elsewhere];
    expect(byUs(all)).toEqual(byScimPatch(all));
    expect(byUs(all.toReversed())).toEqual(byScimPatch(all.toReversed()));
  });

  test.each([
    [
      'only the first member of a value is read',
      { op: 'replace', value: { displayName: 'New Name', active: false } },
      { active: true },
      { active: false },
    ],
    [
      'True and False are booleans',
      { op: 'Replace', path: 'active', value: 'False' },
      { active: false },
      { active: 'False' },
    ],
    [
      'nothing is removed',
      { op: 'remove', path: 'displayName' },
      { displayName: 'Old Name' },
      { displayName: undefined },
    ],
  ])('except that %s', (_, operation, gitlab, rfc) => {
    expect(byUs([operation as ScimPatchOperation])).toMatchObject(gitlab);
    expect(byScimPatch([operation as ScimPatchOperation])).toMatchObject(rfc);
  });
});
