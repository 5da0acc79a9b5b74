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

const operations = (...Operations: unknown[]) => ({
  json: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations },
});
const deactivate = operations({ op: 'Replace', path: 'active', value: 'False' });

describe('A user is read', () => {
  test('by external UID, in any case', async () => {
    await using scim = await startScimStub();
    const { status, headers, body } = await scim.send(`GET /${one.toUpperCase()}`);
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('application/scim+json');
    expect(body).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      id: one,
      active: true,
      emails: [{ type: 'work', value: 'scim-one@example.com', primary: true }],
      'name.formatted': 'Scim One',
      meta: { resourceType: 'User' },
      userName: 'scim-one',
    });
  });

  test.each(['a@example.com', 'a/b', 'ä ö', '100%', 'a.json', 'urn:x:1'])('whose external UID is %s', async (id) => {
    const identities = [{ extern_uid: id, user: 'scim-one' }];
    await using scim = await startScimStub(worldWith({ scim: { token: 'scim-dev-token', identities } }));
    expect(await scim.send(`GET /${encodeURIComponent(id)}`)).toMatchObject({ status: 200, body: { id } });
  });

  test.each(['GET', 'DELETE', 'PATCH'])('only in their own group: %s of anybody else is a 404', async (method) => {
    const other = {
      id: 501,
      path: 'other',
      scim: { token: 't', identities: [{ extern_uid: 'elsewhere', user: 'owner' }] },
    };
    await using scim = await startScimStub(worldWith({}, { namespaces: [other] }));
    const sent = method === 'PATCH' ? deactivate : {};
    for (const id of ['elsewhere', 'scim-one', '30']) {
      const answer = await scim.send(`${method} /${id}`, sent);
      expect(answer).toMatchObject(scimErrorOf(404, `Resource ${id} not found`));
      expect(answer.headers.get('Content-Type')).toBe('application/scim+json');
    }
  });

  test.each(['GET', 'DELETE', 'PATCH'])('after the group and the token: %s', async (method) => {
    await using stub = await startStub();
    const sent = method === 'PATCH' ? deactivate : {};
    const elsewhere = await call(stub, `${method} /api/scim/v2/groups/nowhere/Users/x`, sent);
    expect(elsewhere).toMatchObject(scimErrorOf(404, 'Group nowhere not found'));
    const anonymous = await call(stub, `${method} ${users}/${one}`, sent);
    expect(anonymous).toMatchObject({ status: 401, body: { message: '401 Unauthorized' } });
  });

  test('but never put', async () => {
    await using scim = await startScimStub();
    expect(await scim.send(`PUT /${one}`, { json: documentedUser })).toMatchObject({
      status: 405,
      body: { error: '405 Not Allowed' },
    });
  });
});

describe('The external UID of a user', () => {
  test.each([
    { op: 'Replace', path: 'id', value: 'new-uid' },
    { op: 'Add', path: 'externalId', value: 'new-uid' },
    { op: 'replace', value: { externalId: 'new-uid' } },
    { op: 'replace', value: { id: '"new-uid"' } },
  ])('is changed by %j', async (operation) => {
    await using scim = await startScimStub();
    expect((await scim.send(`PATCH /${one}`, operations(operation))).status).toBe(204);
    expect(await scim.send('GET /new-uid')).toMatchObject({
      status: 200,
      body: { id: 'new-uid', userName: 'scim-one' },
    });
    expect((await scim.send(`GET /${one}`)).status).toBe(404);
  });

  test('may be a number, or change its case', async () => {
    await using scim = await startScimStub();
    await scim.send(`PATCH /${one}`, operations({ op: 'Replace', path: 'externalId', value: 4711 }));
    expect((await scim.send('GET /4711')).body).toMatchObject({ id: '4711' });
    await scim.send(`PATCH /${two}`, operations({ op: 'Replace', path: 'externalId', value: two.toUpperCase() }));
    expect((await scim.send(`GET /${two}`)).body).toMatchObject({ id: two.toUpperCase() });
  });

  test.each([null, false, 'False'])('is not changed by the value %j', async (value) => {
    await using scim = await startScimStub();
    expect((await scim.send(`PATCH /${one}`, operations({ op: 'Replace', path: 'externalId', value }))).status).toBe(
      204,
    );
    expect((await scim.send(`GET /${one}`)).status).toBe(200);
  });

  test.each([[two], [two.toUpperCase()], [''], [' '], [true], [{}], [['x']]])('cannot become %j', async (value) => {
    await using scim = await startScimStub();
    const refused = await scim.send(`PATCH /${one}`, operations({ op: 'Replace', path: 'externalId', value }));
    expect(refused).toMatchObject(scimErrorOf(412, expect.stringMatching(/^Error updating Scim One with \{.*\}$/)));
    expect((await scim.send(`GET /${one}`)).status).toBe(200);
  });
});

