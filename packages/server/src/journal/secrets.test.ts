import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { call, kasJwt, kasSecret, type Sent, shellJwt, shellSecret } from '../requests.test-support.ts';
import { type StartedStub, startStub } from '../start-stub.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Credentials that nobody accepts are secrets all the same: they may be those of another server. */
const foreign = 'a-secret-of-another-server';

const project = { action: 'git-upload-pack', protocol: 'ssh', project: 'gnuwget/wget2', key_id: 11 };

/** Everything in which this API carries a secret, where it belongs and where it does not. */
async function everySecret(): Promise<{ readonly line: string; readonly sent: Sent; readonly secrets: string[] }[]> {
  const [shell, kas] = [await shellJwt(), await kasJwt()];
  const geo = await new SignJWT({ data: '{}' }).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(foreign));
  const allowed = 'POST /api/v4/internal/allowed';
  const check = 'GET /api/v4/internal/check';
  const header = (line: string, name: string, value: string) => ({
    line,
    sent: { headers: { [name]: value } },
    secrets: [value.replace(/^\w+ /, '')],
  });
  const body = (type: string, text: string) => ({
    line: allowed,
    sent: { body: text, headers: { 'Content-Type': type } },
    secrets: [foreign],
  });
  return [
    header(check, 'Gitlab-Shared-Secret', base64(shellSecret)),
    header(check, 'Gitlab-Shared-Secret', base64(`${foreign}\n`)),
    header(check, 'Gitlab-Shell-Api-Request', shell),
    header(check, 'Gitlab-Kas-Api-Request', kas),
    header(check, 'X-Somebodys-Header', shell),
    header(check, 'Authorization', `GL-Geo access:${geo}`),
    header(check, 'Authorization', `Basic ${base64(`user:${foreign}`)}`),
    header(check, 'Cookie', `_gitlab_session=${foreign}`),
    header(check, 'Proxy-Authorization', foreign),
    header('GET /api/v4/internal/kubernetes/agent_info', 'Authorization', 'Bearer agent-dev-token'),
    header('GET /api/v4/namespaces/1/gitlab_subscription', 'PRIVATE-TOKEN', 'admin-dev-token'),
    header('GET /api/v4/namespaces/1/gitlab_subscription', 'TOKEN', 'admin-dev-token'),
    header('GET /api/v4/namespaces/1/gitlab_subscription', 'Authorization', 'Bearer owner-dev-token'),
    header('GET /api/scim/v2/groups/test_group/Users', 'Authorization', 'Bearer scim-dev-token'),
    header('POST /api/v4/internal/error_tracking/allowed', 'Gitlab-Error-Tracking-Token', 'error-tracking-dev-token'),
    {
      line: `${check}?secret_token=${shellSecret}&private_token=${foreign}`,
      sent: {},
      secrets: [shellSecret, foreign],
    },
    { line: `${check}?secret%5Ftoken=${foreign}&user[password]=${foreign}`, sent: {}, secrets: [foreign] },
    { line: `GET /api/v4/nowhere/${foreign}`, sent: { headers: { 'PRIVATE-TOKEN': foreign } }, secrets: [foreign] },
    { line: `GET /api/v4/nowhere?error_tracking_token=${foreign}`, sent: {}, secrets: [foreign] },
    { line: allowed, sent: { json: { ...project, secret_token: shellSecret } }, secrets: [shellSecret] },
    {
      line: allowed,
      sent: { json: { ...project, secret_token: foreign, nested: [{ private_token: foreign }] } },
      secrets: [foreign],
    },
    { line: allowed, sent: { form: `secret_token=${foreign}&action=git-upload-pack` }, secrets: [foreign] },
    { line: allowed, sent: { form: JSON.stringify({ secret_token: foreign }) }, secrets: [foreign] },
    body('application/json', `{"secret_token": "${foreign}", "action": }`),
    body('application/json', `{"secret_token": "${foreign}`),
    body('application/json', `{'secret_token': '${foreign}'}`),
    body('application/json', `{"secret\\u005ftoken": "${foreign}"}`),
    body('application/json', JSON.stringify(JSON.stringify({ secret_token: foreign }))),
    body('application/json', `{"a": "${'x'.repeat(80_000)}", "secret_token": "${foreign}"}`),
    body('application/json', `{"secret_token": ["${foreign}"], "a": "${'x'.repeat(80_000)}"}`),
    body('application/xml', `<request><secret_token>${foreign}</secret_token></request>`),
    body(
      'multipart/form-data; boundary=b',
      `--b\r\nContent-Disposition: form-data; name="secret_token"\r\n\r\n${foreign}\r\n--b--\r\n`,
    ),
    body('application/octet-stream', `\xff\xfesecret_token=${foreign}`),
    {
      line: 'POST /api/v4/internal/error_tracking/allowed',
      sent: { json: { error_tracking_token: 'error-tracking-dev-token' } },
      secrets: ['error-tracking-dev-token'],
    },
    {
      line: 'PATCH /api/scim/v2/groups/test_group/Users/1',
      sent: { as: 'scim', json: { Operations: [{ op: 'Replace', path: 'password', value: foreign }] } },
      secrets: [foreign],
    },
    {
      line: 'POST /api/scim/v2/groups/test_group/Users',
      sent: { as: 'scim', json: { userName: 'x', password: foreign } },
      secrets: [foreign],
    },
  ];
}

