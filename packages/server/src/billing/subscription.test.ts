import { expect, test } from 'vitest';
import { call } from '../requests.test-support.ts';
import { startStub } from '../start-stub.ts';
import { parseWorld } from '../world/world-file.ts';

const of = (namespace: number | string) => `/api/v4/namespaces/${namespace}/gitlab_subscription`;
const [create, update, read] = [`POST ${of(1234)}`, `PUT ${of(1234)}`, `GET ${of(1234)}`];
const premium = { start_date: '2020-07-15', plan_code: 'premium', seats: 10 };

const world = parseWorld(
  `
  users:
    - { id: 1, username: root, admin: true, tokens: [{ token: admin-dev-token }] }
    - { id: 50, username: owner }
    - { id: 51, username: developer }
    - { id: 52, username: guest }
    - { id: 53, username: maintainer }
    - { id: 54, username: blocked, state: blocked }
    - { id: 55, username: other }
  namespaces:
    - { id: 1, path: tree, members: { owner: owner, guest: guest, developer: guest } }
    - { id: 2, path: tree/branch_1, members: { guest: guest, owner: developer, blocked: developer } }
    - { id: 3, path: tree_of_others, members: { root: owner } }
  projects:
    - { id: 1, path: tree/branch_1/leaf, members: { maintainer: maintainer, guest: guest, developer: developer } }
    - { id: 2, path: developer/own, members: { maintainer: maintainer } }
    - { id: 3, path: tree_of_others/leaf, members: { other: developer } }
  `,
  'subscriptions.yaml',
);

test.each([
  [{ plan_code: 'ultimate_trial' }, { code: 'ultimate_trial', name: 'Ultimate Trial' }],
  [{ plan_code: null }, { code: 'free', name: 'Free' }],
  [{ plan_code: 'platinum' }, { code: null, name: null }],
  [{ plan_code: 'toString' }, { code: null, name: null }],
  [{}, { code: null, name: null }],
  [
    { plan_code: 'silver', plan: 'premium' },
    { code: 'silver', name: 'Silver' },
  ],
  [{ plan: 'unknown' }, { code: null, name: null }],
])('The plan of %j', async (json, plan) => {
  await using stub = await startStub();
  const { body } = await call(stub, create, { as: 'admin', json: { start_date: '2020-07-15', ...json } });
  expect(body.plan).toMatchObject(plan);
  // The default of GitLab's database.
  expect(body.usage).toMatchObject({ seats_in_subscription: 0 });
});

test.each([
  ['it is paid', premium, true],
  ['it is the highest', { ...premium, plan_code: 'ultimate' }, false],
  ['it was the highest by its old name', { ...premium, plan_code: 'gold' }, false],
  ['it is free', { ...premium, plan_code: 'free' }, false],
  ['there is none', { ...premium, plan_code: 'none' }, false],
  ['it is a trial', { ...premium, trial: true }, false],
  ['nothing was bought', { ...premium, seats: 0 }, false],
  ['it ended', { ...premium, end_date: '2021-07-15' }, false],
  ['it ends one day', { ...premium, end_date: '2999-07-15' }, true],
])('A plan may be upgraded or not: %s', async (_, json, upgradable) => {
  await using stub = await startStub();
  expect((await call(stub, create, { as: 'admin', json })).body.plan).toMatchObject({ upgradable });
});

test.each([
  ['premium', { exclude_guests: false }, 4],
  ['free', { exclude_guests: false }, 4],
  ['ultimate', { exclude_guests: true }, 3],
  ['gold', { exclude_guests: true }, 3],
])(
  'On the plan %s every active member of a group and of what is in it needs one seat; guests: %j',
  async (plan_code, plan, seats_in_use) => {
    await using stub = await startStub({ world });
    const { body } = await call(stub, `POST ${of('tree')}`, { as: 'admin', json: { ...premium, plan_code } });
    expect(body).toMatchObject({ plan, usage: { seats_in_use } });
  },
);

test('A personal namespace needs one seat, whoever else is in its projects', async () => {
  await using stub = await startStub({ world });
  expect((await call(stub, `POST ${of('developer')}`, { as: 'admin', json: premium })).body.usage).toMatchObject({
    seats_in_use: 1,
  });
});

