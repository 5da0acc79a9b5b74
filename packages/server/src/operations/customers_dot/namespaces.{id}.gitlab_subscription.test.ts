import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call } from '../../requests.test-support.ts';
import { startStub } from '../../start-stub.ts';
import { openDatabase } from '../../store/engines/open.ts';
import { Store } from '../../store/store.ts';
import { parseWorld } from '../../world/world-file.ts';

const of = (namespace: number | string) => `/api/v4/namespaces/${namespace}/gitlab_subscription`;
const [create, update, read] = [`POST ${of(1234)}`, `PUT ${of(1234)}`, `GET ${of(1234)}`];
const premium = { start_date: '2020-07-15', plan_code: 'premium', seats: 10 };

const world = parseWorld(
  `
  users:
    - { id: 1, username: root, admin: true, tokens: [{ token: admin-dev-token }] }
    - { id: 50, username: owner, tokens: [{ token: owner-dev-token }] }
    - { id: 51, username: developer, tokens: [{ token: developer-dev-token }] }
    - { id: 52, username: guest }
    - { id: 53, username: maintainer }
    - { id: 54, username: blocked, state: blocked }
  namespaces:
    - { id: 1, path: tree, members: { owner: owner, guest: guest, developer: guest } }
    - { id: 2, path: tree/branch_1, members: { guest: guest, owner: developer, blocked: developer } }
    - { id: 3, path: closed }
    - { id: 4, path: closed/room }
    - { id: 5, path: inside, visibility: internal }
    - { id: 6, path: developer, kind: user, visibility: public }
    - { id: 7, path: maintained, members: { developer: maintainer } }
  projects:
    - { id: 1, path: tree/branch_1/leaf, members: { maintainer: maintainer, guest: guest, developer: developer } }
    - { id: 2, path: closed/room/desk, members: { developer: reporter } }
    - { id: 3, path: developer/own, members: { maintainer: maintainer } }
  `,
  'subscriptions.yaml',
);

test.each(['15.0', '15.5', '15.6'])(
  'The documented request makes a subscription in GitLab %s',
  async (gitlabVersion) => {
    await using stub = await startStub({ gitlabVersion });
    const { status, body } = await call(stub, `${create}?start_date=2020-07-15&plan=premium&seats=10`, {
      headers: { TOKEN: 'admin-dev-token' },
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      // Servers answer the title of the plan, where the documentation has `premium` again.
      plan: {
        code: 'premium',
        name: 'Premium',
        trial: false,
        auto_renew: null,
        upgradable: true,
        exclude_guests: false,
      },
      // The group has two members, the documented one had one.
      usage: { seats_in_subscription: 10, seats_in_use: 2, max_seats_used: 0, seats_owed: 0 },
      billing: { subscription_start_date: '2020-07-15', subscription_end_date: null, trial_ends_on: null },
    });
  },
);

test('Before GitLab 15.0 nothing is said about guests', async () => {
  await using stub = await startStub({ gitlabVersion: '14.2' });
  expect((await call(stub, create, { as: 'admin', json: premium })).body.plan).not.toHaveProperty('exclude_guests');
  expect((await call(stub, read, { as: 'admin' })).body.plan).not.toHaveProperty('exclude_guests');
  expect((await call(stub, `GET ${of(123)}`, { as: 'admin' })).body.plan).not.toHaveProperty('exclude_guests');
});

test('What was created and updated is read', async () => {
  await using stub = await startStub();
  const created = await call(stub, create, {
    as: 'admin',
    json: { ...premium, end_date: '2999-07-15', auto_renew: true, max_seats_used: 7 },
  });
  expect(await call(stub, read, { as: 'admin' })).toMatchObject({ status: 200, body: created.body });
  const updated = await call(stub, update, { as: 'admin', json: { seats: 12, trial_ends_on: '2020-08-14' } });
  expect(updated.body).toMatchObject({
    plan: { code: 'premium', name: 'Premium', auto_renew: true },
    usage: { seats_in_subscription: 12, max_seats_used: 7 },
    billing: {
      subscription_start_date: '2020-07-15',
      subscription_end_date: '2999-07-15',
      trial_ends_on: '2020-08-14',
    },
  });
  expect((await call(stub, read, { as: 'owner' })).body).toEqual(updated.body);
});

