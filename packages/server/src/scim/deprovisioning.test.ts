import { describe, expect, test } from 'vitest';
import { call } from '../requests.test-support.ts';
import { one, scimErrorOf, startScimStub, two, worldWith } from './scim.test-support.ts';

const root = { scim: { token: 'scim-dev-token', identities: [{ extern_uid: 'root-uid', user: 'root' }] } };
const operations = (...Operations: unknown[]) => ({
  json: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations },
});
const deactivate = operations({ op: 'Replace', path: 'active', value: 'False' });

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
    expect((await scim.send('GET')).body).toMatchObject({
      totalResults: 2,
      Resources: [{ active: false }, { active: true }],
    });
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
    const changes = operations(
      contrary,
      { op: 'replace', path: 'externalId', value: 'new' },
      { ...contrary, value: false },
    );
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
    const pull = {
      as: 'shell',
      json: { action: 'git-upload-pack', user_id: 30, project: 'test_group/sub/app', protocol: 'ssh', changes: '_any' },
    } as const;
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
    const { status, body } = await scim.send('PATCH /root-uid', {
      json: { Operations: [{ op: 'Replace', path: 'active', value: 'False' }] },
    });
    const detail =
      'Error updating Administrator with {"Operations"=>[{"op"=>"Replace", "path"=>"active", "value"=>"False"}], ' +
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
    const group = {
      members: { 'scim-one': 'owner', 'scim-two': 'owner' },
      scim: { token: 'scim-dev-token', identities },
    } as const;
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
      worldWith({
        scim: {
          token: 'scim-dev-token',
          default_role: 'reporter',
          identities: [{ extern_uid: one, user: 'scim-one' }],
        },
      }),
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

describe('A user is deleted', () => {
  test('as often as you like: they are inactive and no member any more, and everything else stays', async () => {
    await using scim = await startScimStub();
    const { status, headers, body } = await scim.send(`DELETE /${one}`);
    expect({ status, body }).toEqual({ status: 204, body: undefined });
    expect(headers.get('Content-Type')).toBeNull();
    expect((await scim.send(`DELETE /${one}`)).status).toBe(204);
    expect(await scim.send(`GET /${one}`)).toMatchObject({
      status: 200,
      body: { active: false, userName: 'scim-one' },
    });
    expect(await scim.roles('scim-one')).toEqual({ 'scim-one': 50 });
    await scim.send(`PATCH /${one}`, operations({ op: 'replace', value: { active: true } }));
    expect(await scim.roles('scim-one')).toEqual({ 'scim-one': 50, test_group: 10 });
  });

  test('never if they are the last owner of the group', async () => {
    await using scim = await startScimStub(worldWith({ ...root, name: 'Test Group' }));
    const refused = await scim.send('DELETE /root-uid');
    const detail = 'Could not remove Administrator from Test Group. Cannot remove last group owner.';
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
