import { expect, test } from 'vitest';
import { call } from '../../requests.test-support.ts';
import { startStub } from '../../start-stub.ts';
import { defaultWorld } from '../../world/default.ts';

const of = (namespace: number | string) => `POST /api/v4/namespaces/${namespace}/minutes`;
const documented = {
  number_of_minutes: 10000,
  expires_at: '2022-01-01',
  purchase_xid: '46952fe69bebc1a4de10b2b4ff439d0c',
};
const unsaved = { status: 400, body: { message: '400 Bad request - Unable to save additional packs' } };

const pack = (purchase_xid: string, number_of_minutes = 1000) => ({
  purchase_xid,
  number_of_minutes,
  expires_at: '2022-01-01',
});

test.each(['14.2', '15.6'])('The documented pack is added in GitLab %s', async (gitlabVersion) => {
  await using stub = await startStub({ gitlabVersion });
  const { status, body } = await call(stub, of(123), { as: 'admin', json: { packs: [documented] } });
  expect(status).toBe(201);
  expect(body).toEqual([{ namespace_id: 123, ...documented }]);
});

test('Packs are answered in the order of the request', async () => {
  await using stub = await startStub();
  const packs = ['c', 'a', 'b'].map((purchase) => pack(purchase));
  expect((await call(stub, of(123), { as: 'admin', json: { packs } })).body).toEqual(
    packs.map((one) => ({ namespace_id: 123, ...one })),
  );
});

test('A purchase is added once, and answered as it was stored', async () => {
  await using stub = await startStub();
  await call(stub, of(123), { as: 'admin', json: { packs: [pack('a', 1000)] } });
  const again = { ...pack('a', 5), expires_at: '2030-01-01' };
  const { status, body } = await call(stub, of(123), {
    as: 'admin',
    json: { packs: [pack('b', 1), again, pack('b', 2)] },
  });
  expect(status).toBe(201);
  expect(body).toEqual([pack('b', 1), pack('a', 1000), pack('b', 1)].map((one) => ({ namespace_id: 123, ...one })));
});

test('No packs are no mistake', async () => {
  await using stub = await startStub();
  expect(await call(stub, of(123), { as: 'admin', json: { packs: [] } })).toMatchObject({ status: 201, body: [] });
});

test.each([
  ['JSON', { json: { packs: [{ ...documented, number_of_minutes: '10000', expires_at: '1 Jan 2022' }] } }],
  [
    'a form',
    {
      form: `packs[][number_of_minutes]=10000&packs[][expires_at]=01/01/2022&packs[][purchase_xid]=${documented.purchase_xid}`,
    },
  ],
  [
    'the query',
    {
      query: `?packs[][number_of_minutes]=10000&packs[][expires_at]=2022-01-01&packs[][purchase_xid]=${documented.purchase_xid}`,
    },
  ],
])('Packs may come in %s', async (_, { query = '', ...sent }: { query?: string; json?: unknown; form?: string }) => {
  await using stub = await startStub();
  expect((await call(stub, of(123) + query, { as: 'admin', ...sent })).body).toEqual([
    { namespace_id: 123, ...documented },
  ]);
});

test('Two and a half thousand packs are added at once', async () => {
  await using stub = await startStub();
  const packs = Array.from({ length: 2500 }, (_, index) => pack(`purchase-${index}`, index));
  const { status, body } = await call(stub, of(123), { as: 'admin', json: { packs } });
  expect(status).toBe(201);
  expect(body).toEqual(packs.map((one) => ({ namespace_id: 123, ...one })));
});

test.each([
  ['a purchase of 33 characters', pack('x'.repeat(33))],
  ['a purchase without a name', pack('')],
  ['a purchase that is null', { ...documented, purchase_xid: null }],
  ['no number of minutes', { ...documented, number_of_minutes: null }],
  ['no day on which it expires', { ...documented, expires_at: null }],
])('One pack that cannot be saved keeps all others out: %s', async (_, broken) => {
  await using stub = await startStub();
  expect(await call(stub, of(123), { as: 'admin', json: { packs: [pack('first', 1), broken] } })).toMatchObject(
    unsaved,
  );
  const kept = await call(stub, of(123), { as: 'admin', json: { packs: [pack('first', 2)] } });
  expect(kept.body).toMatchObject([{ number_of_minutes: 2 }]);
});