test.each([
  ['the query', { query: '?start_date=01/01/2018&end_date=01/01/2019&plan_code=gold&seats=10&auto_renew=true' }],
  ['a form', { form: 'start_date=01%2F01%2F2018&end_date=1+Jan+2019&plan_code=gold&seats=10&auto_renew=true' }],
  [
    'JSON',
    {
      json: { start_date: '"2018-01-01"', end_date: '2019-01-01', plan_code: 'gold', seats: '10', auto_renew: 'true' },
    },
  ],
  [
    'both',
    { query: '?start_date=2018-01-01&seats=10&plan_code=gold', json: { end_date: '1 January 2019', auto_renew: true } },
  ],
])(
  'Parameters may come in %s, dates in many forms',
  async (_, { query = '', ...sent }: { query?: string; form?: string; json?: unknown }) => {
    await using stub = await startStub();
    const { status, body } = await call(stub, create + query, { as: 'admin', ...sent });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      plan: { code: 'gold', name: 'Gold', auto_renew: true, exclude_guests: true },
      usage: { seats_in_subscription: 10 },
      billing: { subscription_start_date: '2018-01-01', subscription_end_date: '2019-01-01' },
    });
  },
);

test.each([
  [{}, 'start_date is missing'],
  [{ start_date: 'soon' }, 'start_date is invalid'],
  [{ start_date: '2020-02-30' }, 'start_date is invalid'],
  [{ start_date: '2020-07-15', end_date: 'never', seats: 'many' }, 'end_date is invalid, seats is invalid'],
  [{ start_date: '2020-07-15', trial: 'perhaps' }, 'trial is invalid'],
  [{ start_date: '2020-07-15', seats: 2 ** 31 }, 'seats does not have a valid value'],
])('Parameters that GitLab cannot read are refused: %j', async (json, error) => {
  await using stub = await startStub();
  expect(await call(stub, create, { as: 'admin', json })).toMatchObject({ status: 400, body: { error } });
  expect((await call(stub, read, { as: 'admin' })).body.billing).toMatchObject({ subscription_start_date: null });
});

test.each([
  [{ json: { ...premium, start_date: null } }, { start_date: ["can't be blank"] }],
  [{ json: { ...premium, seats: null } }, { seats: ["can't be blank"] }],
  [{ form: 'start_date=2020-07-15&seats=' }, { seats: ["can't be blank"] }],
  [{ form: 'start_date=&seats=' }, { seats: ["can't be blank"], start_date: ["can't be blank"] }],
])('What is there and blank is refused by the model: %j', async (sent, message) => {
  await using stub = await startStub();
  expect((await call(stub, create, { as: 'admin', ...sent })).body).toEqual({ message });
  await call(stub, create, { as: 'admin', json: premium });
  const taken = { namespace_id: ['has already been taken'] };
  expect((await call(stub, create, { as: 'admin', ...sent })).body).toEqual({ message: { ...message, ...taken } });
  const refused = await call(stub, update, { as: 'admin', ...sent });
  expect(refused).toMatchObject({ status: 400, body: { message } });
  expect((await call(stub, read, { as: 'admin' })).body.usage).toMatchObject({ seats_in_subscription: 10 });
});

test('A namespace has one subscription, however many are created at once', async () => {
  await using stub = await startStub();
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      call(stub, create, { as: 'admin', json: { ...premium, seats: index + 1 } }),
    ),
  );
  const refused = replies.filter(({ status }) => status !== 201);
  expect(refused).toHaveLength(19);
  for (const { status, body } of refused)
    expect({ status, body }).toEqual({ status: 400, body: { message: { namespace_id: ['has already been taken'] } } });
  expect((await call(stub, read, { as: 'admin' })).body).toEqual(replies.find(({ status }) => status === 201)?.body);
});

test('A trial that does not say when it starts does so with the subscription', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'subscriptions-'));
  const database = `sqlite:${join(folder, 'stub.db')}`;
  await using stub = await startStub({ database });
  const engine = openDatabase(database);
  const { subscriptions } = new Store({ database: engine.database, world: 'default' });
  await call(stub, create, {
    as: 'admin',
    json: { ...premium, start_date: '15/07/2020', trial: true, trial_extension_type: 1 },
  });
  expect(await subscriptions.find(1234)).toMatchObject({
    trial: 1,
    trial_starts_on: '2020-07-15',
    trial_extension_type: 1,
  });
  await call(stub, update, { as: 'admin', json: { trial: true, start_date: '2020-08-01' } });
  expect(await subscriptions.find(1234)).toMatchObject({ trial_starts_on: '2020-08-01' });
  await call(stub, update, { as: 'admin', json: { trial: true } });
  expect(await subscriptions.find(1234)).toMatchObject({ trial_starts_on: '2020-08-01' });
  await call(stub, update, {
    as: 'admin',
    json: { trial: true, start_date: '2020-09-01', trial_starts_on: '2020-09-02' },
  });
  expect(await subscriptions.find(1234)).toMatchObject({ trial_starts_on: '2020-09-02' });
  await engine.close();
  rmSync(folder, { recursive: true });
});