describe('Everything else of a user', () => {
  let scim: ScimStub;
  beforeAll(async () => {
    scim = await startScimStub();
  });
  afterAll(() => scim[Symbol.asyncDispose]());

  test.each([
    { op: 'Add', path: 'name.formatted', value: 'New Name' },
    { op: 'Replace', path: 'displayName', value: 'New Name' },
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@example.com' },
    { op: 'Replace', path: 'userName', value: 'new' },
    { op: 'Replace', path: 'name.familyName', value: 'New' },
    { op: 'Add', path: 'addresses[type eq "work"].formatted', value: 'Somewhere' },
    { op: 'Add', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', value: 'R&D' },
    { op: 'Remove', path: 'emails[type eq "work" and primary eq true]' },
    { op: 'move', path: 'active', value: false },
    { op: 'Replace', value: { 'name.givenName': 'New', displayName: 'New' } },
  ])('is left alone by %j', async (operation) => {
    const before = (await scim.send(`GET /${one}`)).body;
    expect(await scim.send(`PATCH /${one}`, operations(operation))).toMatchObject({ status: 204 });
    expect((await scim.send(`GET /${one}`)).body).toEqual(before);
  });

  test('is left alone where there is no operation', async () => {
    expect((await scim.send(`PATCH /${one}`, operations())).status).toBe(204);
  });

  test.each([
    [{ op: 'replace', path: 'emails[type eq', value: 'x' }, "'emails[type eq' is no attribute path"],
    [{ op: 'replace', path: 'emails[type zz "work"].value', value: 'x' }, /is no attribute path$/],
    [{ op: 'remove', path: 'name..formatted' }, /'name..formatted' is no attribute path$/],
    [{ op: 'replace', path: '', value: 'x' }, /'' is no attribute path$/],
    [{ op: 'replace', value: 'active' }, /Operations\[0\]/],
    [{ op: 'replace', value: ['active'] }, /Operations\[0\]/],
    [{ op: 'replace', value: null }, /Operations\[0\]/],
    [{ op: 'replace' }, /Operations\[0\]/],
    [{ op: 1, path: 'active', value: false }, /Operations\[0\]/],
    [{ op: 'replace', path: 7, value: false }, /Operations\[0\]/],
    [{ path: 'active', value: false }, /./],
    ['replace', /Operations\[0\]/],
  ])('is left alone by the malformed %j, which is refused', async (operation, detail) => {
    const valid = { op: 'replace', path: 'active', value: false };
    const refused = await scim.send(`PATCH /${one}`, operations(operation, valid));
    const expected = typeof detail === 'string' ? expect.stringContaining(detail) : expect.stringMatching(detail);
    expect(refused).toMatchObject(scimErrorOf(412, expected));
    expect((await scim.send(`GET /${one}`)).body).toMatchObject({ active: true });
  });

  test.each([{}, { Operations: '[]' }, { Operations: {} }, { Operations: null }])(
    'is refused in the body %j',
    async (json) => {
      expect(await scim.send(`PATCH /${one}`, { json })).toMatchObject(scimErrorOf(412, expect.any(String)));
    },
  );

  test('is refused in plain JSON and in what is no JSON', async () => {
    const plain = await scim.send(`PATCH /${one}`, { body: '{}', headers: { 'Content-Type': 'application/json' } });
    expect(plain.status).toBe(415);
    const malformed = await scim.send(`PATCH /${one}`, {
      body: '{"Operations":[',
      headers: { 'Content-Type': 'application/scim+json' },
    });
    expect(malformed).toMatchObject(scimErrorOf(400, expect.any(String)));
  });
});

test('A user is deactivated, reactivated and deleted', async () => {
  await using scim = await startScimStub();
  for (const [line, sent, active] of [
    [`PATCH /${one}`, deactivate, false],
    [`PATCH /${one}`, operations({ op: 'Replace', path: 'active', value: 'True' }), true],
    [`DELETE /${one}`, {}, false],
  ] as const) {
    const { status, headers, body } = await scim.send(line, sent);
    expect({ status, body }).toEqual({ status: 204, body: undefined });
    expect(headers.get('Content-Type')).toBeNull();
    expect(await scim.send(`GET /${one}`)).toMatchObject({ status: 200, body: { id: one, active } });
  }
});
