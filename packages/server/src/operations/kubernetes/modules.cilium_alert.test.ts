import { expect, test } from 'vitest';
import { worldWithout } from '../../agents.test-support.ts';
import { call, type Sent } from '../../requests.test-support.ts';
import { type SqliteFile, sqliteFile } from '../../sqlite-file.test-support.ts';
import { startStub } from '../../start-stub.ts';

const ciliumAlert = 'POST /api/v4/internal/kubernetes/modules/cilium_alert';

const documented = {
  alert: { title: 'minimal', message: 'network problem', evalMatches: [{ value: 1, metric: 'Count', tags: {} }] },
};

function dropped(time: string, podName: string) {
  const flow = {
    time,
    verdict: 'DROPPED',
    Summary: `at ${time}`,
    l4: { TCP: { source_port: 1, flags: { SYN: time } } },
    source: { podName },
  };
  return { alert: { flow, ciliumNetworkPolicy: { metadata: { name: 'nginx-ingress' } } } };
}

function alertsIn(file: SqliteFile) {
  return file.query((database) => database.selectFrom('cilium_alerts').selectAll().orderBy('id').execute());
}

async function raise(...requests: Sent[]) {
  using file = sqliteFile();
  await using stub = await startStub({ gitlabVersion: '14.2', database: file.database });
  const answers = [];
  for (const request of requests) answers.push(await call(stub, ciliumAlert, { as: 'agent', ...request }));
  return { answers, alerts: await alertsIn(file) };
}

test('An alert is kept, as an object and as the documented text of one', async () => {
  for (const json of [documented, JSON.stringify(documented)]) {
    const { answers, alerts } = await raise({ json });
    expect(answers).toMatchObject([{ status: 200, body: 200 }]);
    expect(alerts).toMatchObject([{ agent_id: 1, project_id: 8, events: 1 }]);
    expect(JSON.parse(alerts[0]?.payload ?? '')).toEqual(documented.alert);
  }
});

test('An alert comes as a form as well, and its path may end in a slash', async () => {
  using file = sqliteFile();
  await using stub = await startStub({ gitlabVersion: '14.10', database: file.database });
  const form = 'alert[title]=minimal&alert[evalMatches][][metric]=Count';
  expect((await call(stub, `${ciliumAlert}/`, { as: 'agent', form })).status).toBe(200);
  const [alert] = await alertsIn(file);
  expect(JSON.parse(alert?.payload ?? '')).toEqual({ title: 'minimal', evalMatches: [{ metric: 'Count' }] });
});

test('What was seen before is one more event of its alert', async () => {
  const again = [dropped('10:15', 'curl'), dropped('10:16', 'curl'), dropped('10:17', 'wget')];
  const { alerts } = await raise(...again.map((json) => ({ json })), { json: documented }, { json: documented });
  expect(alerts.map(({ events }) => events)).toEqual([2, 1, 2]);
  expect(JSON.parse(alerts[0]?.payload ?? '').flow.time).toBe('10:15');
});

test('Alerts that come at once are all counted', async () => {
  using file = sqliteFile();
  await using stub = await startStub({ gitlabVersion: '14.2', database: file.database });
  const alerts = Array.from({ length: 50 }, (_, index) => dropped(`10:${index}`, 'curl'));
  await Promise.all(alerts.map((json) => call(stub, ciliumAlert, { as: 'agent', json })));
  expect(await alertsIn(file)).toMatchObject([{ events: 50 }]);
});

test.each([
  ['there is none', {}, { error: 'alert is missing' }],
  ['it is text', { alert: 'minimal' }, { error: 'alert is invalid' }],
  ['it is a list', { alert: [documented.alert] }, { error: 'alert is invalid' }],
  ['it is larger than a megabyte', { alert: { title: 'x'.repeat(1024 * 1024) } }, 400],
])('An alert is refused when %s', async (_, json, body) => {
  const { answers, alerts } = await raise({ json });
  expect(answers[0]?.status).toBe(400);
  expect(answers[0]?.body).toEqual(body);
  expect(alerts).toEqual([]);
});

test('Without the licensed feature alerts are forbidden', async () => {
  await using stub = await startStub({ gitlabVersion: '14.2', world: worldWithout('cilium_alerts') });
  const answer = await call(stub, ciliumAlert, { as: 'agent', json: documented });
  expect(answer).toMatchObject({ status: 403, body: { message: '403 Forbidden' } });
});

test('For an agent whose project is gone there is nothing', async () => {
  using file = sqliteFile();
  await using stub = await startStub({ gitlabVersion: '14.2', database: file.database });
  await file.query((database) => database.deleteFrom('projects').where('id', '=', 8).execute());
  const answer = await call(stub, ciliumAlert, { as: 'agent', json: documented });
  expect(answer).toMatchObject({ status: 404, body: { message: '404 Not Found' } });
});

test('The token of an agent is needed', async () => {
  await using stub = await startStub({ gitlabVersion: '14.2' });
  expect((await call(stub, ciliumAlert, { as: 'kas', json: documented })).status).toBe(401);
});

test.each(['13.7', '15.0', '15.5', '15.6'])('GitLab %s has no such operation', async (gitlabVersion) => {
  await using stub = await startStub({ gitlabVersion });
  const answer = await call(stub, ciliumAlert, { as: 'agent', json: documented });
  expect(answer).toMatchObject({ status: 404, body: { error: '404 Not Found' } });
});
