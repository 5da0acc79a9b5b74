import { describe, expect, test } from 'vitest';
import { call } from '../../requests.test-support.ts';
import { documentedUser, one, scimErrorOf, startScimStub, two, users, worldWith } from '../../scim/scim.test-support.ts';
import { startStub } from '../../start-stub.ts';

const root = { scim: { token: 'scim-dev-token', identities: [{ extern_uid: 'root-uid', user: 'root' }] } };
const operations = (...Operations: unknown[]) => ({ json: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations } });
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

  test.each(['a@example.com', 'a/b', 'ä ö', '100%', 'a.json', '..', 'urn:x:1'])('whose external UID is %s', async (id) => {
    const identities = [{ extern_uid: id, user: 'scim-one' }];
    await using scim = await startScimStub(worldWith({ scim: { token: 'scim-dev-token', identities } }));
    expect(await scim.send(`GET /${encodeURIComponent(id).replaceAll('.', '%2E')}`)).toMatchObject({ status: 200, body: { id } });
  });

  test.each(['GET', 'DELETE', 'PATCH'])('only in their own group: %s of anybody else is a 404', async (method) => {
    const other = { id: 501, path: 'other', scim: { token: 't', identities: [{ extern_uid: 'elsewhere', user: 'owner' }] } };
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
    expect(await scim.send(`PUT /${one}`, { json: documentedUser })).toMatchObject({ status: 405, body: { error: '405 Not Allowed' } });
  });
});

