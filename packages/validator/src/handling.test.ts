import { expect, test } from 'vitest';
import { send, startCarrier } from './examples.test-support.ts';

const allowed = 'POST /api/v4/internal/allowed';
const keys = 'GET /api/v4/internal/authorized_keys';
const usage = 'POST /api/v4/internal/kubernetes/usage_metrics';

const lenient = { Prefer: 'handling=lenient' };
const strict = { Prefer: 'handling=strict' };
const invalid = { action: 'no-such-action', protocol: 'ssh', project: 'a/b', key_id: '-1', check_ip: 'nowhere' };
const violations =
  'enum;in=body;pointer="/action", pattern;in=body;pointer="/key_id", format;in=body;pointer="/check_ip"';

test('Strict handling refuses what breaks the contract, and tells all of it', async () => {
  await using carrier = await startCarrier();
  const reply = await send(carrier, allowed, { json: invalid });
  expect(reply).toMatchObject({
    status: 400,
    body: { error: 'action does not have a valid value, key_id is invalid, check_ip is invalid' },
  });
  expect(reply.headers['gitlab-stub-violations']).toBe(violations);
  expect(reply.headers['preference-applied']).toBeUndefined();
  expect(carrier.understood).toEqual([]);
});

test('Lenient handling records the same and hands the values on as they came', async () => {
  await using carrier = await startCarrier({ handling: 'lenient' });
  const reply = await send(carrier, allowed, { json: invalid });
  expect(reply.status).toBe(200);
  expect(reply.headers['gitlab-stub-violations']).toBe(violations);
  expect(carrier.exchanges[0]?.violations).toHaveLength(3);
  expect({ ...carrier.understood[0]?.input }).toEqual({ ...invalid, changes: '_any' });
  expect(carrier.understood[0]?.handling).toBe('lenient');
});

test('A request may ask for either handling, and is told that it got it', async () => {
  await using strictCarrier = await startCarrier({ handling: 'strict' });
  const tolerated = await send(strictCarrier, allowed, { json: invalid, headers: lenient });
  expect(tolerated).toMatchObject({ status: 200, headers: { 'preference-applied': 'handling=lenient' } });
  await using lenientCarrier = await startCarrier({ handling: 'lenient' });
  const refused = await send(lenientCarrier, allowed, { json: invalid, headers: strict });
  expect(refused).toMatchObject({ status: 400, headers: { 'preference-applied': 'handling=strict' } });
});

test.each([
  ['handling="lenient"', 200],
  ['respond-async, HANDLING = Lenient', 200],
  ['handling=lenient; why="tests"', 200],
  ['handling=lenient, handling=strict', 200],
  ['handling=strict, handling=lenient', 400],
  ['handling=lenientish', 400],
  ['respond-async; handling=lenient', 400],
  ['handling', 400],
])('Prefer: %s is answered with %i', async (preference, status) => {
  await using carrier = await startCarrier();
  expect(await send(carrier, allowed, { json: invalid, headers: { Prefer: preference } })).toMatchObject({ status });
});

test('Where GitLab checks its parameters, nobody is lenient', async () => {
  await using carrier = await startCarrier({ handling: 'lenient' });
  const reply = await send(carrier, usage, { json: { counters: { gitops_sync: 'many' } }, headers: lenient });
  expect(reply).toMatchObject({ status: 400, body: { error: 'counters[gitops_sync] is invalid' } });
  expect(reply.headers['preference-applied']).toBeUndefined();
});

test('A value of the wrong JSON type counts as absent', async () => {
  await using carrier = await startCarrier({ handling: 'lenient' });
  const json = {
    action: 5,
    protocol: ['ssh'],
    project: 'a/b',
    username: null,
    key_id: true,
    changes: { a: 1 },
    env: '{',
  };
  expect(await send(carrier, allowed, { json })).toMatchObject({ status: 200 });
  expect({ ...carrier.understood[0]?.input }).toEqual({ project: 'a/b', env: '{', changes: '_any' });
  await send(carrier, 'GET /api/scim/v2/groups/test_group/Users?count=many&startIndex=1.5&filter[]=x');
  expect(carrier.understood[1]?.input).toEqual({ group_path: 'test_group', startIndex: 1, count: 20 });
});

test('So do elements of an array', async () => {
  await using carrier = await startCarrier({ handling: 'lenient' });
  const json = { name: 'ci', scopes: ['api', 5, null, 'nonsense', ['read_user']] };
  expect(await send(carrier, 'POST /api/v4/internal/personal_access_token', { json })).toMatchObject({ status: 200 });
  expect(carrier.understood[0]?.input.scopes).toEqual(['api', 'nonsense']);
});

test('A missing parameter is tolerated', async () => {
  await using carrier = await startCarrier({ handling: 'lenient' });
  const reply = await send(carrier, allowed, { json: { project: 'a/b' } });
  expect(reply.status).toBe(200);
  expect(reply.headers['gitlab-stub-violations']).toBe(
    'missing;in=body;pointer="/action", missing;in=body;pointer="/protocol"',
  );
});

test.each([strict, lenient])('Access to no repository is refused, where GitLab crashes (%o)', async (headers) => {
  await using carrier = await startCarrier();
  const json = { action: 'git-upload-pack', protocol: 'ssh' };
  const error = 'project, gl_repository are missing, at least one parameter must be provided';
  expect(await send(carrier, allowed, { json, headers })).toMatchObject({ status: 400, body: { error } });
  expect(await send(carrier, allowed, { headers: lenient })).toMatchObject({ status: 400, body: { error } });
  expect(await send(carrier, allowed, { json: { ...json, project: 5 }, headers: lenient })).toMatchObject({
    status: 400,
    body: { error },
  });
  expect(carrier.understood).toEqual([]);
});

test.each([strict, lenient])('So is a search for no key (%o)', async (headers) => {
  await using carrier = await startCarrier();
  const refusal = { status: 400, body: { error: 'key is missing' } };
  expect(await send(carrier, keys, { headers })).toMatchObject(refusal);
  expect(await send(carrier, `${keys}?key`, { headers })).toMatchObject(refusal);
  expect(await send(carrier, `${keys}?key[]=x`, { headers: lenient })).toMatchObject(refusal);
});

test('Malformed JSON and unknown media types are refused in either handling', async () => {
  await using carrier = await startCarrier({ handling: 'lenient' });
  expect(await send(carrier, allowed, { headers: { 'Content-Type': 'application/json' }, body: '{' })).toMatchObject({
    status: 400,
  });
  expect(await send(carrier, allowed, { headers: { 'Content-Type': 'text/plain' }, body: '{' })).toMatchObject({
    status: 415,
  });
});
