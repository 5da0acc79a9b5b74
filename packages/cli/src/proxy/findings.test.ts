import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, run, serve } from '../command-under-test.ts';
import { startProxy, startRaw, until } from './proxy-under-test.ts';

const secret = { 'Gitlab-Shared-Secret': Buffer.from('gitlab-shell-dev-secret').toString('base64') };
const json = { 'Content-Type': 'application/json' };
const push = { key_id: 11, project: 'gnuwget/wget2', action: 'git-upload-pack', protocol: 'ssh', changes: '_any' };

function post(url: string, path: string, body: unknown, headers: Record<string, string> = secret): Promise<Response> {
  return fetch(`${url}${path}`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });
}

/** A request of each kind: right, wrong, without credential, to a wrong path, and to something that is no API. */
async function talk(url: string): Promise<number[]> {
  const answers = [
    await post(url, '/api/v4/internal/allowed', push),
    await post(url, '/api/v4/internal/allowed', { ...push, protocol: 'smoke' }),
    await post(url, '/api/v4/internal/allowed', { ...push, protocol: 'smoke' }),
    await post(url, '/api/v4/internal/allowed', push, {}),
    await fetch(`${url}/api/v4/internal/chek`, { headers: secret }),
    await fetch(`${url}/-/health`),
  ];
  await Promise.all(answers.map((answer) => answer.arrayBuffer()));
  return answers.map(({ status }) => status);
}