describe('A user is deactivated', () => {
  test.each([
    ['by Entra', { op: 'Replace', path: 'active', value: 'False' }],
    ['by Okta', { op: 'replace', value: { active: false } }],
    ['with a boolean', { op: 'add', path: 'active', value: false }],
    ['with text in capitals', { op: 'ADD', path: 'active', value: 'FALSE' }],
    ['with text in quotes', { op: 'rePlace', path: 'active', value: '"false"' }],
    ['with text in an object', { op: 'Add', value: { active: 'false', displayName: 'New Name' } }],
  ])('%s', async (_, operation) => {
    await using scim = await startScimStub();
    const { status, headers, body } = await scim.send(`PATCH /${one}`, operations(operation));
    expect({ status, body }).toEqual({ status: 204, body: undefined });
    expect(headers.get('Content-Type')).toBeNull();
    expect(await scim.send(`GET /${one}`)).toMatchObject({ status: 200, body: { active: false } });
    expect(await scim.roles('scim-one')).toEqual({ 'scim-one': 50 });
    expect((await scim.send('GET')).body).toMatchObject({ totalResults: 2, Resources: [{ active: false }, { active: true }] });
  });

  test('by a form or a query', async () => {
    await using scim = await startScimStub();
    const form = 'Operations[][op]=Replace&Operations[][path]=active&Operations[][value]=False';
    expect((await scim.send(`PATCH /${one}`, { form })).status).toBe(204);
    expect((await scim.send(`PATCH /${two}?${form}`)).status).toBe(204);
    expect((await scim.send('GET')).body.Resources).toMatchObject([{ active: false }, { active: false }]);
  });

  test('if only the last of several operations says so, and whatever else they say', async () => {
    await using scim = await startScimStub();
    const contrary = { op: 'replace', path: 'active', value: true };
    const changes = operations(contrary, { op: 'replace', path: 'externalId', value: 'new' }, { ...contrary, value: false });
    expect((await scim.send(`PATCH /${one}`, changes)).status).toBe(204);
    expect(await scim.send(`GET /${one}`)).toMatchObject({ status: 200, body: { active: false } });
    await scim.send(`PATCH /${two}`, operations({ ...contrary, value: false }, contrary));
    expect((await scim.send(`GET /${two}`)).body).toMatchObject({ active: true });
  });

  test.each([
    { op: 'Remove', path: 'active', value: 'False' },
    { op: 'Replace', path: 'Active', value: 'False' },
    { op: 'Replace', path: 'active', value: 'no' },
    { op: 'Replace', path: 'active', value: null },
    { op: 'Replace', path: 'active' },
    { op: 'Replace', value: { displayName: 'First', active: false } },
    { op: 'Replace', value: {} },
    { op: 'Replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:active', value: false },
  ])('but not by %j', async (operation) => {
    await using scim = await startScimStub();
    expect((await scim.send(`PATCH /${one}`, operations(operation))).status).toBe(204);
    expect((await scim.send(`GET /${one}`)).body).toMatchObject({ active: true });
  });

  test('out of everything in the group, and out of nothing else', async () => {
    const world = worldWith(
      {},
      {
        namespaces: [
          { id: 510, path: 'test_group/sub', members: { 'scim-one': 'maintainer', 'scim-two': 'guest' } },
          { id: 511, path: 'test_group_too', members: { 'scim-one': 'guest' } },
        ],
        projects: [
          { id: 510, path: 'test_group/sub/app', members: { 'scim-one': 'maintainer' } },
          { id: 511, path: 'test_group_too/app', members: { 'scim-one': 'developer' } },
        ],
      },
    );
    await using scim = await startScimStub(world);
    expect(Object.keys(await scim.roles('scim-one'))).toHaveLength(6);
    const pull = { as: 'shell', json: { action: 'git-upload-pack', user_id: 30, project: 'test_group/sub/app', protocol: 'ssh', changes: '_any' } } as const;
    expect((await call(scim.stub, 'POST /api/v4/internal/allowed', pull)).status).toBe(200);
    await scim.send(`PATCH /${one}`, deactivate);
    expect(await scim.roles('scim-one')).toEqual({ 'scim-one': 50, test_group_too: 10, 'test_group_too/app': 30 });
    expect(await scim.roles('scim-two')).toMatchObject({ test_group: 30, 'test_group/sub': 10 });
    expect((await call(scim.stub, 'POST /api/v4/internal/allowed', pull)).status).toBe(404);
  });

  test('again, with the same answer', async () => {
    await using scim = await startScimStub();
    await scim.send(`PATCH /${one}`, deactivate);
    expect((await scim.send(`PATCH /${one}`, deactivate)).status).toBe(204);
  });

  test('never if the user is the last owner of the group', async () => {
    await using scim = await startScimStub(worldWith(root));
    const { status, body } = await scim.send('PATCH /root-uid', { json: { Operations: [{ op: 'Replace', path: 'active', value: 'False' }] } });
    const detail =
      'Error updating root with {"Operations"=>[{"op"=>"Replace", "path"=>"active", "value"=>"False"}], ' +
      '"group"=>"test_group", "id"=>"root-uid"}';
    expect({ status, body }).toEqual(scimErrorOf(412, detail));
    expect((await scim.send('GET /root-uid')).body).toMatchObject({ active: true });
    expect(await scim.roles('root')).toMatchObject({ test_group: 50 });
  });

  test('if there is another owner, unless that one is blocked', async () => {
    await using scim = await startScimStub(worldWith({ ...root, members: { root: 'owner', 'scim-one': 'owner' } }));
    expect((await scim.send('PATCH /root-uid', deactivate)).status).toBe(204);
    await using other = await startScimStub(worldWith({ ...root, members: { root: 'owner', blocked: 'owner' } }));
    expect((await other.send('PATCH /root-uid', deactivate)).status).toBe(412);
  });

  test('if both owners leave at the same time, one of them stays', async () => {
    const identities = [
      { extern_uid: 'a', user: 'scim-one' },
      { extern_uid: 'b', user: 'scim-two' },
    ];
    const group = { members: { 'scim-one': 'owner', 'scim-two': 'owner' }, scim: { token: 'scim-dev-token', identities } } as const;
    await using scim = await startScimStub(worldWith(group));
    const answers = await Promise.all([scim.send('PATCH /a', deactivate), scim.send('DELETE /b')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 412]);
  });
});

describe('A user is reactivated', () => {
  test.each([
    ['by Entra', { op: 'Replace', path: 'active', value: 'True' }],
    ['by Okta', { op: 'replace', value: { active: true } }],
    ['by anything that does not deactivate', { op: 'replace', path: 'displayName', value: 'X' }],
    ['and keeps the external UID', { op: 'replace', path: 'externalId', value: 'new' }],
  ])('%s', async (_, operation) => {
    await using scim = await startScimStub(
      worldWith({ scim: { token: 'scim-dev-token', default_role: 'reporter', identities: [{ extern_uid: one, user: 'scim-one' }] } }),
    );
    await scim.send(`PATCH /${one}`, deactivate);
    expect((await scim.send(`PATCH /${one}`, operations(operation))).status).toBe(204);
    expect(await scim.send(`GET /${one}`)).toMatchObject({ status: 200, body: { active: true } });
    expect(await scim.roles('scim-one')).toEqual({ 'scim-one': 50, test_group: 20 });
  });

  test('whose role stays as it is if they are a member', async () => {
    const identities = [{ extern_uid: one, user: 'scim-one', active: false }];
    await using scim = await startScimStub(worldWith({ scim: { token: 'scim-dev-token', identities } }));
    await scim.send(`PATCH /${one}`, operations({ op: 'replace', path: 'active', value: true }));
    expect(await scim.roles('scim-one')).toMatchObject({ test_group: 30 });
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
    expect(await scim.send('GET /new-uid')).toMatchObject({ status: 200, body: { id: 'new-uid', userName: 'scim-one' } });
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
    expect((await scim.send(`PATCH /${one}`, operations({ op: 'Replace', path: 'externalId', value }))).status).toBe(204);
    expect((await scim.send(`GET /${one}`)).status).toBe(200);
  });

  test.each([two, two.toUpperCase(), '', ' ', true, {}, ['x']])('cannot become %j', async (value) => {
    await using scim = await startScimStub();
    const refused = await scim.send(`PATCH /${one}`, operations({ op: 'Replace', path: 'externalId', value }));
    expect(refused).toMatchObject(scimErrorOf(412, expect.stringMatching(/^Error updating Scim One with \{.*\}$/)));
    expect((await scim.send(`GET /${one}`)).status).toBe(200);
  });
});

