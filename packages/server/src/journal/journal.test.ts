import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call, shellJwt } from '../requests.test-support.ts';
import { sqliteFile } from '../sqlite-file.test-support.ts';
import { type StartedStub, startStub } from '../start-stub.ts';

let stub: StartedStub;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());
beforeEach(() => stub.journal.clear());

const discover = 'GET /api/v4/internal/discover?user_id=7';

/** What the control API answers to a look at the journal. */
async function journal(query = '', world = 'default') {
  return (await call(stub, `GET /-/worlds/${world}/journal${query}`)).body;
}

describe('The journal', () => {
  test('keeps a request and its reply with what became of them', async () => {
    const headers = { 'X-Request-Id': 'my-id', 'User-Agent': 'gitlab-shell/14.0' };
    await call(stub, discover, { as: 'shell', headers });
    const { last_id, dropped } = await journal();
    const entries = await stub.journal.entries();
    expect(entries).toMatchObject([
      {
        world: 'default',
        correlation_id: 'my-id',
        operation: 'discoverUser',
        consumer: 'gitlab-shell',
        request: { method: 'GET', url: '/api/v4/internal/discover?user_id=7', body: null, body_bytes: 0 },
        response: { status: 200, body: expect.stringContaining('"username":"rubi"'), truncated: false },
        verdict: 'valid',
        credentials: { verdict: 'accepted', reasons: [] },
        violations: [],
        trace: null,
        fault: null,
        near_misses: [],
      },
    ]);
    expect(entries[0]?.response?.headers).toContainEqual({ name: 'x-request-id', value: 'my-id' });
    expect(entries[0]?.response?.headers).toContainEqual({ name: 'content-type', value: 'application/json' });
    expect([last_id, dropped]).toEqual([entries[0]?.id, 0]);
  });

  test('says why a credential was refused, what breaks the contract, and how access was decided', async () => {
    await call(stub, discover, { headers: { 'Gitlab-Shell-Api-Request': await shellJwt({ iss: 'somebody' }) } });
    await call(stub, 'POST /api/v4/internal/allowed', { as: 'shell', json: { protocol: 'ssh', project: 'a/b' } });
    const json = { key_id: 11, action: 'git-upload-pack', protocol: 'ssh', project: 'gnuwget/wget2' };
    await call(stub, 'POST /api/v4/internal/allowed', { as: 'shell', json });
    const [refused, invalid, allowed] = await stub.journal.entries();
    expect(refused).toMatchObject({ verdict: 'refused', credentials: { verdict: 'refused' } });
    expect(refused?.credentials.reasons.join()).toContain('GitlabShellJwt: ');
    expect(invalid).toMatchObject({ verdict: 'invalid', violations: [{ code: 'missing', names: ['action'] }] });
    expect(allowed?.trace?.length).toBeGreaterThan(3);
    expect(allowed?.trace?.every(({ check, passed }) => check !== '' && passed)).toBe(true);
    expect(allowed?.trace).toContainEqual({
      check: expect.stringMatching(/key/),
      passed: true,
      detail: expect.stringMatching(/key 11/),
    });
    await call(stub, 'POST /api/v4/namespaces/1234/minutes', { as: 'developer', json: { packs: [] } });
    expect((await stub.journal.entries()).at(-1)).toMatchObject({
      credentials: { verdict: 'refused', reasons: [expect.any(String)] },
    });
  });

  test('has what reached no operation, with what it probably meant', async () => {
    const lines = [
      [
        'GET /internal/allowed',
        'checkGitAccess is POST /api/v4/internal/allowed: /api/v4 is missing in front of it; the method is POST, not GET',
      ],
      [
        'POST /gitlab/api/v4/internal/allowed',
        'checkGitAccess is POST /api/v4/internal/allowed: /gitlab stands in front of it; does the base URL of the client end in it?',
      ],
      [
        'POST /api/v4/api/v4/internal/allowed',
        'checkGitAccess is POST /api/v4/internal/allowed: /api/v4 stands in front of it; does the base URL of the client end in it?',
      ],
      [
        'POST /api/v3/internal/allowed',
        'checkGitAccess is POST /api/v4/internal/allowed: it is below /api/v4, not /api/v3',
      ],
      ['GET /api/v4/internal/allowed', 'checkGitAccess is POST /api/v4/internal/allowed: the method is POST, not GET'],
      [
        'POST /api/v4/internal/allowed/now',
        'checkGitAccess is POST /api/v4/internal/allowed: /now is too much at the end',
      ],
      ['POST /api/v4/Internal/Allowed', 'checkGitAccess is POST /api/v4/internal/allowed: its path is in lower case'],
      [
        'POST /api/v4//internal/allowed',
        'checkGitAccess is POST /api/v4/internal/allowed: two slashes follow each other',
      ],
      ['POST /api/v4/internal/post_recieve', 'the nearest is postReceive, POST /api/v4/internal/post_receive'],
      [
        'POST /api/v4/internal/kubernetes/modules/cilium_alert',
        'createCiliumAlert is POST /api/v4/internal/kubernetes/modules/cilium_alert: the release that is served does not have it',
      ],
      ['POST /api/scim/v2/groups/test_group/Users/1', ''],
    ] as const;
    for (const [line] of lines) await call(stub, line);
    const entries = await stub.journal.entries({ operation: 'none' });
    expect(entries.map(({ near_misses }) => near_misses[0])).toEqual([
      ...lines.slice(0, -1).map(([, sentence]) => sentence),
      expect.stringMatching(/^\w+ScimUser is \w+ .*: the method is \w+, not POST$/),
    ]);
    expect(entries.map(({ verdict }) => verdict)).toEqual(lines.map(() => 'refused'));
  });

  test('has what could not be read, and what was refused before anybody looked at it', async () => {
    const headers = { 'Content-Type': 'application/json' };
    await call(stub, 'POST /api/v4/internal/allowed', { as: 'shell', headers, body: '{"action":' });
    await call(stub, 'POST /api/v4/internal/allowed', { headers: { 'Content-Encoding': 'br' }, body: 'x' });
    expect(await stub.journal.entries()).toMatchObject([
      {
        operation: 'checkGitAccess',
        request: { body: '{"action":' },
        response: { status: 400 },
        verdict: 'invalid',
        credentials: { verdict: 'none' },
      },
      { operation: null, response: { status: expect.any(Number) }, duration_ms: null },
    ]);
  });

  test('of each world is its own, and goes away with it', async () => {
    await using world = await stub.worlds.create('own-journal', { file: 'default' });
    await call(world, discover, { as: 'shell' });
    expect(await world.journal.entries()).toMatchObject([
      { id: 1, world: 'own-journal', request: { url: '/api/v4/internal/discover?user_id=7' } },
    ]);
    expect(await stub.journal.entries()).toEqual([]);
    await world.delete();
    expect(await call(stub, 'GET /-/worlds/own-journal/journal')).toMatchObject({ status: 404 });
    await stub.worlds.create('own-journal');
    expect(await world.journal.entries()).toEqual([]);
  });

  test('of the default world has what names a world that is not there', async () => {
    await call(stub, '/-/in/defualt/api/v4/internal/check'.replace(/^/, 'GET '));
    await call(stub, 'GET /api/v4/nowhere', { headers: { 'Gitlab-Stub-World': 'defualt' } });
    await call(stub, 'GET /api/v4/internal/check', { headers: { 'Gitlab-Stub-World': 'zebra' } });
    const [known, unknown, like] = await stub.journal.entries();
    expect(like?.near_misses).toEqual(['no world is called "zebra"']);
    expect(known).toMatchObject({
      operation: 'checkInstance',
      response: { status: 404 },
      near_misses: ['no world is called "defualt"; did you mean "default"?'],
    });
    expect(unknown?.near_misses[0]).toBe('no world is called "defualt"; did you mean "default"?');
  });

  test('tells the time of the machine and that of the world', async () => {
    await using world = await stub.worlds.create('frozen', { file: 'default' });
    await world.clock.freeze('2023-01-01T00:00:00Z');
    await call(world, discover, { as: 'shell' });
    const [entry] = await world.journal.entries();
    expect(entry?.world_time).toBe('2023-01-01T00:00:00.000Z');
    expect(Math.abs(Date.parse(String(entry?.started_at)) - Date.now())).toBeLessThan(600_000);
  });

  test('does not know of the control API', async () => {
    await call(stub, 'GET /-/liveness');
    await call(stub, 'GET /-/nowhere');
    expect(await stub.journal.entries()).toEqual([]);
  });

  test('is filtered, and refuses a filter that is none', async () => {
    await call(stub, discover, { as: 'shell', headers: { 'X-Request-Id': 'one' } });
    await call(stub, discover, { headers: { 'User-Agent': 'gitaly/16' } });
    await call(stub, 'GET /api/v4/internal/kubernetes/agent_info', { as: 'agent' });
    await call(stub, 'GET /api/v4/nowhere');
    const all = (await journal()).entries as unknown as { id: number }[];
    const first = Number(all[0]?.id);
    for (const [query, ids] of [
      ['operation=discoverUser', [0, 1]],
      ['operation=none', [3]],
      ['consumer=gitaly', [1]],
      ['verdict=refused', [1, 3]],
      ['credentials=accepted', [0, 2]],
      ['credentials=none', [3]],
      ['status=401', [1]],
      ['correlation_id=one', [0]],
      [`since=${first + 1}`, [2, 3]],
      ['limit=1', [3]],
      ['operation=discoverUser&status=200', [0]],
    ] as const) {
      const { entries } = await journal(`?${query}`);
      expect(
        (entries as unknown as { id: number }[]).map(({ id }) => id - first),
        query,
      ).toEqual(ids);
    }
    for (const [query, error] of [
      ['operations=x', 'operations is no filter; did you mean operation?'],
      ['operation=postRecieve', 'no operation is called postRecieve; did you mean postReceive?'],
      ['nonsense=x', 'nonsense is no filter; there are operation, consumer, '],
      ['operation=nosuch', 'no operation is called nosuch; there are '],
      ['verdict=good', 'verdict must be one of'],
      ['wait=61', 'wait must be'],
      ['status=no', 'status must be'],
    ] as const)
      expect(await call(stub, `GET /-/worlds/default/journal?${query}`)).toMatchObject({
        status: 400,
        body: { error: expect.stringContaining(error) },
      });
    await expect(stub.journal.entries({ operation: 'preRecieve' as 'preReceive' })).rejects.toThrow(
      'did you mean preReceive?',
    );
  });

  test('comes as lines, too', async () => {
    await call(stub, discover, { as: 'shell' });
    await call(stub, discover);
    const lines = await call(stub, 'GET /-/worlds/default/journal', { headers: { Accept: 'application/x-ndjson' } });
    expect(lines.headers.get('Content-Type')).toBe('application/x-ndjson');
    const parsed = String(lines.body)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(parsed).toEqual(await stub.journal.entries());
    expect(parsed.length).toBe(2);
  });

  test('is cleared, and goes on counting', async () => {
    await call(stub, discover, { as: 'shell' });
    const { last_id } = await journal();
    expect(await call(stub, 'DELETE /-/worlds/default/journal')).toMatchObject({ status: 204 });
    expect(await journal()).toEqual({ entries: [], last_id, dropped: 0 });
    await call(stub, discover, { as: 'shell' });
    expect((await journal()).last_id).toBe(Number(last_id) + 1);
    expect(await call(stub, 'DELETE /-/worlds/nowhere/journal')).toMatchObject({ status: 404 });
  });
});