/** Replies that hold a secret which the stub has just made, and where it is in them. */
async function madeSecrets(stub: StartedStub): Promise<string[]> {
  const ask = async (name: string, json: object) =>
    (await call(stub, `POST /api/v4/internal/${name}`, { as: 'shell', json })).body;
  const lfs = await ask('lfs_authenticate', { key_id: 11, project: 'gnuwget/wget2', operation: 'download' });
  const codes = await ask('two_factor_recovery_codes', { user_id: 7 });
  const token = await ask('personal_access_token', { key_id: 11, name: 'new', scopes: ['read_user'] });
  const gitaly = await ask('allowed', project);
  const info = (await call(stub, 'GET /api/v4/internal/kubernetes/agent_info', { as: 'agent' })).body;
  return [
    lfs.lfs_token,
    token.token,
    gitaly.gitaly?.token,
    info.gitaly_info?.token,
    ...Object.values(codes.recovery_codes ?? {}),
  ].map(String);
}

test('No credential that was sent, and none that was given out, is in the journal, its lines or its archive', async () => {
  await using stub = await startStub({ gitalyToken: 'the-token-of-gitaly' });
  const sent = await everySecret();
  for (const { line, sent: request } of sent) await call(stub, line, request);
  const made = await madeSecrets(stub);
  expect(made).toHaveLength(14);
  expect(made).not.toContain('undefined');
  const secrets = [...new Set([...sent.flatMap(({ secrets }) => secrets), ...made, kasSecret, foreign])];
  const headers = { Accept: 'application/x-ndjson' };
  const shown = [
    await call(stub, 'GET /-/worlds/default/journal'),
    await call(stub, 'GET /-/worlds/default/journal', { headers }),
    await call(stub, 'GET /-/worlds/default/journal.har'),
  ].map(({ body }) => (typeof body === 'string' ? String(body) : JSON.stringify(body)));
  expect((await stub.journal.entries()).length).toBe(sent.length + 5);
  for (const text of shown) {
    expect(text).toContain('[MASKED]');
    for (const secret of secrets) expect(text.includes(secret) ? secret : undefined).toBeUndefined();
    for (const [, bytes = ''] of text.matchAll(/"([\w+/]{20,}=*)"/g))
      expect(Buffer.from(bytes, 'base64').toString('latin1')).not.toContain(foreign);
  }
});

test('A secret that is a word of the journal does not break it', async () => {
  await using stub = await startStub();
  for (const secret of ['accepted', 'authorization', 'GET /api/v4', 'application/json'])
    await call(stub, `GET /api/v4/internal/check?secret_token=${encodeURIComponent(secret)}&private_token=accepted`, {
      as: 'shell',
      headers: { Authorization: 'Bearer authorization' },
    });
  const { status, body } = await call(stub, 'GET /-/worlds/default/journal');
  expect(status).toBe(200);
  expect(body.entries).toMatchObject([{ request: { method: 'GET' }, credentials: { verdict: 'refused' } }, {}, {}, {}]);
});

test('What is no secret stays as it was', async () => {
  await using stub = await startStub();
  const json = `{ "gl_repository" : "project-7",  "secret_token":"${shellSecret}", "x": [1, null] }`;
  await call(stub, 'POST /api/v4/internal/pre_receive?y=%20', {
    body: json,
    headers: { 'Content-Type': 'application/json' },
  });
  const [entry] = await stub.journal.entries();
  expect(entry).toMatchObject({
    operation: 'preReceive',
    credentials: { verdict: 'accepted' },
    request: {
      url: '/api/v4/internal/pre_receive?y=%20',
      body: '{ "gl_repository" : "project-7",  "secret_token":"[MASKED]", "x": [1, null] }',
      body_bytes: json.length,
    },
  });
});
