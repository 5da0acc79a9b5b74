import { describe, expect, test } from 'vitest';
import { serve } from '../command-under-test.ts';
import { connectRaw, exchange, startProxy, startRaw } from './proxy-under-test.ts';

const secret = { 'Gitlab-Shared-Secret': Buffer.from('gitlab-shell-dev-secret').toString('base64') };
const push = { key_id: 11, project: 'gnuwget/wget2', action: 'git-upload-pack', protocol: 'ssh', changes: '_any' };

function allowed(url: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/api/v4/internal/allowed`, {
    method: 'POST',
    headers: { ...secret, 'Content-Type': 'application/json', ...headers },
    body,
  });
}

describe('a proxy that enforces the contract', () => {
  test('refuses as the stub does, and the upstream gets nothing of it', async () => {
    const stub = await serve();
    const upstream = await startRaw(() => undefined);
    const proxy = await startProxy(upstream.url, '--enforce');
    const requests: readonly ((url: string) => Promise<Response>)[] = [
      (url) => allowed(url, JSON.stringify({ ...push, protocol: 'smoke' })),
      (url) => allowed(url, '{"key_id":11}'),
      (url) => allowed(url, '{"key_id":'),
      (url) => allowed(url, '<a/>', { 'Content-Type': 'application/xml' }),
      (url) => allowed(url, JSON.stringify(push), { 'Gitlab-Shared-Secret': '' }),
      (url) => allowed(url, JSON.stringify({ ...push, protocol: 'smoke' }), { Prefer: 'handling=lenient' }),
      (url) => fetch(`${url}/api/v4/internal/chek`, { headers: secret }),
      (url) => fetch(`${url}/api/v4/internal/kubernetes/agent_info`),
      (url) => fetch(`${url}/api/scim/v2/groups/g/Users`, { method: 'DELETE' }),
    ];
    const statuses: number[] = [];
    for (const request of requests) {
      const [own, stubs] = await Promise.all([request(proxy.url), request(stub.url)]);
      statuses.push(own.status);
      if (request !== requests[5]) expect([own.status, await own.json()]).toEqual([stubs.status, await stubs.json()]);
    }
    expect(statuses).toEqual([400, 400, 400, 415, 401, 400, 404, 401, 405]);
    expect(upstream.connections).toHaveLength(0);
    const refused = await requests[0]?.(proxy.url);
    expect(refused?.headers.get('Gitlab-Proxy-Findings')).toBe('parameter-enum;in="request body";pointer="/protocol"');
    const { status, stdout } = await proxy.stop();
    expect(status).toBe(1);
    expect(stdout).toMatch(/^#1 POST \/api\/v4\/internal\/allowed: refused with 400$/m);
    expect(stdout).not.toContain('undocumented-status');
  });

  test('passes on the bytes that it has got where all is well', async () => {
    const stub = await serve();
    const upstream = await startRaw((connection) => connection.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
    const [proxy, raw] = await Promise.all([startProxy(stub.url, '--enforce'), startProxy(upstream.url, '--enforce')]);
    const answer = await allowed(proxy.url, JSON.stringify(push));
    expect([answer.status, (await answer.json()).gl_repository]).toEqual([200, 'project-3']);
    // A default of the contract that the validator writes into what it reads must not be sent.
    const body =
      '{ "key_id" : 11,"project":"gnuwget/wget2", "action":"git-upload-pack","protocol":"ssh","changes":"_any" }';
    const sent = `POST /api/v4/internal/allowed HTTP/1.1\r\nhost: h\r\ngitlab-SHARED-secret: ${secret['Gitlab-Shared-Secret']}\r\nContent-TYPE: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    expect(await exchange(raw.port, sent, /Gateway"}$/)).toContain('HTTP/1.1 502 ');
    expect(upstream.received()).toBe(sent);
  });

  test('replaces a reply that breaks the contract by 502', async () => {
    const body = '{"status":"yes"}';
    const upstream = await startRaw((connection) =>
      connection.write(
        `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Request-Id: 1\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      ),
    );
    const proxy = await startProxy(upstream.url, '--enforce');
    const answer = await allowed(proxy.url, JSON.stringify(push));
    expect([answer.status, await answer.json()]).toEqual([502, { message: '502 Bad Gateway' }]);
    expect(answer.headers.get('Gitlab-Proxy-Findings')).toContain('missing-property;in="reply body";pointer="/gl_id"');
    const { stdout } = await proxy.stop();
    expect(stdout).toContain('the reply was replaced by 502, it had 200');
  });

  test('passes on what is not of the internal API, and what nobody wants to hear of', async () => {
    const ok = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Request-Id: 1\r\nContent-Length: 2\r\n\r\n{}';
    const upstream = await startRaw((connection) => connection.write(ok));
    const proxy = await startProxy(upstream.url, '--enforce', '--ignore', 'missing-parameter@discoverUser');
    expect((await fetch(`${proxy.url}/api/v4/projects`)).status).toBe(200);
    expect((await fetch(`${proxy.url}/group/project.git/info/refs`)).status).toBe(200);
    expect((await proxy.stop()).stdout).toContain('error undocumented-path GET /api/v4/projects');
  });

  test('refuses what is too large to look at, and lets whoever asks send a body', async () => {
    const stub = await serve();
    const proxy = await startProxy(stub.url, '--enforce', '--max-body', '1kb');
    expect((await allowed(proxy.url, JSON.stringify({ ...push, changes: 'x'.repeat(2000) }))).status).toBe(413);
    const client = connectRaw(proxy.port);
    const body = JSON.stringify(push);
    client.say(
      `POST /api/v4/internal/allowed HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nGitlab-Shared-Secret: ${secret['Gitlab-Shared-Secret']}\r\n\r\n`,
    );
    await client.heard(/100 Continue\r\n\r\n$/);
    client.say(body);
    expect(await client.closed).toContain('HTTP/1.1 200 OK');
  });
});