describe('what the proxy finds', () => {
  test('is what check finds in the archive and in the lines that it writes, and what its journal tells', async () => {
    const stub = await serve();
    const folder = folderWith({});
    const [har, ndjson] = [join(folder, 'traffic.har'), join(folder, 'traffic.ndjson')];
    const proxy = await startProxy(
      stub.url,
      '--har',
      har,
      '--ndjson',
      ndjson,
      '--format',
      'json',
      '--control-port',
      '0',
    );
    expect(await talk(proxy.url)).toEqual([200, 400, 400, 401, 404, 200]);
    const journal = await (await fetch(`${proxy.ready.controlUrl}/-/worlds/default/journal?since=4&wait=30`)).json();
    const all = await (await fetch(`${proxy.ready.controlUrl}/-/worlds/default/journal`)).json();
    const { status, stdout } = await proxy.stop();
    expect(status).toBe(1);
    const told = stdout
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line));
    const { summary } = told.pop();
    expect(told.map(({ code, at }) => [code, at.entry])).toEqual([
      ['parameter-enum', 2],
      ['parameter-enum', 3],
      ['missing-credential', 4],
      ['undocumented-path', 5],
    ]);
    const checked = JSON.parse((await run('check', har, '--format', 'json')).stdout);
    expect(summary.findings).toEqual(checked.findings);
    const lines = JSON.parse((await run('check', ndjson, '--format', 'json')).stdout);
    expect(codesAndCounts(lines)).toEqual(codesAndCounts(summary));
    expect(journal.entries).toMatchObject([{ id: 5, findings: [{ code: 'undocumented-path', severity: 'error' }] }]);
    expect(
      all.entries.flatMap((entry: { findings: { code: string }[] }) => entry.findings.map(({ code }) => code)),
    ).toEqual(told.map(({ code }) => code));
  });

  test('stands on the terminal as it happens, and together in the end', async () => {
    const stub = await serve();
    const proxy = await startProxy(stub.url);
    await talk(proxy.url);
    await proxy.written('stdout', 'undocumented-path');
    const { status, stdout } = await proxy.stop();
    expect(status).toBe(1);
    expect(
      stdout.match(/^#2 error parameter-enum checkGitAccess \(unknown\): request body \/protocol: .*$/m),
    ).toHaveLength(1);
    expect(stdout).not.toMatch(/^#3 /m);
    expect(stdout).toContain('  error parameter-enum, 2 times\n');
    expect(stdout).toContain('5 exchanges against GitLab 15.6: 3 errors (4 times), 0 warnings (0 times)');
    expect(stdout).not.toContain('\u001B');
  });

  test('fails nothing where there is nothing, or only warnings', async () => {
    const stub = await serve();
    const [idle, lax, strict] = await Promise.all([
      startProxy(stub.url),
      startProxy(stub.url),
      startProxy(stub.url, '--severity', 'warning'),
    ]);
    for (const { url } of [lax, strict]) await post(url, '/api/v4/internal/allowed', { ...push, unheard_of: 1 });
    expect((await idle.stop()).status).toBe(0);
    const { status, stdout } = await lax.stop();
    expect([status, stdout.includes('warning unknown-parameter')]).toEqual([0, true]);
    expect((await strict.stop()).status).toBe(1);
  });

  test('is also wrong in replies, and in what an older release does not have', async () => {
    const body = '{"status":"yes"}';
    const upstream = await startRaw((connection) =>
      connection.write(
        `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      ),
    );
    const proxy = await startProxy(upstream.url, '--gitlab-version', '13.7', '--ignore', 'missing-reply-header');
    const answer = await post(proxy.url, '/api/v4/internal/allowed', push);
    expect(await answer.text()).toBe(body);
    await fetch(`${proxy.url}/api/scim/v2/groups/g/Users`);
    const { stdout } = await proxy.stop();
    expect(stdout).toMatch(/error property-type checkGitAccess \(unknown\): reply 200 body \/status/);
    expect(stdout).toContain('error not-in-release');
    expect(stdout).not.toContain('missing-reply-header');
  });

  test('is found in bodies that are packed, and not looked for in those that are too large', async () => {
    const { gzipSync } = await import('node:zlib');
    const stub = await serve();
    const proxy = await startProxy(stub.url, '--max-body', '1kb');
    const packed = gzipSync(JSON.stringify({ ...push, protocol: 'smoke' }));
    const headers = { ...json, ...secret, 'Content-Encoding': 'gzip' };
    await fetch(`${proxy.url}/api/v4/internal/allowed`, { method: 'POST', headers, body: packed });
    const large = await post(proxy.url, '/api/v4/internal/allowed', {
      ...push,
      protocol: 'fire',
      changes: 'x'.repeat(2000),
    });
    expect(large.status).toBe(400);
    const { stdout } = await proxy.stop();
    expect(stdout.match(/^#\d error/gm)).toEqual(['#1 error']);
    expect(stdout).toMatch(/not recorded and so not checked: request\s+bodies \(1\)/);
  });

  test('is written into reports of the kinds that CI systems read', async () => {
    const stub = await serve();
    const report = join(folderWith({}), 'report.xml');
    const proxy = await startProxy(stub.url, '--format', `junit=${report}`);
    await talk(proxy.url);
    await proxy.stop();
    expect(readFileSync(report, 'utf8')).toContain('parameter-enum');
  });

  test('shows no secret anywhere', async () => {
    const stub = await serve();
    const folder = folderWith({});
    const [har, ndjson] = [join(folder, 'traffic.har'), join(folder, 'traffic.ndjson')];
    const proxy = await startProxy(stub.url, '--har', har, '--ndjson', ndjson, '--control-port', '0');
    const secrets = ['private-token-in-query', 'token-in-the-header', 'scim-password-in-body'];
    await post(
      proxy.url,
      `/api/v4/internal/allowed?secret_token=${secrets[0]}`,
      { ...push, secret_token: secrets[2] },
      {
        Authorization: `Bearer ${secrets[1]}`,
        Cookie: `session=${secrets[1]}`,
      },
    );
    const journal = await (await fetch(`${proxy.ready.controlUrl}/-/worlds/default/journal?wait=30`)).text();
    const archive = await (await fetch(`${proxy.ready.controlUrl}/-/worlds/default/journal.har`)).text();
    const { stdout, stderr } = await proxy.stop();
    const everything = [journal, archive, stdout, stderr, readFileSync(har, 'utf8'), readFileSync(ndjson, 'utf8')];
    expect(everything.slice(0, 2).every((text) => text.includes('[MASKED]'))).toBe(true);
    for (const text of everything) for (const each of secrets) expect(text).not.toContain(each);
  });
});

describe('the control API of the proxy', () => {
  test('is on a place of its own, so that /-/ is the upstream of the proxy', async () => {
    const stub = await serve();
    const proxy = await startProxy(stub.url, '--control-port', '0', '--control-token', 'let-me-in');
    expect(await (await fetch(`${proxy.url}/-/worlds`)).json()).toHaveProperty('worlds');
    expect((await fetch(`${proxy.ready.controlUrl}/-/worlds`)).status).toBe(404);
    expect((await fetch(`${proxy.ready.controlUrl}/-/health`)).status).toBe(200);
    const journal = `${proxy.ready.controlUrl}/-/worlds/default/journal`;
    expect((await fetch(journal)).status).toBe(401);
    const headers = { Authorization: 'Bearer let-me-in' };
    await talk(proxy.url);
    const filtered = await (await fetch(`${journal}?status=401&wait=30`, { headers })).json();
    expect(filtered.entries).toMatchObject([{ id: 4, credentials: { verdict: 'refused' } }]);
    expect((await fetch(`${journal}?colour=red`, { headers })).status).toBe(400);
    expect((await fetch(journal.replace('default', 'other'), { headers })).status).toBe(404);
    expect((await fetch(journal, { method: 'DELETE', headers })).status).toBe(204);
    await until(async () => (await (await fetch(journal, { headers })).json()).entries.length === 0);
    const metrics = await (await fetch(`${proxy.ready.controlUrl}/-/metrics`, { headers })).text();
    expect(metrics).toContain(
      'gitlab_stub_requests_total{operation="checkGitAccess",consumer="unknown",status="400",verdict="invalid"} 2',
    );
  });
});

function codesAndCounts({ findings }: { findings: { code: string; count: number; request: string }[] }): unknown {
  return findings.map(({ code, count, request }) => [code, count, request]);
}
