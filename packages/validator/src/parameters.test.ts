import { expect, test } from 'vitest';
import { send, startCarrier } from './examples.test-support.ts';

const allowed = 'POST /api/v4/internal/allowed';
const token = 'POST /api/v4/internal/personal_access_token';
const usage = 'POST /api/v4/internal/kubernetes/usage_metrics';
const minutes = 'POST /api/v4/namespaces/22/minutes';
const subscription = 'PUT /api/v4/namespaces/22/gitlab_subscription';
const discover = 'GET /api/v4/internal/discover';

test('A form carries arrays, as GitLab Shell of old sent them', async () => {
  await using carrier = await startCarrier();
  expect(await send(carrier, token, { form: 'user_id=29&name=ci&scopes[]=api&scopes[]=read_user' })).toMatchObject({
    status: 200,
  });
  expect({ ...carrier.understood[0]?.input }).toEqual({ user_id: '29', name: 'ci', scopes: ['api', 'read_user'] });
});

test('A form carries hashes, and their numbers become numbers', async () => {
  await using carrier = await startCarrier();
  const form =
    'counters[gitops_sync]=1&counters[k8s_api_proxy_request]=2&unique_counters[agent_users_using_ci_tunnel][]=3';
  expect(await send(carrier, usage, { form })).toMatchObject({ status: 204 });
  expect(carrier.understood[0]?.input).toMatchObject({
    counters: { gitops_sync: 1, k8s_api_proxy_request: 2 },
    unique_counters: { agent_users_using_ci_tunnel: [3] },
  });
});

test('A form carries several hashes in one array', async () => {
  await using carrier = await startCarrier();
  const pack = (number: number) =>
    `packs[][number_of_minutes]=${number}&packs[][expires_at]=2022-01-01&packs[][purchase_xid]=xid-${number}`;
  expect(await send(carrier, minutes, { form: `${pack(1)}&${pack(2)}&${pack(3)}` })).toMatchObject({ status: 201 });
  expect(carrier.understood[0]?.input.packs).toMatchObject(
    [1, 2, 3].map((number) => ({ number_of_minutes: number, expires_at: '2022-01-01', purchase_xid: `xid-${number}` })),
  );
});

test('Arrays of 1,000 members pass, as JSON and as a form', async () => {
  await using carrier = await startCarrier();
  const packs = Array.from({ length: 1_000 }, (_, index) => ({
    number_of_minutes: index,
    expires_at: '2022-01-01',
    purchase_xid: `x${index}`,
  }));
  expect(await send(carrier, minutes, { json: { packs } })).toMatchObject({ status: 201 });
  const pairs = packs.flatMap((pack) => Object.entries(pack).map(([name, value]) => `packs[][${name}]=${value}`));
  expect(await send(carrier, minutes, { form: pairs.join('&') })).toMatchObject({ status: 201 });
  expect(JSON.stringify(carrier.understood[1]?.input)).toBe(JSON.stringify(carrier.understood[0]?.input));
});

test('Parameters in the query of a POST count; those in the body win', async () => {
  await using carrier = await startCarrier();
  const target = `${allowed}?action=git-upload-pack&protocol=ssh&project=a/b&key_id=1`;
  expect(await send(carrier, target)).toMatchObject({ status: 200 });
  expect(await send(carrier, target, { json: { project: 'c/d' } })).toMatchObject({ status: 200 });
  expect(carrier.understood.map(({ input }) => input.project)).toEqual(['a/b', 'c/d']);
});

test('A number written as a string becomes a number where the contract wants one, in JSON too', async () => {
  await using carrier = await startCarrier();
  const json = { seats: '10', trial: 'true', auto_renew: 'FALSE', trial_extension_type: '2', plan_code: '5' };
  expect(await send(carrier, subscription, { json })).toMatchObject({ status: 200 });
  expect(carrier.understood[0]?.input).toMatchObject({
    seats: 10,
    trial: true,
    auto_renew: false,
    trial_extension_type: 2,
    plan_code: '5',
  });
});

test.each(['1.5', '1e3', '0x10', ' 5', '5 ', '', 'ten', '99999999999999999999', 'NaN', '+5'])(
  'The string %j becomes no integer',
  async (text) => {
    await using carrier = await startCarrier();
    const expected = { status: 400, body: { error: 'max_seats_used is invalid' } };
    expect(await send(carrier, subscription, { json: { max_seats_used: text } })).toMatchObject(expected);
    expect(await send(carrier, `${subscription}?max_seats_used=${encodeURIComponent(text)}`)).toMatchObject(expected);
  },
);

test('Nothing else changes its type', async () => {
  await using carrier = await startCarrier();
  const json = { plan_code: null, end_date: null, auto_renew: null };
  expect(await send(carrier, subscription, { json })).toMatchObject({ status: 200 });
  expect(carrier.understood[0]?.input).toMatchObject(json);
  for (const [name, value] of [
    ['max_seats_used', null],
    ['seats', true],
    ['trial', 1],
    ['trial', ''],
    ['plan_code', 5],
    ['seats', [5]],
  ] as const)
    expect(await send(carrier, subscription, { json: { [name]: value } })).toMatchObject({
      status: 400,
      body: { error: `${name} is invalid` },
    });
});

test('An empty text counts as null where the contract allows null and no plain text', async () => {
  await using carrier = await startCarrier();
  await send(carrier, subscription, { form: 'seats=&end_date=&plan_code=' });
  expect(carrier.understood[0]?.input).toMatchObject({ seats: null, end_date: null, plan_code: '' });
});

test('Nor does it in the body of a GET', async () => {
  await using carrier = await startCarrier();
  for (const username of [null, 5, true])
    expect(await send(carrier, discover, { json: { username } })).toMatchObject({
      status: 400,
      body: { error: 'username is invalid' },
    });
});

