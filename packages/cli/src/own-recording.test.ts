import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, run, serve } from './command-under-test.ts';

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