test('The documented reading and update: 82 members of a group that paid for 80 seats owe 2', async () => {
  const usernames = Array.from({ length: 82 }, (_, index) => `user-${index + 1}`);
  const root = { id: 1000, username: 'root', admin: true, tokens: [{ token: 'admin-dev-token' }] };
  const users = [root, ...usernames.map((username, index) => ({ id: index + 1, username }))];
  const members = Object.fromEntries(usernames.map((username) => [username, 'developer']));
  const subscription = {
    plan_code: 'premium',
    seats: 80,
    max_seats_used: 82,
    start_date: '2020-07-15',
    end_date: '2021-07-15',
  };
  const documented = parseWorld(
    JSON.stringify({ users, namespaces: [{ id: 1234, path: 'customer', members, subscription }] }),
    'documented.yaml',
  );
  await using stub = await startStub({ world: documented });
  const plan = {
    code: 'premium',
    name: 'Premium',
    trial: false,
    auto_renew: null,
    upgradable: false,
    exclude_guests: false,
  };
  const billing = { subscription_start_date: '2020-07-15', subscription_end_date: '2021-07-15', trial_ends_on: null };
  const usage = { seats_in_subscription: 80, seats_in_use: 82, max_seats_used: 82, seats_owed: 2 };
  expect((await call(stub, read, { headers: { TOKEN: 'admin-dev-token' } })).body).toEqual({ plan, usage, billing });
  const updated = await call(stub, `${update}?max_seats_used=0`, { headers: { TOKEN: 'admin-dev-token' } });
  expect(updated).toMatchObject({ status: 200, body: { plan, usage: { ...usage, max_seats_used: 0 }, billing } });
});

test.each([
  [{ seats: 1, max_seats_used: 42 }, 41],
  [{ seats: 1 }, 1],
  [{ seats: 50, max_seats_used: 42 }, 0],
  [{ seats: 1, max_seats_used: 42, trial: true }, 0],
  [{ seats: 1, max_seats_used: 42, plan_code: 'free' }, 0],
  [{ seats: 0, max_seats_used: 42 }, 0],
])('Seats are owed for what was used above what was paid: %j', async (json, seats_owed) => {
  await using stub = await startStub();
  expect((await call(stub, create, { as: 'admin', json: { ...premium, ...json } })).body.usage).toMatchObject({
    seats_in_use: 2,
    seats_owed,
  });
});

const used = { max_seats_used: 42, seats_owed: 41 };
const fresh = { max_seats_used: 2, seats_owed: 1 };

test.each([
  ['a new term', { start_date: '2021-07-15', end_date: '2022-07-15' }, fresh],
  ['a new term, later and endless', { start_date: '2025-01-01', end_date: null }, fresh],
  [
    'a new term and a number of its own',
    { start_date: '2021-07-15', end_date: '2022-07-15', max_seats_used: 7 },
    fresh,
  ],
  ['a start before the old end', { start_date: '2021-07-14', end_date: '2022-07-15' }, used],
  ['another end alone', { end_date: '2022-07-15' }, used],
  ['another start alone', { start_date: '2021-07-15', end_date: '2021-07-15' }, used],
  ['the same dates', { start_date: '15 Jul 2020', end_date: '15.07.2021' }, used],
  ['nothing', {}, used],
])('What was used is forgotten in a new term, and only then: %s', async (_, json, usage) => {
  await using stub = await startStub();
  await call(stub, create, { as: 'admin', json: { ...premium, seats: 1, max_seats_used: 42, end_date: '2021-07-15' } });
  expect(await call(stub, update, { as: 'admin', json })).toMatchObject({ status: 200, body: { usage } });
  expect((await call(stub, read, { as: 'admin' })).body.usage).toMatchObject(usage);
});

test('A subscription that did not end yet begins a new term with an end', async () => {
  await using stub = await startStub();
  await call(stub, create, { as: 'admin', json: { ...premium, max_seats_used: 42 } });
  const { body } = await call(stub, update, {
    as: 'admin',
    json: { start_date: '2020-07-16', end_date: '2021-07-16' },
  });
  expect(body.usage).toMatchObject({ max_seats_used: 2 });
});