test('An id is an integer or a string of digits, and stays what it is', async () => {
  await using carrier = await startCarrier();
  const common = { action: 'git-upload-pack', protocol: 'ssh', project: 'a/b' };
  for (const key_id of [11, '11']) await send(carrier, allowed, { json: { ...common, key_id } });
  await send(carrier, `${discover}?key_id=11`);
  expect(carrier.understood.map(({ input }) => input.key_id)).toEqual([11, '11', '11']);
  for (const key_id of ['', 'x', '-1', '1.0', -1, 1.5, null, [], {}])
    expect(await send(carrier, allowed, { json: { ...common, key_id } })).toMatchObject({ status: 400 });
});

test('A word of a case-insensitive list gets the spelling of the list', async () => {
  await using carrier = await startCarrier();
  await send(carrier, `${allowed}?action=git-upload-pack&protocol=SSH&project=a/b`);
  expect(carrier.understood[0]?.input.protocol).toBe('ssh');
  expect(await send(carrier, `${allowed}?action=GIT-UPLOAD-PACK&protocol=ssh&project=a/b`)).toMatchObject({
    status: 400,
  });
});

test('Parameters that the contract does not know are ignored, and reach the handler as they are', async () => {
  await using carrier = await startCarrier();
  expect(await send(carrier, `${discover}?username=root&unheard[of]=1&a[b=2`)).toMatchObject({ status: 200 });
  expect(carrier.understood[0]?.input).toMatchObject({ username: 'root', unheard: { of: '1' }, 'a[b': '2' });
});

test('A parameter that means something to express-openapi-validator means nothing here', async () => {
  await using carrier = await startCarrier();
  const json = { _openapi: { schema: { parameters: 'x', path: '/' } } };
  expect(await send(carrier, discover, { json })).toMatchObject({ status: 200 });
  expect(await send(carrier, `${discover}?_openapi[schema][parameters]=x&username[=root`)).toMatchObject({
    status: 200,
  });
});

test('Names of members that every object has are parameters like any other', async () => {
  await using carrier = await startCarrier();
  const polluting = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
  const common = '"action":"git-upload-pack","protocol":"ssh","project":"a/b"';
  const headers = { 'Content-Type': 'application/json' };
  expect(await send(carrier, allowed, { headers, body: `{${common},${polluting}}` })).toMatchObject({ status: 200 });
  const target = '__proto__[polluted]=1&constructor[prototype][polluted]=1&__proto__=1';
  expect(await send(carrier, `${discover}?${target}`)).toMatchObject({ status: 200 });
  expect(await send(carrier, discover, { form: target })).toMatchObject({ status: 200 });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.keys(carrier.understood[0]?.input ?? {})).toContain('__proto__');
});

test('A required parameter is not found in the prototype of the parameters', async () => {
  await using carrier = await startCarrier();
  const headers = { 'Content-Type': 'application/json' };
  const body = '{"__proto__":{"action":"git-upload-pack","protocol":"ssh","project":"a/b"}}';
  expect(await send(carrier, allowed, { headers, body })).toMatchObject({ status: 400 });
});

test('Defaults of the contract are filled in', async () => {
  await using carrier = await startCarrier();
  await send(carrier, `${allowed}?action=git-upload-pack&protocol=ssh&project=a/b`);
  await send(carrier, 'GET /api/scim/v2/groups/test_group/Users');
  await send(carrier, 'GET /api/scim/v2/groups/test_group/Users?count=5');
  expect(carrier.understood.map(({ input }) => [input.changes, input.startIndex, input.count])).toEqual([
    ['_any', undefined, undefined],
    [undefined, 1, 20],
    [undefined, 1, 5],
  ]);
});

test('Credentials are found in headers, in the query and in the body', async () => {
  await using carrier = await startCarrier();
  const common = 'action=git-upload-pack&protocol=ssh&project=a/b';
  await send(carrier, `${allowed}?${common}&secret_token=one`);
  await send(carrier, allowed, { form: `${common}&secret_token=two` });
  await send(carrier, `${allowed}?${common}`, {
    headers: { 'Gitlab-Shared-Secret': 'dGhyZWU=', 'Private-Token': 'not asked for' },
  });
  expect(carrier.understood.map(({ credentials }) => Object.fromEntries(credentials))).toEqual([
    { SecretToken: 'one' },
    { SecretToken: 'two' },
    { GitlabSharedSecret: 'dGhyZWU=' },
  ]);
});

test('SCIM filters may hold any character', async () => {
  await using carrier = await startCarrier();
  const filter = `id eq "0b1d561c:/?#[]@!$&'()*+,;="`;
  const target = `GET /api/scim/v2/groups/test_group/Users?filter=${encodeURIComponent(filter)}`;
  expect(await send(carrier, target)).toMatchObject({ status: 200 });
  expect(await send(carrier, "GET /api/scim/v2/groups/test_group/Users?filter=a:b/c?d@e!f$g'(h)*,;i")).toMatchObject({
    status: 200,
  });
  expect(carrier.understood.map(({ input }) => input.filter)).toEqual([filter, "a:b/c?d@e!f$g'(h)*,;i"]);
});

test('A query is percent-encoded UTF-8; anything else is 400', async () => {
  await using carrier = await startCarrier();
  await send(carrier, `${discover}?username=%C3%A9`);
  expect(carrier.understood[0]?.input.username).toBe('é');
  for (const bytes of ['%ff', '%c3%28', '%'])
    expect(await send(carrier, `${discover}?username=${bytes}`)).toMatchObject({
      status: 400,
      body: { error: "400 Bad Request: the value of 'username' is not percent-encoded UTF-8" },
    });
});
