import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from '../../requests.test-support.ts';
import {
  documentedUser,
  one,
  type ScimStub,
  scimErrorOf,
  startScimStub,
  two,
  users,
  worldWith,
} from '../../scim/scim.test-support.ts';
import { startStub } from '../../start-stub.ts';
import { defaultWorld } from '../../world/default.ts';

const filtered = (filter: string) => `GET ?filter=${encodeURIComponent(filter)}`;

describe('The list', () => {
  let scim: ScimStub;
  beforeAll(async () => {
    const other = { id: 501, path: 'other', scim: { token: 't', identities: [{ extern_uid: 'x', user: 'owner' }] } };
    scim = await startScimStub(worldWith({}, { namespaces: [other] }));
  });
  afterAll(() => scim[Symbol.asyncDispose]());

  test('answers the documented request with the documented members', async () => {
    const { status, headers, body } = await scim.send(filtered(`id eq "${one}"`));
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('application/scim+json');
    expect(body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 1,
      itemsPerPage: 20,
      startIndex: 1,
      Resources: [
        {
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
          id: one,
          active: true,
          'name.formatted': 'Scim One',
          userName: 'scim-one',
          meta: { resourceType: 'User' },
          emails: [{ type: 'work', value: 'scim-one@example.com', primary: true }],
        },
      ],
    });
  });

  test.each([
    ['without a filter', ''],
    ['with an empty filter', '?filter='],
    ['with a blank filter', '?filter=%20%20'],
  ])('has everybody %s, and nobody of another group', async (_, query) => {
    const { status, body } = await scim.send(`GET ${query}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      totalResults: 2,
      itemsPerPage: 20,
      startIndex: 1,
      Resources: [{ id: one }, { id: two }],
    });
  });

  test.each([
    `id eq "${one}"`,
    `id eq ${one}`,
    `externalId eq "${one}"`,
    `externalId eq ${one.toUpperCase()}`,
    `  id   eq\t${one}`,
    `userName eq "${one}"`,
    'userName eq "scim-one"',
    'userName eq Scim-One',
    'userName eq "scim-one@example.com"',
    'userName eq "Scim-One@Example.com"',
    'userName eq "scim-one@elsewhere.example"',
    // GitLab looks at three words only: the value ends at its first space, and what comes after it is not read.
    `id eq "${one} and more"`,
    `id eq "${one}" and userName eq "scim-two"`,
    `id eq ${one.slice(0, 5)}"${one.slice(5)}`,
  ])('finds the user by %s', async (filter) => {
    expect((await scim.send(filtered(filter))).body).toMatchObject({ totalResults: 1, Resources: [{ id: one }] });
  });

  test('prefers the external UID to the username', async () => {
    const identities = [
      { extern_uid: 'scim-two', user: 'scim-one' },
      { extern_uid: 'x', user: 'scim-two' },
    ];
    await using other = await startScimStub(worldWith({ scim: { token: 'scim-dev-token', identities } }));
    const { body } = await other.send(filtered('userName eq "scim-two"'));
    expect(body).toMatchObject({ totalResults: 1, Resources: [{ id: 'scim-two', userName: 'scim-one' }] });
  });

  test.each([
    'id eq "nobody"',
    'id eq x',
    'userName eq "nobody@example.com"',
    'userName eq "rubi"',
    'userName eq "owner"',
    'userName eq "@example.com"',
  ])('is empty where nobody of the group matches %s', async (filter) => {
    expect(await scim.send(filtered(filter))).toMatchObject({
      status: 200,
      body: { totalResults: 0, itemsPerPage: 20, Resources: [] },
    });
  });

  test.each([
    `id ne "${one}"`,
    `id EQ "${one}"`,
    `ID eq "${one}"`,
    `id co "${one}"`,
    'id pr',
    'id eq',
    'id eq ""',
    'id eq "false"',
    'id',
    `(id eq "${one}")`,
    'active eq true',
    'displayName eq "Scim One"',
    'name.formatted eq "Scim One"',
    'emails[type eq "work"].value eq "scim-one@example.com"',
    'emails.value eq "scim-one@example.com"',
    'constructor eq "x"',
    '"',
    ') or (',
    '\\',
  ])('does not know the filter %s', async (filter) => {
    expect(await scim.send(filtered(filter))).toMatchObject(scimErrorOf(412, 'Unsupported Filter'));
  });

  test.each([
    ['', 20, 1],
    ['count=0', 20, 1],
    ['count=-3', 20, 1],
    ['count=1', 1, 1],
    ['count=100', 100, 1],
    ['count=1000', 100, 1],
    ['startIndex=2', 20, 2],
    ['startIndex=0', 20, 0],
    ['startIndex=-7', 20, -7],
    ['startIndex=99999999', 20, 99999999],
  ])('tells of %o that a page has %i users and begins at %i', async (query, itemsPerPage, startIndex) => {
    expect((await scim.send(`GET ?${query}`)).body).toMatchObject({ totalResults: 2, itemsPerPage, startIndex });
  });

  test.each([
    ['startIndex=1&count=1', [one]],
    ['startIndex=2&count=1', [two]],
    ['startIndex=2&count=5', [two]],
    ['startIndex=0&count=1', [one]],
    ['startIndex=-5', [one, two]],
    ['startIndex=3', []],
    [`filter=id%20eq%20${two}&startIndex=1`, [two]],
    [`filter=id%20eq%20${two}&startIndex=2`, []],
  ])('has on the page %s the users %j', async (query, ids) => {
    const { body } = await scim.send(`GET ?${query}`);
    expect(body.Resources).toMatchObject(ids.map((id) => ({ id })));
    expect(body.Resources).toHaveLength(ids.length);
  });

  test('is empty while single sign-on is switched off, whatever the filter', async () => {
    const identities = [{ extern_uid: one, user: 'scim-one' }];
    await using other = await startScimStub(
      worldWith({ scim: { token: 'scim-dev-token', enabled: false, identities } }),
    );
    const nobody = { status: 200, body: { totalResults: 0, Resources: [] } };
    expect(await other.send('GET')).toMatchObject(nobody);
    expect(await other.send(filtered('nonsense'))).toMatchObject(nobody);
    expect(await other.send(`GET /${one}`)).toMatchObject({ status: 200, body: { id: one } });
  });

  test.each(['count=many', 'startIndex=first', 'count=1.5'])('refuses %s, but not leniently', async (query) => {
    expect(await scim.send(`GET ?${query}`)).toMatchObject(scimErrorOf(412, expect.any(String)));
    const headers = { Prefer: 'handling=lenient', Authorization: 'Bearer scim-dev-token' };
    const expected = { status: 200, body: { itemsPerPage: 20, startIndex: 1, totalResults: 2 } };
    expect(await scim.send(`GET ?${query}`, { headers })).toMatchObject(expected);
  });
});