describe('Everything else of a user', () => {
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
    await using scim = await startScimStub();
    const before = (await scim.send(`GET /${one}`)).body;
    expect(await scim.send(`PATCH /${one}`, operations(operation))).toMatchObject({ status: 204 });
    expect((await scim.send(`GET /${one}`)).body).toEqual(before);
  });

  test('is left alone where there is no operation', async () => {
    await using scim = await startScimStub();
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
    await using scim = await startScimStub();
    const valid = { op: 'replace', path: 'active', value: false };
    const refused = await scim.send(`PATCH /${one}`, operations(operation, valid));
    const expected = typeof detail === 'string' ? expect.stringContaining(detail) : expect.stringMatching(detail);
    expect(refused).toMatchObject(scimErrorOf(412, expected));
    expect((await scim.send(`GET /${one}`)).body).toMatchObject({ active: true });
  });

  test.each([{}, { Operations: '[]' }, { Operations: {} }, { Operations: null }])('is refused in the body %j', async (json) => {
    await using scim = await startScimStub();
    expect(await scim.send(`PATCH /${one}`, { json })).toMatchObject(scimErrorOf(412, expect.any(String)));
  });

  test('is refused in plain JSON and in what is no JSON', async () => {
    await using scim = await startScimStub();
    const plain = await scim.send(`PATCH /${one}`, { body: '{}', headers: { 'Content-Type': 'application/json' } });
    expect(plain.status).toBe(415);
    const malformed = await scim.send(`PATCH /${one}`, { body: '{"Operations":[', headers: { 'Content-Type': 'application/scim+json' } });
    expect(malformed).toMatchObject(scimErrorOf(400, expect.any(String)));
  });
});

describe('A user is deleted', () => {
  test('as often as you like: they are inactive and no member any more, and everything else stays', async () => {
    await using scim = await startScimStub();
    const { status, headers, body } = await scim.send(`DELETE /${one}`);
    expect({ status, body }).toEqual({ status: 204, body: undefined });
    expect(headers.get('Content-Type')).toBeNull();
    expect((await scim.send(`DELETE /${one}`)).status).toBe(204);
    expect(await scim.send(`GET /${one}`)).toMatchObject({ status: 200, body: { active: false, userName: 'scim-one' } });
    expect(await scim.roles('scim-one')).toEqual({ 'scim-one': 50 });
    await scim.send(`PATCH /${one}`, operations({ op: 'replace', value: { active: true } }));
    expect(await scim.roles('scim-one')).toEqual({ 'scim-one': 50, test_group: 10 });
  });

  test('never if they are the last owner of the group', async () => {
    await using scim = await startScimStub(worldWith({ ...root, name: 'Test Group' }));
    const refused = await scim.send('DELETE /root-uid');
    const detail = 'Could not remove root from Test Group. Cannot remove last group owner.';
    expect(refused).toMatchObject(scimErrorOf(412, detail));
    expect(await scim.roles('root')).toMatchObject({ test_group: 50 });
  });

  test('out of the group only, where they are no member of it', async () => {
    const world = worldWith(
      { members: { root: 'owner' } },
      { namespaces: [{ id: 510, path: 'test_group/sub', members: { 'scim-one': 'guest' } }] },
    );
    await using scim = await startScimStub(world);
    expect((await scim.send(`DELETE /${one}`)).status).toBe(204);
    expect(await scim.roles('scim-one')).toEqual({ 'scim-one': 50, 'test_group/sub': 10 });
  });
});
