import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from '../requests.test-support.ts';
import { documentedUser, one, type ScimStub, scimErrorOf, startScimStub, worldWith } from './scim.test-support.ts';

describe('A user is created', () => {
  const { externalId, ...withoutId } = documentedUser;
  const created = { id: 'test_uid', active: true, 'name.formatted': 'Test User', userName: 'username' };

  test('with a personal namespace and as a guest of the group', async () => {
    await using scim = await startScimStub();
    await scim.send('POST', { json: documentedUser });
    expect(await scim.roles('username')).toEqual({ username: 50, test_group: 10 });
    const discovered = await call(scim.stub, 'GET /api/v4/internal/discover?username=username', { as: 'shell' });
    expect(discovered.body).toMatchObject({ name: 'Test User', username: 'username' });
  });

  test('with the default role that the group has for new members', async () => {
    await using scim = await startScimStub(
      worldWith({ scim: { token: 'scim-dev-token', default_role: 'maintainer' } }),
    );
    await scim.send('POST', { json: documentedUser });
    expect(await scim.roles('username')).toEqual({ username: 50, test_group: 40 });
  });

  test('by a form or a query as well', async () => {
    await using scim = await startScimStub();
    const form =
      'externalId=test_uid&userName=username&emails[][primary]=true&emails[][type]=work&emails[][value]=name@example.com&name[formatted]=Test+User';
    expect(await scim.send('POST', { form })).toMatchObject({ status: 201, body: created });
    const query = form.replaceAll('test_uid', 'other_uid').replaceAll('name@', 'other@');
    expect(await scim.send(`POST ?${query}`)).toMatchObject({
      status: 201,
      body: { id: 'other_uid', userName: 'username1' },
    });
  });

  test('once: the same request is answered as the first, and nothing changes', async () => {
    await using scim = await startScimStub();
    await scim.send('POST', { json: documentedUser });
    const counts = await Promise.all([scim.rows('users'), scim.rows('namespaces'), scim.rows('members')]);
    const changed = {
      ...documentedUser,
      externalId: 'TEST_UID',
      userName: 'else',
      name: { formatted: 'Somebody Else' },
    };
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
    const emails = [{ type: 'work', value: 'admin@example.com' }];
    expect(await scim.send('POST', { json: { ...documentedUser, emails } })).toMatchObject({
      status: 201,
      body: { userName: 'root' },
    });
    expect(await scim.roles('root')).toMatchObject({ test_group: 50 });
  });

  test('not under a second external UID', async () => {
    await using scim = await startScimStub();
    const emails = [{ type: 'work', value: 'scim-one@example.com', primary: true }];
    const { status, body } = await scim.send('POST', {
      json: { externalId, userName: 'x', emails, name: { givenName: 'X' } },
    });
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
    expect(await scim.send('GET ?filter=userName+eq+username')).toMatchObject({ body: { totalResults: 0 } });
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
    [
      [
        { value: 'a@example.com', type: 'home' },
        { value: 'b@example.com', type: 'work' },
      ],
      'b@example.com',
    ],
    [
      [
        { value: 'a@example.com', primary: true },
        { value: 'b@example.com', type: 'work' },
      ],
      'a@example.com',
    ],
    [
      [
        { value: 'a@example.com', primary: false, type: 'other' },
        { value: 'B@Example.Com', primary: true },
      ],
      'b@example.com',
    ],
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
      const json = {
        ...documentedUser,
        externalId: id,
        emails: [{ type: 'work', value: `${id}@example.com` }],
        userName: 'rubi',
      };
      names.push((await scim.send('POST', { json })).body.userName);
    }
    expect(names).toEqual(['rubi1', 'rubi2', 'rubi3']);
  });

  describe('but', () => {
    let scim: ScimStub;
    beforeAll(async () => {
      scim = await startScimStub();
    });
    afterAll(() => scim[Symbol.asyncDispose]());

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
      const users = await scim.rows('users');
      const { status, body } = await scim.send('POST', { json: { ...documentedUser, ...wrong } });
      expect(status).toBe(412);
      expect(body).toMatchObject({ status: 412, detail: expect.stringMatching(/^Error saving user with \{.*\}: /s) });
      expect(String(body.detail).endsWith(`: ${problem}`)).toBe(true);
      expect(await scim.rows('users')).toBe(users);
    });

    test('without a password or a token in the refusal', async () => {
      const secrets = {
        password: 'hunter2',
        access_token: 'hunter2',
        meta: { apiKey: 'hunter2', private_key: 'hunter2' },
      };
      const { body } = await scim.send('POST', {
        json: { ...documentedUser, emails: [{ value: 'a@example.com' }], ...secrets },
      });
      expect(body.detail).toContain('"password"=>"[FILTERED]", "access_token"=>"[FILTERED]"');
      expect(body.detail).toContain('"private_key"=>"[FILTERED]"');
      expect(body.detail).toContain('"active"=>nil');
    });
  });

  test('only out of a body of SCIM or a form', async () => {
    await using scim = await startScimStub();
    const body = JSON.stringify(documentedUser);
    const json = await scim.send('POST', { body, headers: { 'Content-Type': 'application/json' } });
    expect(json).toMatchObject({
      status: 415,
      body: { error: "The provided content-type 'application/json' is not supported." },
    });
    const charset = await scim.send('POST', {
      body,
      headers: { 'Content-Type': 'application/scim+json; charset=utf-8' },
    });
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