describe('Before it looks at anything else, GitLab', () => {
  const unauthorized = { status: 401, body: { message: '401 Unauthorized' } };

  test.each([
    ['no token', {}],
    ['a token of another group', { Authorization: 'Bearer other-token' }],
    ["an administrator's personal access token", { Authorization: 'Bearer admin-dev-token' }],
  ])('refuses %s, and not as SCIM would', async (_, headers) => {
    const other = { id: 501, path: 'other', scim: { token: 'other-token' } };
    await using stub = await startStub({ world: worldWith({}, { namespaces: [other] }) });
    expect(await call(stub, `GET ${users}`, { headers })).toMatchObject(unauthorized);
    const creation = await call(stub, `POST ${users}`, { headers, json: documentedUser });
    expect(creation).toMatchObject(unauthorized);
    expect(creation.headers.get('Content-Type')).toBe('application/scim+json');
  });

  test.each([
    ['customer', 'Group customer does not have SAML SSO configured'],
    ['nowhere', 'Group nowhere not found'],
    ['root', 'Group root not found'],
    ['test_group%2Fsub', 'Group test_group/sub not found'],
    ['4711', 'Group 4711 not found'],
  ])('looks for the group %s', async (group, detail) => {
    await using stub = await startStub();
    const expected = scimErrorOf(404, detail);
    expect(await call(stub, `GET /api/scim/v2/groups/${group}/Users`)).toMatchObject(expected);
    const creation = await call(stub, `POST /api/scim/v2/groups/${group}/Users`, { as: 'scim', json: documentedUser });
    expect(creation).toMatchObject(expected);
  });

  test.each(['500', 'TEST_GROUP', 'test_group'])('finds the group by %s', async (group) => {
    await using stub = await startStub();
    expect(await call(stub, `GET /api/scim/v2/groups/${group}/Users/`, { as: 'scim' })).toMatchObject({ status: 200 });
  });

  test('asks whether the instance has single sign-on for groups', async () => {
    await using stub = await startStub({ world: { ...defaultWorld(), instance: { group_saml: false } } });
    const expected = { status: 403, body: { message: '403 Forbidden - Group SAML not enabled.' } };
    expect(await call(stub, 'GET /api/scim/v2/groups/nowhere/Users')).toMatchObject(expected);
  });

  test('knows no SCIM in the editions whose documentation does not have it', async () => {
    await using stub = await startStub({ gitlabVersion: '14.2' });
    expect(await call(stub, `GET ${users}`, { as: 'scim' })).toMatchObject({ status: 404 });
    await using later = await startStub({ gitlabVersion: '15.5' });
    expect(await call(later, `GET ${users}`, { as: 'scim' })).toMatchObject({ status: 200 });
  });

  test('takes no other method', async () => {
    await using stub = await startStub();
    const { status, headers } = await call(stub, `PUT ${users}`, { as: 'scim', json: documentedUser });
    expect(status).toBe(405);
    expect(headers.get('Allow')).toContain('POST');
  });
});

test('A user is created once, as documented', async () => {
  await using scim = await startScimStub();
  const created = await scim.send('POST', { json: documentedUser });
  expect(created.status).toBe(201);
  expect(created.headers.get('Content-Type')).toBe('application/scim+json');
  expect(created.body).toEqual({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: 'test_uid',
    active: true,
    emails: [{ type: 'work', value: 'name@example.com', primary: true }],
    'name.formatted': 'Test User',
    meta: { resourceType: 'User' },
    userName: 'username',
  });
  expect(await scim.send('POST', { json: documentedUser })).toMatchObject({ status: 201, body: created.body });
  expect((await scim.send('GET /test_uid')).body).toEqual(created.body);
});