test('Null makes the plan free, takes the end away and forgets whether it renews; an empty field of a form does too', async () => {
  await using stub = await startStub();
  await call(stub, create, {
    as: 'admin',
    json: { ...premium, end_date: '2021-07-15', auto_renew: true, trial_ends_on: '2020-08-14' },
  });
  const downgraded = await call(stub, update, {
    as: 'admin',
    json: { plan_code: null, auto_renew: null, trial_ends_on: null },
  });
  const billing = { subscription_end_date: '2021-07-15', trial_ends_on: null };
  expect(downgraded.body).toMatchObject({ plan: { code: 'free', name: 'Free', auto_renew: null }, billing });
  const endless = await call(stub, update, { as: 'admin', form: 'end_date=&plan_code=silver' });
  expect(endless.body).toMatchObject({
    plan: { code: 'silver', name: 'Silver' },
    billing: { subscription_end_date: null },
  });
});

test('What does not exist is not found: the namespace first, then its subscription', async () => {
  await using stub = await startStub();
  const namespaceNotFound = { status: 404, body: { message: '404 Namespace Not Found' } };
  for (const id of [
    '999999',
    '99999999999',
    '18446744073709551616',
    'nobody',
    'customer%2Fnobody',
    'agents%2Fconfig',
  ]) {
    expect(await call(stub, `POST ${of(id)}`, { as: 'admin', json: premium })).toMatchObject(namespaceNotFound);
    expect(await call(stub, `PUT ${of(id)}`, { as: 'admin', json: premium })).toMatchObject(namespaceNotFound);
    expect(await call(stub, `GET ${of(id)}`, { as: 'admin' })).toMatchObject(namespaceNotFound);
  }
  expect(await call(stub, update, { as: 'admin', json: { seats: 1 } })).toMatchObject({
    status: 404,
    body: { message: '404 GitlabSubscription Not Found' },
  });
});

test('A namespace goes by its id and by its encoded full path', async () => {
  await using stub = await startStub({ world });
  const { body } = await call(stub, `POST ${of('tree%2Fbranch_1')}`, { as: 'admin', json: premium });
  expect(body.usage).toMatchObject({ seats_in_use: 4 });
  expect((await call(stub, `GET ${of(2)}`, { as: 'admin' })).body).toEqual(body);
  expect((await call(stub, `GET ${of('tree/branch_1')}`, { as: 'admin' })).status).toBe(404);
});

test('A namespace without a subscription has nulls in its place', async () => {
  await using stub = await startStub();
  expect(await call(stub, read, { as: 'owner' })).toMatchObject({
    status: 200,
    body: {
      plan: { code: null, name: null, trial: null, auto_renew: null, upgradable: null, exclude_guests: null },
      usage: { seats_in_subscription: null, seats_in_use: null, max_seats_used: null, seats_owed: null },
      billing: { subscription_start_date: null, subscription_end_date: null, trial_ends_on: null },
    },
  });
});

test('Administrators alone write subscriptions, and learn of wrong parameters first', async () => {
  await using stub = await startStub();
  const forbidden = { status: 403, body: { message: '403 Forbidden' } };
  for (const as of ['owner', 'developer'] as const) {
    expect(await call(stub, create, { as, json: premium })).toMatchObject(forbidden);
    expect(await call(stub, update, { as, json: premium })).toMatchObject(forbidden);
    expect(await call(stub, `POST ${of('nobody')}`, { as, json: premium })).toMatchObject(forbidden);
    expect(await call(stub, create, { as, json: {} })).toMatchObject({
      status: 400,
      body: { error: 'start_date is missing' },
    });
  }
  expect((await call(stub, read, { as: 'admin' })).body.plan).toMatchObject({ code: null });
});

test('Without a token there is no answer, whatever the parameters', async () => {
  await using stub = await startStub();
  for (const line of [create, update, read])
    expect(await call(stub, line)).toMatchObject({ status: 401, body: { message: '401 Unauthorized' } });
});

test.each([
  ['owner', 'tree', 200],
  ['owner', 'tree%2Fbranch_1', 200],
  ['developer', 'developer', 200],
  ['admin', 'developer', 200],
  ['admin', 'closed', 200],
  // A maintainer is no owner either.
  ['developer', 'maintained', 403],
  ['developer', 'inside', 403],
  // Who may see a project in it may see the group.
  ['developer', 'closed', 403],
  ['owner', 'closed', 404],
  ['owner', 'developer', 404],
  ['owner', 'maintained', 404],
] as const)('%s reads the subscription of %s: %i', async (as, path, status) => {
  await using stub = await startStub({ world });
  const message = { 403: '403 Forbidden', 404: '404 Namespace Not Found' }[status as number];
  expect(await call(stub, `GET ${of(path)}`, { as })).toMatchObject({
    status,
    body: message === undefined ? { plan: {} } : { message },
  });
});

test('GitLab 13.7 knows no subscriptions', async () => {
  await using stub = await startStub({ gitlabVersion: '13.7' });
  for (const line of [create, update, read])
    expect(await call(stub, line, { as: 'admin' })).toMatchObject({ status: 404, body: { error: '404 Not Found' } });
});