test('What the front door refuses is in the journal, too', async () => {
  await using locked = await startStub({
    relativeUrlRoot: '/gitlab',
    basicAuth: { user: 'me', password: 'a-password' },
  });
  const headers = (password: string) => ({
    Authorization: `Basic ${Buffer.from(`me:${password}`).toString('base64')}`,
  });
  const { url } = { url: locked.url.replace(/\/gitlab$/, '') };
  await locked.worlds.create('other');
  await call({ url }, 'GET /gitlab/-/in/other/api/v4/internal/check', { headers: headers('wrong-password') });
  await call({ url }, 'GET /api/v4/internal/check', { headers: headers('a-password') });
  const refused = { verdict: 'refused', reasons: ['HTTP Basic: wrong user or password'] };
  expect(await locked.worlds.get('other').journal.entries()).toMatchObject([
    { response: { status: 401 }, credentials: refused },
  ]);
  expect(await locked.journal.entries()).toMatchObject([
    { response: { status: 404 }, near_misses: ['everything is below /gitlab', expect.any(String)] },
  ]);
  expect(JSON.stringify(await locked.journal.entries())).not.toContain(headers('a-password').Authorization.slice(6));
});

test('Faults are in the journal with what they answered, and what they cut has no reply', async () => {
  await using world = await stub.worlds.create('faulty', { file: 'default' });
  await world.faults.add({ name: 'busy', operation: 'checkInstance', answer: { status: 503 } });
  await world.faults.add({ name: 'gone', operation: 'discoverUser', cut: { when: 'before' } });
  await call(world, 'GET /api/v4/internal/check', { as: 'shell' });
  await expect(call(world, discover, { as: 'shell' })).rejects.toThrow();
  expect(await world.journal.entries()).toMatchObject([
    { fault: 'busy', response: { status: 503 }, verdict: 'refused' },
    { fault: 'gone', response: null, credentials: { verdict: 'accepted' } },
  ]);
});

