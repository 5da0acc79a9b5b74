import { expect, test } from 'vitest';
import { call, type Sent } from '../../requests.test-support.ts';
import { type SqliteFile, sqliteFile } from '../../sqlite-file.test-support.ts';
import { startStub } from '../../start-stub.ts';

const usage = 'POST /api/v4/internal/kubernetes/usage_metrics';

/** What a file holds of all reports: the counters, and the members of the set. */
async function counted(file: SqliteFile) {
  const counters = await file.query((database) => database.selectFrom('usage_counters').selectAll().execute());
  const members = await file.query((database) =>
    database.selectFrom('unique_counters').selectAll().orderBy('member').execute(),
  );
  const values = Object.fromEntries(counters.map(({ name, value }) => [name, value]));
  return members.length === 0 ? values : { ...values, [`${members[0]?.name}`]: members.map(({ member }) => member) };
}

async function report(gitlabVersion: string, ...requests: Sent[]) {
  using file = sqliteFile();
  await using stub = await startStub({ gitlabVersion, database: file.database });
  const answers = [];
  for (const request of requests) answers.push(await call(stub, usage, { as: 'kas', ...request }));
  return { answers, counted: await counted(file) };
}

test.each([
  ['13.7', { gitops_sync_count: 5 }, { gitops_sync: 5 }],
  ['13.7', { gitops_sync_count: 5, k8s_api_proxy_request_count: 2, counters: 'unknown' }, { gitops_sync: 5 }],
  ['13.12', { gitops_sync_count: 5, k8s_api_proxy_request_count: 2 }, { gitops_sync: 5, k8s_api_proxy_request: 2 }],
  ['14.2', { k8s_api_proxy_request_count: 2, counters: { gitops_sync: 9 } }, { k8s_api_proxy_request: 2 }],
  ['14.2', {}, {}],
  ['15.5', { gitops_sync_count: 5, k8s_api_proxy_request_count: 2 }, { gitops_sync: 5, k8s_api_proxy_request: 2 }],
  ['15.5', { counters: { gitops_sync: 5, k8s_api_proxy_request: 12 } }, { gitops_sync: 5, k8s_api_proxy_request: 12 }],
  [
    '15.5',
    { gitops_sync_count: 1, unique_counters: { agent_users_using_ci_tunnel: [7] } },
    { gitops_sync: 1, agent_users_using_ci_tunnel: [7] },
  ],
  ['15.6', { counters: { gitops_sync: 1 } }, { gitops_sync: 1 }],
  ['15.6', { gitops_sync_count: 5, k8s_api_proxy_request_count: 'unknown' }, {}],
  ['15.6', { gitops_sync_count: -5, counters: { gitops_sync: 1 } }, { gitops_sync: 1 }],
  ['15.6', { counters: {}, unique_counters: {} }, {}],
  ['15.6', { counters: { gitops_sync: 0, unknown: -1 }, unknown: 1 }, {}],
])('GitLab %s counts of %j: %j', async (gitlabVersion, json, expected) => {
  const { answers, counted } = await report(gitlabVersion, { json });
  expect(answers).toMatchObject([{ status: 204, body: undefined }]);
  expect(counted).toEqual(expected);
});

test('Counters add up, sets do not grow on repetition', async () => {
  const first = { counters: { gitops_sync: 5 }, unique_counters: { agent_users_using_ci_tunnel: [29, 7, 29] } };
  const second = {
    counters: { gitops_sync: 2, k8s_api_proxy_request: 1 },
    unique_counters: { agent_users_using_ci_tunnel: [7, 30] },
  };
  const { counted } = await report('15.6', { json: first }, { json: second });
  expect(counted).toEqual({ gitops_sync: 7, k8s_api_proxy_request: 1, agent_users_using_ci_tunnel: [7, 29, 30] });
});

test('A report comes as a form or in the query as well', async () => {
  const form =
    'counters[gitops_sync]=1&unique_counters[agent_users_using_ci_tunnel][]=7&unique_counters[agent_users_using_ci_tunnel][]=29';
  const { answers, counted } = await report('15.6', { form });
  expect(answers).toMatchObject([{ status: 204 }]);
  expect(counted).toEqual({ gitops_sync: 1, agent_users_using_ci_tunnel: [7, 29] });
  using file = sqliteFile();
  await using stub = await startStub({ gitlabVersion: '13.7', database: file.database });
  expect((await call(stub, `${usage}?gitops_sync_count=3`, { as: 'kas' })).status).toBe(204);
});

test('An empty request is fine since 13.12', async () => {
  expect((await report('13.12', {})).answers).toMatchObject([{ status: 204 }]);
  expect((await report('15.6', {})).answers).toMatchObject([{ status: 204 }]);
  expect((await report('13.11', {})).answers).toMatchObject([
    { status: 400, body: { error: 'gitops_sync_count is missing' } },
  ]);
});

