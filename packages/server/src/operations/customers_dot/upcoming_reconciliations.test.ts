import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call } from '../../requests.test-support.ts';
import { type StartedStub, type StubOptions, startStub } from '../../start-stub.ts';
import { openDatabase } from '../../store/engines/open.ts';
import { Store } from '../../store/store.ts';
import { defaultWorld } from '../../world/default.ts';

const put = 'PUT /api/v4/internal/upcoming_reconciliations';
const remove = (namespace: number | string) =>
  `DELETE /api/v4/internal/upcoming_reconciliations?namespace_id=${namespace}`;
const documented = [
  { namespace_id: 127, next_reconciliation_date: '13 Jun 2021', display_alert_from: '06 Jun 2021' },
  { namespace_id: 129, next_reconciliation_date: '12 Jun 2021', display_alert_from: '05 Jun 2021' },
];
const of = (namespace_id: unknown, next_reconciliation_date: unknown = '2021-06-13') => {
  return { namespace_id, next_reconciliation_date, display_alert_from: '2021-06-06' };
};

/** No operation reads a reconciliation: the test looks into the database of the stub. */
async function withStore(
  run: (stub: StartedStub, store: Store) => Promise<void>,
  options: StubOptions = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'reconciliations-'));
  const database = `sqlite:${join(folder, 'stub.db')}`;
  await using stub = await startStub({ ...options, database });
  const engine = openDatabase(database);
  await run(stub, new Store({ database: engine.database, world: 'default' }));
  await engine.close();
  rmSync(folder, { recursive: true });
}

test.each(['14.2', '15.5', '15.6'])('The documented reconciliations are saved in GitLab %s', async (gitlabVersion) => {
  await withStore(
    async (stub, { upcomingReconciliations }) => {
      expect(await call(stub, put, { as: 'admin', json: { upcoming_reconciliations: documented } })).toMatchObject({
        status: 200,
        body: 200,
      });
      expect(await upcomingReconciliations.find(127)).toMatchObject({
        next_reconciliation_date: '2021-06-13',
        display_alert_from: '2021-06-06',
      });
      expect(await upcomingReconciliations.find(129)).toMatchObject({
        next_reconciliation_date: '2021-06-12',
        display_alert_from: '2021-06-05',
      });
    },
    { gitlabVersion },
  );
});

test('A namespace has one upcoming reconciliation: a new one replaces it', async () => {
  await withStore(async (stub, { upcomingReconciliations }) => {
    for (const day of ['2021-06-13', '2022-06-13']) {
      expect(await call(stub, put, { as: 'admin', json: { upcoming_reconciliations: [of('22', day)] } })).toMatchObject(
        { status: 200, body: 200 },
      );
      expect(await upcomingReconciliations.find(22)).toMatchObject({ next_reconciliation_date: day });
    }
  });
  await using stub = await startStub();
  for (const _ of [1, 2]) await call(stub, put, { as: 'admin', json: { upcoming_reconciliations: [of(127)] } });
  expect((await call(stub, remove(127), { as: 'admin' })).status).toBe(204);
  expect((await call(stub, remove(127), { as: 'admin' })).status).toBe(404);
});

const encoded = Object.entries(of(127, '13 Jun 2021')).map(
  ([name, value]) => `upcoming_reconciliations[][${name}]=${encodeURIComponent(String(value))}`,
);

test.each([
  ['a form', { form: encoded.join('&') }],
  ['the query', { query: `?${encoded.join('&')}` }],
])('Reconciliations may come in %s', async (_, { query = '', ...sent }: { query?: string; form?: string }) => {
  await using stub = await startStub();
  expect(await call(stub, put + query, { as: 'admin', ...sent })).toMatchObject({ status: 200, body: 200 });
  expect((await call(stub, remove(127), { as: 'admin' })).status).toBe(204);
});

test('None at all are no mistake', async () => {
  await using stub = await startStub();
  expect(await call(stub, put, { as: 'admin', json: { upcoming_reconciliations: [] } })).toMatchObject({
    status: 200,
    body: 200,
  });
});

test('Two and a half thousand reconciliations are saved at once, each in its own place', async () => {
  const namespaces = Array.from({ length: 2500 }, (_, index) => ({ id: 10_000 + index, path: `group-${index}` }));
  await withStore(
    async (stub, { upcomingReconciliations }) => {
      const day = (id: number) => `20${(id % 90) + 10}-01-01`;
      await call(stub, put, {
        as: 'admin',
        json: { upcoming_reconciliations: namespaces.map(({ id }) => of(id, day(id))) },
      });
      for (const id of [10_000, 11_234, 12_499])
        expect(await upcomingReconciliations.find(id)).toMatchObject({ next_reconciliation_date: day(id) });
    },
    { world: { ...defaultWorld(), namespaces } },
  );
});

test('Valid reconciliations are saved although others are refused, which are named in JSON text', async () => {
  await using stub = await startStub();
  const reconciliations = [
    of(999999),
    of(127),
    of(129, null),
    { ...of('18446744073709551616'), next_reconciliation_date: null, display_alert_from: null },
  ];
  const { status, body } = await call(stub, put, { as: 'admin', json: { upcoming_reconciliations: reconciliations } });
  expect(status).toBe(400);
  expect(body).toEqual({
    message: {
      error: JSON.stringify([
        { 999999: ["Namespace can't be blank"] },
        { 129: ["Next reconciliation date can't be blank"] },
        {
          '18446744073709551616': [
            "Namespace can't be blank",
            "Next reconciliation date can't be blank",
            "Display alert from can't be blank",
          ],
        },
      ]),
    },
  });
  expect((await call(stub, remove(127), { as: 'admin' })).status).toBe(204);
  expect((await call(stub, remove(129), { as: 'admin' })).status).toBe(404);
});