test('A purchase of 32 characters of any kind is saved', async () => {
  await using stub = await startStub();
  expect((await call(stub, of(123), { as: 'admin', json: { packs: [pack('🎈'.repeat(32))] } })).status).toBe(201);
});

test('On GitLab.com a purchase belongs to one namespace; elsewhere each may have its own', async () => {
  const instance = { gitlab_com: false };
  await using com = await startStub();
  await using other = await startStub({ world: { ...defaultWorld(), instance } });
  for (const stub of [com, other]) await call(stub, of(123), { as: 'admin', json: { packs: [pack('a')] } });
  expect(await call(com, of(321), { as: 'admin', json: { packs: [pack('a')] } })).toMatchObject(unsaved);
  expect(await call(other, of(321), { as: 'admin', json: { packs: [pack('a')] } })).toMatchObject({
    status: 201,
    body: [{ namespace_id: 321 }],
  });
});

test.each([
  [{}, 'packs is missing'],
  [{ packs: 'x' }, 'packs is invalid'],
  [{ packs: documented }, 'packs is invalid'],
  [{ packs: ['x'] }, 'packs is invalid'],
  [{ packs: [{ ...documented, expires_at: 'soon' }] }, 'packs[0][expires_at] is invalid'],
  [{ packs: [documented, { ...documented, number_of_minutes: 'many' }] }, 'packs[1][number_of_minutes] is invalid'],
  [
    { packs: [{}] },
    'packs[0][number_of_minutes] is missing, packs[0][expires_at] is missing, packs[0][purchase_xid] is missing',
  ],
])('Parameters that GitLab cannot read are refused: %j', async (json, error) => {
  await using stub = await startStub();
  expect(await call(stub, of(123), { as: 'admin', json })).toMatchObject({ status: 400, body: { error } });
});

test('The namespace goes by its id or its encoded full path, a group in a group and a personal one included', async () => {
  await using stub = await startStub();
  expect((await call(stub, of('acme%2Fteam'), { as: 'admin', json: { packs: [pack('a')] } })).body).toMatchObject([
    { namespace_id: 124 },
  ]);
  expect((await call(stub, of('developer'), { as: 'admin', json: { packs: [pack('b')] } })).status).toBe(201);
  for (const id of ['999999', '99999999999', 'nobody', 'agents%2Fconfig']) {
    const { status, body } = await call(stub, of(id), { as: 'admin', json: { packs: [documented] } });
    expect({ status, body }).toEqual({ status: 404, body: { message: '404 Namespace Not Found' } });
  }
});

test('Administrators alone add packs; the others are refused before their parameters are looked at', async () => {
  await using stub = await startStub();
  expect(await call(stub, of(123), { as: 'owner', json: {} })).toMatchObject({
    status: 403,
    body: { message: '403 Forbidden' },
  });
  expect(await call(stub, of('nobody'), { as: 'developer', json: { packs: [documented] } })).toMatchObject({
    status: 403,
  });
  expect(await call(stub, of(123), { json: {} })).toMatchObject({ status: 401, body: { message: '401 Unauthorized' } });
});

test('Fifty calls at once add each purchase once', async () => {
  await using stub = await startStub();
  const packs = Array.from({ length: 50 }, (_, index) => [pack('a', index), pack('b', index)]);
  const replies = await Promise.all(packs.map((both) => call(stub, of(123), { as: 'admin', json: { packs: both } })));
  const answers = new Set(replies.map(({ status, body }) => `${status} ${JSON.stringify(body)}`));
  expect([...answers]).toEqual([expect.stringMatching(/^201 /)]);
});
