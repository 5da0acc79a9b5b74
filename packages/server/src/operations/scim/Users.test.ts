import { describe, expect, test } from 'vitest';
import { call } from '../../requests.test-support.ts';
import { documentedUser, one, scimErrorOf, startScimStub, two, users, worldWith } from '../../scim/scim.test-support.ts';
import { startStub } from '../../start-stub.ts';
import { defaultWorld } from '../../world/default.ts';

const filtered = (filter: string) => `GET ?filter=${encodeURIComponent(filter)}`;

describe('The list', () => {
  test('answers the documented request with the documented members', async () => {
    await using scim = await startScimStub();
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
    const other = { id: 501, path: 'other', scim: { token: 't', identities: [{ extern_uid: 'x', user: 'owner' }] } };
    await using scim = await startScimStub(worldWith({}, { namespaces: [other] }));
    const { status, body } = await scim.send(`GET ${query}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ totalResults: 2, itemsPerPage: 20, startIndex: 1, Resources: [{ id: one }, { id: two }] });
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
    await using scim = await startScimStub();
    expect((await scim.send(filtered(filter))).body).toMatchObject({ totalResults: 1, Resources: [{ id: one }] });
  });

  test('prefers the external UID to the username', async () => {
    const identities = [
      { extern_uid: 'scim-two', user: 'scim-one' },
      { extern_uid: 'x', user: 'scim-two' },
    ];
    await using scim = await startScimStub(worldWith({ scim: { token: 'scim-dev-token', identities } }));
    const { body } = await scim.send(filtered('userName eq "scim-two"'));
    expect(body).toMatchObject({ totalResults: 1, Resources: [{ id: 'scim-two', userName: 'scim-one' }] });
  });

  test.each(['id eq "nobody"', 'userName eq "nobody@example.com"', 'userName eq "rubi"', 'userName eq "@example.com"'])(
    'is empty where nobody of the group matches %s',
    async (filter) => {
      await using scim = await startScimStub();
      expect(await scim.send(filtered(filter))).toMatchObject({ status: 200, body: { totalResults: 0, itemsPerPage: 20, Resources: [] } });
    },
  );

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
    await using scim = await startScimStub();
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
    await using scim = await startScimStub();
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
    await using scim = await startScimStub();
    const { body } = await scim.send(`GET ?${query}`);
    expect(body.Resources).toMatchObject(ids.map((id) => ({ id })));
    expect(body.Resources).toHaveLength(ids.length);
  });

  test('is empty while single sign-on is switched off, whatever the filter', async () => {
    const identities = [{ extern_uid: one, user: 'scim-one' }];
    await using scim = await startScimStub(worldWith({ scim: { token: 'scim-dev-token', enabled: false, identities } }));
    const nobody = { status: 200, body: { totalResults: 0, Resources: [] } };
    expect(await scim.send('GET')).toMatchObject(nobody);
    expect(await scim.send(filtered('nonsense'))).toMatchObject(nobody);
    expect(await scim.send(`GET /${one}`)).toMatchObject({ status: 200, body: { id: one } });
  });

  test.each(['count=many', 'startIndex=first', 'count=1.5'])('refuses %s, but not leniently', async (query) => {
    await using scim = await startScimStub();
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

describe('A user is created', () => {
  const { externalId, ...withoutId } = documentedUser;
  const created = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: 'test_uid',
    active: true,
    emails: [{ type: 'work', value: 'name@example.com', primary: true }],
    'name.formatted': 'Test User',
    meta: { resourceType: 'User' },
    userName: 'username',
  };

  test('as documented, with a personal namespace and as a guest of the group', async () => {
    await using scim = await startScimStub();
    const { status, headers, body } = await scim.send('POST', { json: documentedUser });
    expect(status).toBe(201);
    expect(headers.get('Content-Type')).toBe('application/scim+json');
    expect(body).toEqual(created);
    expect((await scim.send('GET /test_uid')).body).toEqual(created);
    expect(await scim.roles('username')).toEqual({ username: 50, test_group: 10 });
    const discovered = await call(scim.stub, 'GET /api/v4/internal/discover?username=username', { as: 'shell' });
    expect(discovered.body).toMatchObject({ name: 'Test User', username: 'username' });
  });

  test('with the default role that the group has for new members', async () => {
    await using scim = await startScimStub(worldWith({ scim: { token: 'scim-dev-token', default_role: 'maintainer' } }));
    await scim.send('POST', { json: documentedUser });
    expect(await scim.roles('username')).toEqual({ username: 50, test_group: 40 });
  });

  test('by a form or a query as well', async () => {
    await using scim = await startScimStub();
    const form = 'externalId=test_uid&userName=username&emails[][primary]=true&emails[][type]=work&emails[][value]=name@example.com&name[formatted]=Test+User';
    expect(await scim.send('POST', { form })).toMatchObject({ status: 201, body: created });
    const query = form.replaceAll('test_uid', 'other_uid').replaceAll('name@', 'other@');
    expect(await scim.send(`POST ?${query}`)).toMatchObject({ status: 201, body: { id: 'other_uid', userName: 'username1' } });
  });

  test('once: the same request is answered as the first, and nothing changes', async () => {
    await using scim = await startScimStub();
    await scim.send('POST', { json: documentedUser });
    const counts = await Promise.all([scim.rows('users'), scim.rows('namespaces'), scim.rows('members')]);
    const changed = { ...documentedUser, externalId: 'TEST_UID', userName: 'else', name: { formatted: 'Somebody Else' } };
    expect(await scim.send('POST', { json: documentedUser })).toMatchObject({ status: 201, body: created });
    expect(await scim.send('POST', { json: changed })).toMatchObject({ status: 201, body: created });
    expect(await Promise.all([scim.rows('users'), scim.rows('namespaces'), scim.rows('members')])).toEqual(counts);
  });

  test('not anew where somebody has the address: they get the external UID and become a member', async () => {
    await using scim = await startScimStub();
    const emails = [{ type: 'work', value: 'RUBI@example.com' }];
    const { status, body } = await scim.send('POST', { json: { ...documentedUser, emails } });
    expect(status).toBe(201);
    expect(body).toMatchObject({ id: 'test_uid', userName: 'rubi', 'name.formatted': 'Dede Eichmann', active: true });
    expect(await scim.roles('rubi')).toMatchObject({ rubi: 50, test_group: 10 });
  });

  test('not anew either where a member has the address, whose role stays as it is', async () => {
    await using scim = await startScimStub();
    const emails = [{ type: 'work', value: 'root@example.com' }];
    expect(await scim.send('POST', { json: { ...documentedUser, emails } })).toMatchObject({ status: 201, body: { userName: 'root' } });
    expect(await scim.roles('root')).toMatchObject({ test_group: 50 });
  });

  test('not under a second external UID', async () => {
    await using scim = await startScimStub();
    const emails = [{ type: 'work', value: 'scim-one@example.com', primary: true }];
    const { status, body } = await scim.send('POST', { json: { externalId, userName: 'x', emails, name: { givenName: 'X' } } });
    const detail =
      'Error saving user with {"externalId"=>"test_uid", "userName"=>"x", ' +
      '"emails"=>[{"type"=>"work", "value"=>"scim-one@example.com", "primary"=>true}], ' +
      '"name"=>{"givenName"=>"X"}, "group"=>"test_group"}: User has already been taken';
    expect({ status, body }).toEqual(scimErrorOf(409, detail));
    expect(await scim.rows('scim_identities')).toBe(2);
  });

  test('not over an inactive one: with the address of the user they become a member again, and stay inactive', async () => {
    await using scim = await startScimStub();
    await scim.send(`DELETE /${one}`);
    const emails = [{ type: 'work', value: 'scim-one@example.com' }];
    const again = await scim.send('POST', { json: { ...documentedUser, externalId: one, emails } });
    expect(again).toMatchObject({ status: 201, body: { id: one, active: false, userName: 'scim-one' } });
    expect(await scim.roles('scim-one')).toMatchObject({ test_group: 10 });
  });

  test('not over an inactive one, with an address that nobody has', async () => {
    await using scim = await startScimStub();
    await scim.send(`DELETE /${one}`);
    const refused = await scim.send('POST', { json: { ...documentedUser, externalId: one } });
    expect(refused).toMatchObject(scimErrorOf(412, expect.stringMatching(/: Scim identities is invalid$/)));
    expect(await scim.send(filtered('userName eq "username"'))).toMatchObject({ body: { totalResults: 0 } });
  });

  test.each([
    [{ formatted: 'Formatted', givenName: 'Given', familyName: 'Family' }, 'Formatted'],
    [{ formatted: '', givenName: 'Given', familyName: 'Family' }, 'Given Family'],
    [{ formatted: null, givenName: 'Given', familyName: null }, 'Given'],
    [{ familyName: 'Family' }, 'Family'],
  ])('of the name %j under the name %s', async (name, expected) => {
    await using scim = await startScimStub();
    expect((await scim.send('POST', { json: { ...documentedUser, name } })).body['name.formatted']).toBe(expected);
  });

  test.each([
    [[{ value: 'a@example.com', type: 'home' }, { value: 'b@example.com', type: 'work' }], 'b@example.com'],
    [[{ value: 'a@example.com', primary: true }, { value: 'b@example.com', type: 'work' }], 'a@example.com'],
    [[{ value: 'a@example.com', primary: false, type: 'other' }, { value: 'B@Example.Com', primary: true }], 'b@example.com'],
  ])('of the addresses %j with %s', async (emails, expected) => {
    await using scim = await startScimStub();
    const { body } = await scim.send('POST', { json: { ...documentedUser, emails } });
    expect(body.emails).toEqual([{ type: 'work', value: expected, primary: true }]);
  });

  test.each([
    ['anna.k@example.com', 'anna.k'],
    ['Änna K.', 'nnaK'],
    ['--anna.git', 'anna'],
    ['...', 'blank'],
    ['RUBI', 'RUBI1'],
    ['test_group@example.com', 'test_group1'],
    ['admin@example.com', 'admin1'],
    ['"quoted"', 'quoted'],
  ])('of the username %s as %s', async (userName, expected) => {
    await using scim = await startScimStub();
    expect((await scim.send('POST', { json: { ...documentedUser, userName } })).body.userName).toBe(expected);
  });

  test('under the next number where the username is taken once more', async () => {
    await using scim = await startScimStub();
    const names = [];
    for (const id of ['a', 'b', 'c']) {
      const json = { ...documentedUser, externalId: id, emails: [{ type: 'work', value: `${id}@example.com` }], userName: 'rubi' };
      names.push((await scim.send('POST', { json })).body.userName);
    }
    expect(names).toEqual(['rubi1', 'rubi2', 'rubi3']);
  });

  test.each([
    ['no address', { emails: undefined }, 'Missing params: [:email]'],
    ['no address for work', { emails: [{ type: 'home', value: 'a@example.com' }] }, 'Missing params: [:email]'],
    ['a blank address', { emails: [{ primary: null, type: 'work', value: '' }] }, "Email can't be blank"],
    ['no address at all', { emails: [{ type: 'work', value: 'nobody' }] }, 'Email is invalid'],
    ['a blank name', { name: { formatted: ' ' } }, "Name can't be blank"],
    ['too long a name', { name: { formatted: 'n'.repeat(256) } }, 'Name is too long (maximum is 255 characters)'],
    ['too long a username', { userName: 'u'.repeat(256) }, 'Username is too long (maximum is 255 characters)'],
    ['a blank external UID', { externalId: ' ' }, "Extern uid can't be blank"],
    [
      'several mistakes',
      { emails: [{ type: 'work', value: '' }], name: {}, userName: 'u'.repeat(256) },
      "Email can't be blank, Name can't be blank, and Username is too long (maximum is 255 characters)",
    ],
  ])('never with %s', async (_, wrong, problem) => {
    await using scim = await startScimStub();
    const users = await scim.rows('users');
    const { status, body } = await scim.send('POST', { json: { ...documentedUser, ...wrong } });
    expect(status).toBe(412);
    expect(body).toMatchObject({ status: 412, detail: expect.stringMatching(/^Error saving user with \{.*\}: /s) });
    expect(String(body.detail).endsWith(`: ${problem}`)).toBe(true);
    expect(await scim.rows('users')).toBe(users);
  });

  test('without a password or a token in the refusal', async () => {
    await using scim = await startScimStub();
    const secrets = { password: 'hunter2', access_token: 'hunter2', meta: { apiKey: 'hunter2', private_key: 'hunter2' } };
    const { body } = await scim.send('POST', { json: { ...documentedUser, emails: [{ value: 'a@example.com' }], ...secrets } });
    expect(body.detail).toContain('"password"=>"[FILTERED]", "access_token"=>"[FILTERED]"');
    expect(body.detail).toContain('"private_key"=>"[FILTERED]"');
    expect(body.detail).toContain('"active"=>nil');
  });

  test('only out of a body of SCIM or a form', async () => {
    await using scim = await startScimStub();
    const body = JSON.stringify(documentedUser);
    const json = await scim.send('POST', { body, headers: { 'Content-Type': 'application/json' } });
    expect(json).toMatchObject({ status: 415, body: { error: "The provided content-type 'application/json' is not supported." } });
    const charset = await scim.send('POST', { body, headers: { 'Content-Type': 'application/scim+json; charset=utf-8' } });
    expect(charset.status).toBe(201);
    const malformed = await scim.send('POST', { body: '{', headers: { 'Content-Type': 'application/scim+json' } });
    expect(malformed).toMatchObject(scimErrorOf(400, expect.any(String)));
    expect((await scim.send('POST', { json: [withoutId] })).status).toBe(412);
  });
});

describe('At the same time', () => {
  test('fifty requests create one user', async () => {
    await using scim = await startScimStub();
    const before = await scim.rows('users');
    const answers = await Promise.all(Array.from({ length: 50 }, () => scim.send('POST', { json: documentedUser })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await scim.rows('users')).toBe(before + 1);
    expect(await scim.rows('scim_identities')).toBe(3);
  });

  test('fifty users with one username each get their own', async () => {
    await using scim = await startScimStub();
    const wanted = Array.from({ length: 50 }, (_, index) => ({
      ...documentedUser,
      externalId: `uid-${index}`,
      emails: [{ type: 'work', value: `name-${index}@example.com` }],
    }));
    const answers = await Promise.all(wanted.map((json) => scim.send('POST', { json })));
    expect(new Set(answers.map(({ body }) => body.userName)).size).toBe(50);
    expect(await scim.rows('scim_identities')).toBe(52);
  });

  test('two groups bring in one and the same new user', async () => {
    const other = { id: 501, path: 'other', scim: { token: 'other-token' } };
    await using scim = await startScimStub(worldWith({}, { namespaces: [other] }));
    const headers = { Authorization: 'Bearer other-token' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0
          ? scim.send('POST', { json: documentedUser })
          : call(scim.stub, 'POST /api/scim/v2/groups/other/Users', { headers, json: documentedUser }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await scim.roles('username')).toEqual({ username: 50, test_group: 10, other: 10 });
  });
});