test('A namespace that is named twice spoils the statement that writes them all', async () => {
  await using stub = await startStub();
  const { status, body } = await call(stub, put, {
    as: 'admin',
    json: { upcoming_reconciliations: [of(127), of(129), of('127')] },
  });
  expect(status).toBe(400);
  expect(body.message?.error).toMatch(/^\[\{"bulk_upsert":"PG::CardinalityViolation: /);
  for (const id of [127, 129]) expect((await call(stub, remove(id), { as: 'admin' })).status).toBe(404);
});

test.each([
  [{}, 'upcoming_reconciliations is missing'],
  [{ upcoming_reconciliations: documented[0] }, 'upcoming_reconciliations is invalid'],
  [{ upcoming_reconciliations: 'x' }, 'upcoming_reconciliations is invalid'],
  [{ upcoming_reconciliations: [of(null)] }, 'upcoming_reconciliations[namespace_id] is empty'],
  [{ upcoming_reconciliations: [of('')] }, 'upcoming_reconciliations[namespace_id] is empty'],
  [{ upcoming_reconciliations: [of('customer')] }, 'upcoming_reconciliations[namespace_id] is invalid'],
  [
    { upcoming_reconciliations: [of(127, 'soon'), of(129, 'later')] },
    'upcoming_reconciliations[next_reconciliation_date] is invalid',
  ],
  [
    { upcoming_reconciliations: [{ namespace_id: 127 }] },
    'upcoming_reconciliations[next_reconciliation_date] is missing, upcoming_reconciliations[display_alert_from] is missing',
  ],
])('Parameters that GitLab cannot read are refused, and nothing is saved: %j', async (json, error) => {
  await using stub = await startStub();
  expect(await call(stub, put, { as: 'admin', json })).toMatchObject({ status: 400, body: { error } });
  expect((await call(stub, remove(127), { as: 'admin' })).status).toBe(404);
});

test('The documented deletion has no body; a second one finds nothing', async () => {
  await using stub = await startStub();
  const deleted = await call(stub, remove(22), { as: 'admin' });
  expect(deleted).toMatchObject({ status: 204, body: undefined });
  expect(deleted.headers.get('content-type')).toBeNull();
  expect(await call(stub, remove(22), { as: 'admin' })).toMatchObject({
    status: 404,
    body: { message: '404 Not Found' },
  });
});

test('The namespace of a deletion may come in JSON', async () => {
  await using stub = await startStub();
  expect(
    (await call(stub, 'DELETE /api/v4/internal/upcoming_reconciliations', { as: 'admin', json: { namespace_id: 22 } }))
      .status,
  ).toBe(204);
});

test.each(['999999', '99999999999', '123'])('There is nothing to delete for the namespace %s', async (namespace) => {
  await using stub = await startStub();
  expect(await call(stub, remove(namespace), { as: 'admin' })).toMatchObject({
    status: 404,
    body: { message: '404 Not Found' },
  });
});

test.each([
  ['', 'namespace_id is missing, namespace_id is empty'],
  ['?namespace_id=', 'namespace_id is empty'],
  ['?namespace_id=renewing', 'namespace_id is invalid'],
])('A deletion needs the id of a namespace: %j', async (query, error) => {
  await using stub = await startStub();
  expect(await call(stub, `DELETE /api/v4/internal/upcoming_reconciliations${query}`, { as: 'admin' })).toMatchObject({
    status: 400,
    body: { error },
  });
});

test('An instance that is not GitLab.com says so before it looks at the token', async () => {
  await using stub = await startStub({ world: { ...defaultWorld(), instance: { gitlab_com: false } } });
  const refused = { status: 403, body: { message: '403 Forbidden - This API is gitlab.com only!' } };
  for (const line of [put, remove(22)]) {
    expect(await call(stub, line, { as: 'admin', json: {} })).toMatchObject(refused);
    expect(await call(stub, line)).toMatchObject(refused);
  }
});

test('Then comes the token, then its user, then the parameters', async () => {
  await using stub = await startStub();
  for (const line of [put, 'DELETE /api/v4/internal/upcoming_reconciliations']) {
    expect(await call(stub, line, { json: {} })).toMatchObject({ status: 401, body: { message: '401 Unauthorized' } });
    expect(await call(stub, line, { as: 'owner', json: {} })).toMatchObject({
      status: 403,
      body: { message: '403 Forbidden' },
    });
    expect(await call(stub, line, { as: 'admin', json: {} })).toMatchObject({ status: 400 });
  }
});

test('Before GitLab 15.5 there is no deletion', async () => {
  await using stub = await startStub({ gitlabVersion: '14.2' });
  expect(await call(stub, remove(22), { as: 'admin' })).toMatchObject({
    status: 404,
    body: { error: '404 Not Found' },
  });
});

test('Fifty calls at once for the same namespaces leave one reconciliation each', async () => {
  await using stub = await startStub();
  const upcoming_reconciliations = [of(129), of(127)];
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => call(stub, put, { as: 'admin', json: { upcoming_reconciliations } })),
  );
  expect(replies.every(({ status }) => status === 200)).toBe(true);
  const deletions = await Promise.all(Array.from({ length: 10 }, () => call(stub, remove(127), { as: 'admin' })));
  expect(deletions.filter(({ status }) => status === 204)).toHaveLength(1);
});
