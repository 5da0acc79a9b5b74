import { expect, test } from 'vitest';
import { call } from '../../requests.test-support.ts';
import { type StartedStub, startStub } from '../../start-stub.ts';
import { parseWorld } from '../../world/world-file.ts';

const from = (source: number | string, target: number | string) =>
  `PATCH /api/v4/namespaces/${source}/minutes/move/${target}`;
const accepted = { status: 202, body: { message: '202 Accepted' } };

const world = parseWorld(
  `
  users:
    - { id: 1, username: root, admin: true, tokens: [{ token: admin-dev-token }] }
    - { id: 50, username: owner }
    - { id: 51, username: other }
  namespaces:
    - { id: 1, path: source, members: { owner: owner, other: maintainer } }
    - { id: 2, path: target, members: { owner: owner, other: owner }, minutes_packs: [{ purchase_xid: both, number_of_minutes: 2, expires_at: 2022-01-01 }] }
    - { id: 3, path: foreign, members: { other: owner, owner: maintainer } }
    - { id: 4, path: source/below, members: { owner: owner } }
    - { id: 5, path: nobodys }
  `,
  'minutes.yaml',
);

/** Which minutes a namespace has for a purchase: asking for a pack that is there answers it as it is stored. */
async function minutesOf(stub: StartedStub, namespace: number | string, purchase: string): Promise<unknown> {
  const pack = { purchase_xid: purchase, number_of_minutes: 0, expires_at: '2022-01-01' };
  return (await call(stub, `POST /api/v4/namespaces/${namespace}/minutes`, { as: 'admin', json: { packs: [pack] } }))
    .body['0']?.number_of_minutes;
}

async function add(stub: StartedStub, namespace: number | string, purchases: Record<string, number>): Promise<void> {
  const packs = Object.entries(purchases).map(([purchase_xid, number_of_minutes]) => ({
    purchase_xid,
    number_of_minutes,
    expires_at: '2022-01-01',
  }));
  await call(stub, `POST /api/v4/namespaces/${namespace}/minutes`, { as: 'admin', json: { packs } });
}

test('The documented move moves all packs, and may be repeated', async () => {
  await using stub = await startStub();
  await add(stub, 123, { a: 1000, b: 2000 });
  await add(stub, 22, { c: 3000 });
  for (const _ of [1, 2]) expect(await call(stub, from(123, 321), { as: 'admin' })).toMatchObject(accepted);
  expect(await minutesOf(stub, 321, 'a')).toBe(1000);
  expect(await minutesOf(stub, 321, 'b')).toBe(2000);
  expect(await minutesOf(stub, 22, 'c')).toBe(3000);
});

test('A move without packs, to the place itself or back is accepted too', async () => {
  await using stub = await startStub({ world });
  await add(stub, 1, { a: 1000 });
  for (const move of [from(1, 1), from(1, 2), from(1, 2), from(2, 1)])
    expect(await call(stub, move, { as: 'admin' })).toMatchObject(accepted);
  expect(await minutesOf(stub, 1, 'a')).toBe(1000);
  expect(await minutesOf(stub, 2, 'a')).toBe(0);
});

test('Of a purchase that both namespaces have the target keeps its own pack', async () => {
  await using stub = await startStub({ world });
  await add(stub, 1, { both: 1, only: 1 });
  expect(await call(stub, from(1, 2), { as: 'admin' })).toMatchObject(accepted);
  expect(await minutesOf(stub, 2, 'both')).toBe(2);
  expect(await minutesOf(stub, 2, 'only')).toBe(1);
  expect(await minutesOf(stub, 1, 'only')).toBe(0);
});

test('A user and the groups of the same user share their owner', async () => {
  await using stub = await startStub({ world });
  await add(stub, 'owner', { mine: 7 });
  expect(await call(stub, from('owner', 'source'), { as: 'admin' })).toMatchObject(accepted);
  expect(await minutesOf(stub, 1, 'mine')).toBe(7);
});

test.each([
  ['nobody', 'nothing', 404, '404 Namespace Not Found'],
  ['source', 'nothing', 404, '404 Target namespace Not Found'],
  ['source%2Fbelow', 'nothing', 404, '404 Target namespace Not Found'],
  ['99999999999', '1', 404, '404 Namespace Not Found'],
  ['source%2Fbelow', 'source%2Fbelow', 400, '400 Bad request - Namespace must be a top-level namespace'],
  ['source', 'source%2Fbelow', 400, '400 Bad request - Target namespace must be a top-level namespace'],
  ['source', 'foreign', 400, '400 Bad request - Both namespaces must share the same owner'],
  ['nobodys', 'nobodys', 400, '400 Bad request - Both namespaces must share the same owner'],
  ['other', 'owner', 400, '400 Bad request - Both namespaces must share the same owner'],
])('From %s to %s: %i %s', async (source, target, status, message) => {
  await using stub = await startStub({ world });
  await add(stub, 1, { a: 1000 });
  expect(await call(stub, from(source, target), { as: 'admin' })).toMatchObject({ status, body: { message } });
  expect(await minutesOf(stub, 1, 'a')).toBe(1000);
});

test('Administrators alone move packs', async () => {
  await using stub = await startStub();
  expect(await call(stub, from(123, 321), { as: 'owner' })).toMatchObject({
    status: 403,
    body: { message: '403 Forbidden' },
  });
  expect(await call(stub, from('nobody', 'nothing'), { as: 'developer' })).toMatchObject({ status: 403 });
  expect(await call(stub, from(123, 321))).toMatchObject({ status: 401, body: { message: '401 Unauthorized' } });
});

test('Packs that are added while others are moved are in one of the two namespaces, and none is lost', async () => {
  await using stub = await startStub({ world });
  const purchases = Array.from({ length: 25 }, (_, index) => `purchase-${index}`);
  await Promise.all(
    purchases.flatMap((purchase) => [add(stub, 1, { [purchase]: 9 }), call(stub, from(1, 2), { as: 'admin' })]),
  );
  await call(stub, from(1, 2), { as: 'admin' });
  for (const purchase of purchases) expect(await minutesOf(stub, 2, purchase)).toBe(9);
});
