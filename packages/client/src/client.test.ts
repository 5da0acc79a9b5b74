import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { endpoints } from '../generated/operations.ts';
import type { Endpoint } from './endpoint.ts';
import {
  agentToken,
  type Client,
  CredentialError,
  createClient,
  errorTrackingToken,
  kasJwt,
  privateToken,
  scimToken,
  sharedSecret,
  shellJwt,
} from './index.ts';

interface Recorded {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const recorded: Recorded[] = [];
let answer: { status: number; body?: string; headers?: Record<string, string> };

const server = createServer(async (request, response) => {
  recorded.push({ method: request.method, url: request.url, headers: request.headers, body: await text(request) });
  response
    .writeHead(answer.status, answer.headers ?? { 'Content-Type': 'application/json', 'X-Request-Id': 'r-1' })
    .end(answer.body);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const baseUrl = urlOf(server);

const credentials = [
  sharedSecret('shell-secret'),
  kasJwt(btoa('gitlab-kas-dev-secret-32-bytes!!')),
  agentToken('agent-token'),
  privateToken('private-token'),
  scimToken('scim-token'),
  errorTrackingToken('error-tracking-token'),
];
const client = createClient({ baseUrl, credentials });

beforeEach(() => {
  recorded.length = 0;
  answer = { status: 200, body: '{}' };
});

afterAll(() => server.close());

describe('a request', () => {
  test('has its parameters as JSON in the body', async () => {
    const input = { action: 'git-upload-pack', protocol: 'ssh', project: 'group/naïve', key_id: 11 } as const;
    await client.checkGitAccess(input);
    expect(recorded).toMatchObject([
      { method: 'POST', url: '/api/v4/internal/allowed', headers: { 'content-type': 'application/json' } },
    ]);
    expect(JSON.parse(only().body)).toEqual(input);
  });

  test('has them in the query where the operation has no body', async () => {
    await client.findAuthorizedKey({ key: 'AAAA+B/C=&d' });
    const url = '/api/v4/internal/authorized_keys?key=AAAA%2BB%2FC%3D%26d';
    expect(only()).toMatchObject({ method: 'GET', url, body: '' });
    expect(only().headers).not.toHaveProperty('content-type');
    answer = { status: 204 };
    await client.deleteUpcomingReconciliation({ namespace_id: 22 });
    expect(recorded[1]).toMatchObject({ method: 'DELETE', url: expect.stringMatching(/\?namespace_id=22$/), body: '' });
  });

  test('may do without parameters', async () => {
    await client.checkInstance();
    await client.discoverUser();
    await client.recordAgentUsage();
    expect(recorded.map(({ url, body }) => [url, body])).toEqual([
      ['/api/v4/internal/check', ''],
      ['/api/v4/internal/discover', ''],
      ['/api/v4/internal/kubernetes/usage_metrics', '{}'],
    ]);
  });

  test('leaves out what is undefined, and keeps false and zero', async () => {
    const filter = undefined as unknown as string;
    await client.listScimUsers({ group_path: 'g', filter, startIndex: 0 });
    expect(only().url).toBe('/api/scim/v2/groups/g/Users?startIndex=0');
    const body = { Operations: [{ op: 'Replace' as const, path: 'active', value: false }] };
    await client.updateScimUser({ group_path: 'g', id: '1', ...body });
    expect(JSON.parse(recorded[1]?.body ?? '')).toEqual(body);
  });

  test('is application/scim+json under SCIM, its path percent-encoded with the slashes', async () => {
    await client.updateScimUser({ group_path: 'a/b', id: 'me@x.org?#%/$&', Operations: [] });
    const url = '/api/scim/v2/groups/a%2Fb/Users/me%40x.org%3F%23%25%2F%24%26';
    expect(only()).toMatchObject({ method: 'PATCH', url });
    expect(only().headers['content-type']).toBe('application/scim+json');
  });

  test('never leaves its path: an empty segment and dots are refused before anything is sent', async () => {
    for (const id of ['', '.', '..', undefined as unknown as string]) {
      await expect(client.deleteScimUser({ group_path: 'g', id })).rejects.toThrow(
        /^id is '.*', which cannot stand in a path$/,
      );
    }
    expect(recorded).toEqual([]);
  });

  test('carries an X-Request-Id of its own, which the result tells', async () => {
    const { requestId } = await client.checkInstance();
    expect(only().headers['x-request-id']).toBe(requestId);
    expect((await client.checkInstance()).requestId).not.toBe(requestId);
    expect(await client.checkInstance({}, { headers: { 'x-request-id': 'mine' } })).toMatchObject({
      requestId: 'mine',
    });
  });

  test('goes below a relative URL root', async () => {
    await createClient({ baseUrl: `${baseUrl}/gitlab/`, credentials }).moveMinutesPacks({ id: 'a/b', target_id: 124 });
    expect(only()).toMatchObject({
      method: 'PATCH',
      url: '/gitlab/api/v4/namespaces/a%2Fb/minutes/move/124',
      body: '',
    });
  });

  test('takes headers of its own, which win', async () => {
    const input = { group_path: 'g', id: '1', Operations: [] };
    await client.updateScimUser(input, {
      headers: { 'content-type': 'application/json', Authorization: 'Bearer other', 'X-Request-Id': 'mine' },
    });
    expect(only().headers).toMatchObject({
      'content-type': 'application/json',
      authorization: 'Bearer other',
      'x-request-id': 'mine',
    });
  });

  test('is sent by the fetch that the client was given', async () => {
    const fetch = async (request: Request) => Response.json({ api_version: new URL(request.url).pathname });
    const result = await createClient({ baseUrl: 'http://gitlab.invalid', credentials, fetch }).checkInstance();
    expect(result).toMatchObject({ status: 200, body: { api_version: '/api/v4/internal/check' } });
  });

  test('is not sent with a header that holds a line break, and the message does not repeat the value', async () => {
    await expect(client.checkInstance({}, { headers: { 'X-Token': 'two\nlines' } })).rejects.toThrow(
      new TypeError('the header X-Token holds a character that no header can carry'),
    );
    expect(recorded).toEqual([]);
  });
});

describe('the credentials', () => {
  test('are only those that the operation declares', async () => {
    await client.checkInstance();
    expect(credentialHeaders()).toEqual({ 'gitlab-shared-secret': btoa('shell-secret') });
    await client.getSubscription({ id: 1 });
    expect(credentialHeaders()).toEqual({ 'private-token': 'private-token' });
    await client.getScimUser({ group_path: 'g', id: '1' });
    expect(credentialHeaders()).toEqual({ authorization: 'Bearer scim-token' });
    await client.recordAgentUsage({});
    expect(credentialHeaders()).toEqual({ 'gitlab-kas-api-request': expect.stringMatching(/^ey/) });
  });

  test('are two where the operation needs both', async () => {
    await client.getAgentInfo();
    expect(credentialHeaders()).toEqual({
      authorization: 'Bearer agent-token',
      'gitlab-kas-api-request': expect.stringMatching(/^ey/),
    });
  });

  test('are all that would do where the operation has alternatives', async () => {
    await createClient({ baseUrl, credentials: [sharedSecret('s'), shellJwt('s'), privateToken('p')] }).checkInstance();
    expect(Object.keys(credentialHeaders())).toEqual(['gitlab-shared-secret', 'gitlab-shell-api-request']);
  });

  test('are an error before anything is sent when one is missing', async () => {
    const missing = createClient({ baseUrl, credentials: [kasJwt('x'), privateToken('p')] });
    await expect(missing.getAgentInfo()).rejects.toThrow(
      new CredentialError('getAgentInfo needs kasJwt and agentToken; given: kasJwt, privateToken'),
    );
    await expect(createClient({ baseUrl }).checkInstance()).rejects.toThrow(
      'checkInstance needs sharedSecret, or shellJwt; given: none',
    );
    expect(recorded).toEqual([]);
  });

  test('of one call are sent as they are, or not at all', async () => {
    await client.getAgentInfo({}, { credentials: [] });
    expect(credentialHeaders()).toEqual({});
    await client.getAgentInfo({}, { credentials: [agentToken('wrong'), privateToken('foreign')] });
    expect(credentialHeaders()).toEqual({ authorization: 'Bearer wrong', 'private-token': 'foreign' });
  });

  test('are the later one of two of a kind', async () => {
    await createClient({ baseUrl, credentials: [privateToken('old'), privateToken('new')] }).getSubscription({ id: 1 });
    expect(credentialHeaders()).toEqual({ 'private-token': 'new' });
  });

  test('are none that the edition does not know yet', async () => {
    const older = createClient({ baseUrl, credentials: [shellJwt('s')], gitlabVersion: '14.2' });
    await expect(older.checkInstance()).rejects.toThrow(
      new CredentialError('checkInstance needs sharedSecret; given: shellJwt'),
    );
    expect(recorded).toEqual([]);
  });

  test('suffice for every operation', () => {
    const rows: [string, Endpoint][] = Object.entries(endpoints);
    const unreachable = rows.filter(([, { security }]) => security.length === 0);
    expect(unreachable).toEqual([]);
  });
});

describe('a reply', () => {
  const allowed = (): ReturnType<Client['checkGitAccess']> =>
    client.checkGitAccess({ action: 'git-receive-pack', protocol: 'ssh' }, { retry: false });

  test.each([200, 300, 400, 401, 404, 429, 500, 503])(
    'of the declared status %i has its JSON and its headers',
    async (status) => {
      answer = { status, body: '{"message":"text"}', headers: { 'X-Request-Id': 'r-2', 'Retry-After': '60' } };
      const headers = expect.objectContaining({ 'x-request-id': 'r-2', 'retry-after': '60' });
      expect(await allowed()).toMatchObject({ status, body: { message: 'text' }, headers });
    },
  );

  test('may be null or a number', async () => {
    answer = { status: 200, body: 'null' };
    expect(await client.discoverUser({ key_id: 1 })).toMatchObject({ status: 200, body: null });
    answer = { status: 400, body: '400' };
    expect(await client.preReceive({ gl_repository: 'project-1' })).toMatchObject({ status: 400, body: 400 });
  });

  test('without a body has undefined in its place', async () => {
    answer = { status: 204 };
    expect(await client.recordAgentUsage({})).toMatchObject({ status: 204, body: undefined });
  });

  test('of another status is undeclared', async () => {
    answer = { status: 418, body: '{"tea":true}' };
    expect(await allowed()).toMatchObject({
      status: 'undeclared',
      code: 418,
      body: { tea: true },
      headers: { 'x-request-id': 'r-1' },
    });
    answer = { status: 204 };
    expect(await allowed()).toMatchObject({ status: 'undeclared', code: 204, body: undefined });
  });

  test.each([200, 503])('of status %i whose body is no JSON is undeclared too', async (status) => {
    answer = { status, body: '<h1>Proxy</h1>', headers: { 'Content-Type': 'text/html' } };
    expect(await allowed()).toMatchObject({ status: 'undeclared', code: status, body: '<h1>Proxy</h1>' });
    answer = { status, body: '{"cut":' };
    expect(await allowed()).toMatchObject({ status: 'undeclared', code: status, body: '{"cut":' });
    answer = { status, headers: { 'Content-Length': '0' } };
    expect(await allowed()).toMatchObject({ status: 'undeclared', code: status, body: undefined });
  });

  test('that redirects is not followed', async () => {
    answer = { status: 302, headers: { Location: `${baseUrl}/elsewhere` } };
    expect(await allowed()).toMatchObject({
      status: 'undeclared',
      code: 302,
      headers: { location: `${baseUrl}/elsewhere` },
    });
    expect(recorded).toHaveLength(1);
  });
});

test('the openapi-fetch client beneath is there for the rest, and sends no credentials', async () => {
  answer = { status: 200, body: '{"api_version":"v4"}' };
  const { data } = await client.raw.GET('/api/v4/internal/check');
  expect(data?.api_version).toBe('v4');
  expect(credentialHeaders()).toEqual({});
});

function urlOf(listening: Server): string {
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

/** The only request so far. */
function only(): Recorded {
  expect(recorded).toHaveLength(1);
  return recorded[0] as Recorded;
}

/** Of the latest request. */
function credentialHeaders(): Record<string, string> {
  const entries = Object.entries(recorded.at(-1)?.headers ?? {});
  return Object.fromEntries(
    entries.filter(([name]) => /^(authorization|private-token|gitlab-.*)$/.test(name)),
  ) as Record<string, string>;
}