test('Servers that share a database have a journal each, and both lose it with the world', async () => {
  using file = sqliteFile();
  await using one = await startStub({ database: file.database });
  await using other = await startStub({ database: file.database });
  const world = await one.worlds.create('both', { file: 'default' });
  await call(other.worlds.get('both'), discover, { as: 'shell' });
  expect(await world.journal.entries()).toEqual([]);
  expect(await other.worlds.get('both').journal.entries()).toMatchObject([{ id: 1, world: 'both' }]);
  await world.delete();
  expect(await call(other, 'GET /-/worlds/both/journal')).toMatchObject({ status: 404 });
  await one.worlds.create('both');
  expect(await other.worlds.get('both').journal.entries()).toEqual([]);
});

describe('Whoever waits for an entry', () => {
  test('is answered as soon as it is there', async () => {
    await call(stub, discover, { as: 'shell' });
    const { last_id } = await journal();
    const waiting = journal(`?operation=discoverUser&since=${last_id}&wait=50`);
    await pause(50);
    await call(stub, 'GET /api/v4/internal/check', { as: 'shell' });
    await call(stub, discover, { as: 'shell' });
    expect((await waiting).entries).toMatchObject([{ id: Number(last_id) + 2, operation: 'discoverUser' }]);
  });

  test('is answered with nothing when the time is over', async () => {
    expect((await journal('?operation=postReceive&wait=0.05')).entries).toEqual([]);
  });

  test('is told in TypeScript what came instead', async () => {
    const entry = stub.journal.waitFor({ operation: 'checkInstance' });
    await call(stub, 'GET /api/v4/internal/check', { as: 'shell' });
    expect(await entry).toMatchObject({ operation: 'checkInstance' });
    await call(stub, 'POST /api/v4/internal/post_recieve', { as: 'shell', json: {} });
    const failed = stub.journal.waitFor({ operation: 'postReceive' }, { timeout: 0.05 });
    await expect(failed).rejects.toThrow(
      /^nothing with operation postReceive came to the world default within 0.05 s; what came instead:\n#\d+ GET .*\n#\d+ POST \/api\/v4\/internal\/post_recieve \(no operation\) 404: the nearest is postReceive/,
    );
    await stub.journal.clear();
    await expect(stub.journal.waitFor({}, { timeout: 0 })).rejects.toThrow('nothing else came either');
    await expect(stub.worlds.get('nowhere').journal.entries()).rejects.toThrow('no such world: nowhere');
  });

  test('is answered when the server closes', async () => {
    const other = await startStub();
    const waiting = call(other, 'GET /-/worlds/default/journal?wait=60');
    await pause(100);
    await other.close();
    expect(await waiting).toMatchObject({ status: 200, body: { entries: [] } });
  });

  test('may go away', async () => {
    const waiting = request(`${stub.url}/-/worlds/default/journal?wait=60`);
    waiting.on('error', () => undefined).end();
    await pause(100);
    waiting.destroy();
    await pause(50);
    expect((await journal('?wait=0')).entries).toEqual([]);
  });
});

