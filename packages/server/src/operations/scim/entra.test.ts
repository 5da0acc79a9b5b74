import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ScimStub, scimErrorOf, startScimStub } from '../../scim/scim.test-support.ts';

/** What Entra's provisioning service sends with every request. */
const headers = {
  Authorization: 'Bearer scim-dev-token',
  'User-Agent': 'AzureActiveDirectory/1.0',
  Accept: 'application/scim+json, application/json',
  'Content-Type': 'application/scim+json; charset=utf-8',
};

const objectId = '48ac70a3-5a41-4bf0-ad5c-1bd0ca9e2a74';
const user = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'],
  externalId: objectId,
  userName: 'Test_User_fd0ea19b@contoso.example',
  active: true,
  addresses: [{ primary: false, type: 'work', country: 'Chad', postalCode: '4971', formatted: 'PDXLL' }],
  displayName: 'Test User',
  emails: [{ type: 'work', value: 'Test_User_fd0ea19b@contoso.example', primary: true }],
  meta: { resourceType: 'User' },
  name: { formatted: 'Test User', familyName: 'User', givenName: 'Test' },
  phoneNumbers: [{ primary: true, type: 'fax', value: '16-064-8243' }],
  roles: [],
  title: 'Engineer',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'R&D', employeeNumber: '4711' },
};

const patch = (...Operations: object[]) => ({
  body: JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations }),
});

describe('Entra provisions a user', () => {
  let scim: ScimStub;
  const send = (line: string, sent: { body?: string } = {}) => scim.send(line, { headers, ...sent });
  const read = async () => (await send(`GET /${objectId}`)).body;
  beforeAll(async () => {
    scim = await startScimStub();
  });
  afterAll(() => scim[Symbol.asyncDispose]());

  test('after it has tested the connection with a name that nobody has', async () => {
    const { status, headers, body } = await send('GET ?filter=userName+eq+%22a1b2c3d4-0000-4000-8000-00000000feed%22');
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('application/scim+json');
    expect(body).toMatchObject({ totalResults: 0, itemsPerPage: 20, startIndex: 1, Resources: [] });
  });

  test.each([`externalId+eq+%22${objectId}%22`, 'userName+eq+%22Test_User_fd0ea19b%40contoso.example%22'])(
    'whom it has not found by %s',
    async (filter) => {
      expect(await send(`GET ?filter=${filter}`)).toMatchObject({ status: 200, body: { totalResults: 0 } });
    },
  );

  test('with everything that it knows of them', async () => {
    const { status, body } = await send('POST', { body: JSON.stringify(user) });
    expect(status).toBe(201);
    expect(body).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      id: objectId,
      active: true,
      emails: [{ type: 'work', value: 'test_user_fd0ea19b@contoso.example', primary: true }],
      'name.formatted': 'Test User',
      meta: { resourceType: 'User' },
      userName: 'Test_User_fd0ea19b',
    });
  });

  test.each([`externalId+eq+%22${objectId}%22`, 'userName+eq+%22Test_User_fd0ea19b%40contoso.example%22'])(
    'and then finds them by %s',
    async (filter) => {
      const expected = { totalResults: 1, Resources: [{ id: objectId, active: true }] };
      expect((await send(`GET ?filter=${filter}`)).body).toMatchObject(expected);
    },
  );

  test.each([
    ['False as text', { op: 'Replace', path: 'active', value: 'False' }],
    ['false, since Entra has learnt what a boolean is', { op: 'replace', path: 'active', value: false }],
  ])('whom it deactivates with %s, and reactivates', async (_, operation) => {
    expect((await send(`PATCH /${objectId}`, patch(operation))).status).toBe(204);
    expect(await read()).toMatchObject({ active: false });
    expect(await scim.roles('Test_User_fd0ea19b')).toEqual({ Test_User_fd0ea19b: 50 });
    const value = typeof operation.value === 'string' ? 'True' : true;
    expect((await send(`PATCH /${objectId}`, patch({ ...operation, value }))).status).toBe(204);
    expect(await read()).toMatchObject({ active: true });
    expect(await scim.roles('Test_User_fd0ea19b')).toEqual({ Test_User_fd0ea19b: 50, test_group: 10 });
  });

  test('whom it renames in vain', async () => {
    const renamed = patch(
      { op: 'Replace', path: 'userName', value: 'renamed@contoso.example' },
      { op: 'Replace', path: 'displayName', value: 'Re Named' },
      { op: 'Replace', path: 'name.givenName', value: 'Re' },
      { op: 'Replace', path: 'name.familyName', value: 'Named' },
      { op: 'Add', path: 'name.formatted', value: 'Re Named' },
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'renamed@contoso.example' },
      { op: 'Add', path: 'addresses[type eq "work"].streetAddress', value: '1 Way' },
      { op: 'Add', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager', value: '5' },
      { op: 'Remove', path: 'phoneNumbers[type eq "fax"].value' },
    );
    expect(await send(`PATCH /${objectId}`, renamed)).toMatchObject({ status: 204, body: undefined });
    const expected = { 'name.formatted': 'Test User', userName: 'Test_User_fd0ea19b', active: true };
    expect(await read()).toMatchObject(expected);
  });

  test('whose object id may become another', async () => {
    const other = '00000000-5a41-4bf0-ad5c-1bd0ca9e2a74';
    await send(`PATCH /${objectId}`, patch({ op: 'Replace', path: 'externalId', value: other }));
    expect((await send(`GET /${other}`)).status).toBe(200);
    await send(`PATCH /${other}`, patch({ op: 'Replace', path: 'externalId', value: objectId }));
    expect((await send(`GET /${other}`)).status).toBe(404);
  });

  test('whom it deletes, and who is gone only as far as the group is concerned', async () => {
    expect(await send(`DELETE /${objectId}`)).toMatchObject({ status: 204, body: undefined });
    expect(await read()).toMatchObject({ id: objectId, active: false });
    expect(await scim.roles('Test_User_fd0ea19b')).toEqual({ Test_User_fd0ea19b: 50 });
  });

  test('but not in the groups that it asks for', async () => {
    const groups = await send('GET /../Groups?excludedAttributes=members');
    expect(groups.status).toBe(404);
    const unknown = await send(`DELETE /${objectId}-unknown`);
    expect(unknown).toMatchObject(scimErrorOf(404, `Resource ${objectId}-unknown not found`));
  });
});
