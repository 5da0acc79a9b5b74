import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, run, serve } from '../command-under-test.ts';

async function recordedRequest(): Promise<string> {
  const { url } = await serve([]);
  const headers = { Authorization: 'Bearer scim-dev-token' };
  expect((await fetch(`${url}/api/scim/v2/groups/test_group/Users`, { headers })).status).toBe(200);
  const journal = await fetch(`${url}/-/worlds/default/journal`, { headers: { Accept: 'application/x-ndjson' } });
  return journal.text();
}

test('check knows a bearer token that the journal masked, and one whose header another tool masked', async () => {
  const recording = await recordedRequest();
  expect(recording).toContain('"Bearer [MASKED]"');
  expect(recording).not.toContain('scim-dev-token');
  for (const mask of ['Bearer [MASKED]', '[MASKED]', 'REDACTED']) {
    const folder = folderWith({ 'traffic.ndjson': recording.replace('Bearer [MASKED]', mask) });
    const { status, stdout } = await run('check', join(folder, 'traffic.ndjson'));
    expect([mask, status, stdout]).toEqual([mask, 0, expect.stringContaining('1 exchange against GitLab 15.6')]);
  }
});

describe('check holds no refusal of whoever carries the message against anybody:', () => {
  const headers = { 'Gitlab-Shared-Secret': Buffer.from('gitlab-shell-dev-secret').toString('base64') };

  async function codesIn(recording: string): Promise<string[]> {
    const { stdout } = await run('check', join(folderWith({ recording }), 'recording'), '--format', 'json');
    return JSON.parse(stdout).findings.map(({ code }: { code: string }) => code);
  }

  test('the 404 of a stub that has no world of that name', async () => {
    const { url } = await serve();
    const named = { headers: { ...headers, 'Gitlab-Stub-World': 'defualt' } };
    for (const method of ['GET', 'HEAD'])
      expect((await fetch(`${url}/api/v4/internal/check`, { method, ...named })).status).toBe(404);
    expect((await fetch(`${url}/api/v4/internal/authorized_keys?key=AAAA`, named)).status).toBe(404);
    expect((await fetch(`${url}/-/in/nowhere/api/v4/internal/check`, { headers })).status).toBe(404);
    for (const path of ['journal', 'journal.har']) {
      const journal = await fetch(`${url}/-/worlds/default/${path}`, { headers: { Accept: 'application/x-ndjson' } });
      const recording = await journal.text();
      expect(recording).toContain('no world is called');
      expect(await codesIn(recording)).toEqual([]);
    }
  });

  test.each([
    ['408', 408, '{"error":"408 Request Timeout"}', []],
    ['but the 404 of a server that has no such operation', 404, '{"error":"404 Not Found"}', ['undocumented-status']],
  ])('%s', async (_, status, body, codes) => {
    const sent = [
      { name: 'Content-Type', value: 'application/json' },
      { name: 'X-Request-Id', value: '1' },
    ];
    const request = { method: 'GET', url: '/api/v4/internal/check', headers: [] };
    expect(await codesIn(JSON.stringify({ request, response: { status, headers: sent, body } }))).toEqual(codes);
  });
});