describe('The room of a journal', () => {
  test('is for so many entries as it was given, none included', async () => {
    await using small = await startStub({ journalEntries: 3 });
    for (let user = 1; user <= 5; user += 1)
      await call(small, `GET /api/v4/internal/discover?user_id=${user}`, { as: 'shell' });
    expect((await call(small, 'GET /-/worlds/default/journal')).body).toMatchObject({
      entries: [{ id: 3 }, { id: 4 }, { id: 5 }],
      last_id: 5,
      dropped: 2,
    });
    await using none = await startStub({ journalEntries: 0 });
    await call(none, discover, { as: 'shell' });
    expect(await none.journal.entries()).toEqual([]);
  });

  test('has the beginning of large bodies, and no more than 16 MB of them all', async () => {
    const changes = `${'0'.repeat(40)} ${'1'.repeat(40)} refs/heads/ä\n`.repeat(2000);
    const json = { changes, secret_token: 'gitlab-shell-dev-secret' };
    for (let count = 0; count < 300; count += 1) await call(stub, 'POST /api/v4/internal/nowhere', { json });
    const { dropped } = await journal();
    const entries = await stub.journal.entries();
    expect(entries[0]).toMatchObject({
      request: { truncated: true, body_encoding: 'utf-8', body_bytes: JSON.stringify(json).length + 2000 },
    });
    expect(String(entries[0]?.request?.body).length).toBeLessThanOrEqual(65536);
    expect(Number(dropped)).toBeGreaterThan(0);
    expect(entries.length).toBeLessThan(256);
  });

  test('has the beginning of large replies, too, and the whole of others', async () => {
    await using world = await stub.worlds.create('large-replies', { file: 'default' });
    const large = ['a'.repeat(70_000), 'ä'.repeat(40_000), 'ä'.repeat(20_000)];
    for (const message of large) {
      await world.faults.add({ name: 'large', operation: 'checkInstance', answer: { status: 503, body: { message } } });
      await call(world, 'GET /api/v4/internal/check', { as: 'shell' });
      await world.faults.remove('large');
    }
    const replies = (await world.journal.entries()).map(({ response }) => response);
    expect(replies.map((reply) => [reply?.body_bytes, reply?.truncated])).toEqual([
      [70_014, true],
      [80_014, true],
      [40_014, false],
    ]);
    expect(replies.map((reply) => Buffer.byteLength(reply?.body ?? ''))).toEqual([65_536, 65_534, 40_014]);
    expect(replies.map((reply) => reply?.body)).toEqual([
      `{"message":"${'a'.repeat(65_524)}`,
      `{"message":"${'ä'.repeat(32_761)}`,
      `{"message":"${'ä'.repeat(20_000)}"}`,
    ]);
  });
});