test.each([
  ['13.7', { gitops_sync_count: -1 }, 'gitops_sync_count must be'],
  ['13.11', { gitops_sync_count: -1 }, 'gitops_sync_count must be'],
  ['13.12', { gitops_sync_count: -1, k8s_api_proxy_request_count: 2 }, 'gitops_sync count must be'],
  ['14.2', { gitops_sync_count: 1, k8s_api_proxy_request_count: -1 }, 'k8s_api_proxy_request count must be'],
  ['15.5', { gitops_sync_count: -1 }, 'gitops_sync count must be'],
  [
    '15.6',
    { counters: { gitops_sync: 4, k8s_api_proxy_request: -2 }, unique_counters: { agent_users_using_ci_tunnel: [7] } },
    'k8s_api_proxy_request count must be',
  ],
  ['15.6', { counters: { k8s_api_proxy_request: -2, gitops_sync: -4 } }, 'gitops_sync count must be'],
])('GitLab %s refuses %j: %s greater than or equal to zero', async (gitlabVersion, json, text) => {
  const { answers, counted } = await report(gitlabVersion, { json });
  expect(answers).toMatchObject([{ status: 400 }]);
  expect(answers[0]?.body).toEqual({ message: `400 Bad request - ${text} greater than or equal to zero` });
  expect(counted).toEqual({});
});

test.each([
  ['13.7', { gitops_sync_count: 'many' }, 'gitops_sync_count is invalid'],
  ['13.7', { gitops_sync_count: 1e300 }, 'gitops_sync_count is invalid'],
  [
    '14.2',
    { gitops_sync_count: 'many', k8s_api_proxy_request_count: 1.5 },
    'gitops_sync_count is invalid, k8s_api_proxy_request_count is invalid',
  ],
  [
    '15.5',
    { gitops_sync_count: 1, counters: { gitops_sync: 1 } },
    'counters, gitops_sync_count are mutually exclusive',
  ],
  [
    '15.5',
    { k8s_api_proxy_request_count: 1, counters: {} },
    'counters, k8s_api_proxy_request_count are mutually exclusive',
  ],
  [
    '15.3',
    { gitops_sync_count: 1, k8s_api_proxy_request_count: 1, counters: {} },
    'counters, gitops_sync_count are mutually exclusive, counters, k8s_api_proxy_request_count are mutually exclusive',
  ],
  ['15.6', { counters: { gitops_sync: 'many', k8s_api_proxy_request: 3 } }, 'counters[gitops_sync] is invalid'],
  [
    '15.6',
    { counters: { gitops_sync: -1, k8s_api_proxy_request: 'many' } },
    'counters[k8s_api_proxy_request] is invalid',
  ],
  [
    '15.6',
    { counters: 1, unique_counters: { agent_users_using_ci_tunnel: 7 } },
    'counters is invalid, unique_counters[agent_users_using_ci_tunnel] is invalid',
  ],
  [
    '15.6',
    { unique_counters: { agent_users_using_ci_tunnel: [7, 'rubi', 'root'] } },
    'unique_counters[agent_users_using_ci_tunnel] is invalid',
  ],
  [
    '15.6',
    { counters: { gitops_sync: 1e300 }, unique_counters: { agent_users_using_ci_tunnel: [7, 1e300] } },
    'counters[gitops_sync] is invalid, unique_counters[agent_users_using_ci_tunnel] is invalid',
  ],
])('GitLab %s refuses %j: %s', async (gitlabVersion, json, error) => {
  const { answers, counted } = await report(gitlabVersion, { json });
  expect(answers[0]).toMatchObject({ status: 400, body: { error } });
  expect(counted).toEqual({});
});

test('What excludes each other is one violation each', async () => {
  const json = { gitops_sync_count: 1, k8s_api_proxy_request_count: 1, counters: {} };
  const { answers } = await report('15.5', { json });
  expect(answers[0]?.headers.get('Gitlab-Stub-Violations')).toBe(
    'excluded;in=body;pointer="", excluded;in=body;pointer=""',
  );
});

test('Reports that come at once are all counted', async () => {
  const reports = Array.from({ length: 50 }, (_, index) => ({
    json: { counters: { gitops_sync: 2 }, unique_counters: { agent_users_using_ci_tunnel: [index % 10, index % 7] } },
  }));
  using file = sqliteFile();
  await using stub = await startStub({ database: file.database });
  const answers = await Promise.all(reports.map((request) => call(stub, usage, { as: 'kas', ...request })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
  expect(await counted(file)).toEqual({
    gitops_sync: 100,
    agent_users_using_ci_tunnel: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  });
});

test('A set takes more members than a statement has variables', async () => {
  const members = Array.from({ length: 40_000 }, (_, index) => index + 1);
  const { answers, counted } = await report('15.6', {
    json: { unique_counters: { agent_users_using_ci_tunnel: members } },
  });
  expect(answers).toMatchObject([{ status: 204 }]);
  expect(counted).toEqual({ agent_users_using_ci_tunnel: members });
});

test('The token of an agent is not needed, the JWT of kas is', async () => {
  await using stub = await startStub();
  expect((await call(stub, usage, { as: 'kas' })).status).toBe(204);
  const headers = { Authorization: 'Bearer nobody' };
  expect((await call(stub, usage, { as: 'kas', headers })).status).toBe(204);
  expect(await call(stub, usage, { headers })).toMatchObject({
    status: 401,
    body: { message: 'KAS JWT authentication invalid' },
  });
});
