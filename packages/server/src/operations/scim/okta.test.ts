import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ScimStub, scimErrorOf, startScimStub } from '../../scim/scim.test-support.ts';

/** What Okta sends with every request. */
const headers = {
  Authorization: 'Bearer scim-dev-token',
  'User-Agent': 'Okta SCIM Client 1.0.0',
  Accept: 'application/scim+json',
  'Accept-Charset': 'utf-8',
  'Content-Type': 'application/scim+json; charset=utf-8',
};

const user = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: 'test.user@okta.example',
  name: { givenName: 'Test', familyName: 'User' },
  emails: [{ primary: true, value: 'test.user@okta.example', type: 'work' }],
  displayName: 'Test User',
  locale: 'en-US',
  externalId: '00ujl29u0le5T6Aj10h7',
  groups: [],
  password: '1mz050nq',
  active: true,
};

const found = 'GET ?filter=userName%20eq%20%22test.user%40okta.example%22&startIndex=1&count=100';
const patch = (value: object) => ({
  body: JSON.stringify({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', value }],
  }),
});

describe('Okta provisions a user', () => {
  let scim: ScimStub;
  const send = (line: string, sent: { body?: string } = {}) => scim.send(line, { headers, ...sent });
  beforeAll(async () => {
    scim = await startScimStub();
  });
  afterAll(() => scim[Symbol.asyncDispose]());

  test('after it has tested the connection', async () => {
    const { status, headers, body } = await send('GET ?startIndex=1&count=2');
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('application/scim+json');
    expect(body).toMatchObject({ totalResults: 2, itemsPerPage: 2, startIndex: 1 });
    expect(body.Resources).toHaveLength(2);
  });

  test('whom it has not found by name', async () => {
    const nobody = { totalResults: 0, itemsPerPage: 100, startIndex: 1, Resources: [] };
    expect(await send(found)).toMatchObject({ status: 200, body: nobody });
  });

  test('with everything that it knows of them', async () => {
    const { status, body } = await send('POST', { body: JSON.stringify(user) });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: user.externalId,
      active: true,
      userName: 'test.user',
      'name.formatted': 'Test User',
    });
  });

  test('and then finds them by name and by id', async () => {
    expect((await send(found)).body).toMatchObject({ totalResults: 1, Resources: [{ id: user.externalId }] });
    const read = await send(`GET /${user.externalId}`);
    expect(read).toMatchObject({ status: 200, body: { emails: [{ value: 'test.user@okta.example' }] } });
  });

  test('and may create them again', async () => {
    const again = await send('POST', { body: JSON.stringify(user) });
    expect(again).toMatchObject({ status: 201, body: { userName: 'test.user' } });
  });

  test('whom it deactivates', async () => {
    expect((await send(`PATCH /${user.externalId}`, patch({ active: false }))).status).toBe(204);
    expect((await send(found)).body).toMatchObject({ totalResults: 1, Resources: [{ active: false }] });
    expect(await scim.roles('test.user')).toEqual({ 'test.user': 50 });
  });

  test('whom it reactivates', async () => {
    expect((await send(`PATCH /${user.externalId}`, patch({ active: true }))).status).toBe(204);
    expect((await send(`GET /${user.externalId}`)).body).toMatchObject({ active: true });
    expect(await scim.roles('test.user')).toEqual({ 'test.user': 50, test_group: 10 });
  });

  test('but cannot rename them: with PATCH it has no effect, and there is no PUT', async () => {
    const name = { name: { givenName: 'Another', familyName: 'User' }, displayName: 'Another User' };
    expect((await send(`PATCH /${user.externalId}`, patch(name))).status).toBe(204);
    const put = await send(`PUT /${user.externalId}`, { body: JSON.stringify({ ...user, ...name }) });
    expect(put).toMatchObject({ status: 405, body: { error: '405 Not Allowed' } });
    expect((await send(`GET /${user.externalId}`)).body).toMatchObject({ 'name.formatted': 'Test User' });
  });

  test('whom it imports page by page', async () => {
    const pages = [await send('GET ?startIndex=1&count=2'), await send('GET ?startIndex=3&count=2')];
    expect(pages.flatMap(({ body }) => Object.values(body.Resources ?? {}))).toHaveLength(3);
  });

  test('whom it does not find once their id is another', async () => {
    await send(`PATCH /${user.externalId}`, patch({ externalId: '00u2' }));
    const gone = await send(`PATCH /${user.externalId}`, patch({ active: false }));
    expect(gone).toMatchObject(scimErrorOf(404, `Resource ${user.externalId} not found`));
  });
});
