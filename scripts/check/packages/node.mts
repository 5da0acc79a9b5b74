/** Uses every package, and the command, as a project does that has installed them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { GitlabApiError, sharedSecret, unwrap } from '@gitlab-internal-api/client';
import { createClient, fromFile } from '@gitlab-internal-api/client/node';
import { allOperations, loadDocument } from '@gitlab-internal-api/contract';
import type { paths } from '@gitlab-internal-api/contract/13.7/types';
import reply from '@gitlab-internal-api/contract/15.5/schemas/discoverUser.200.json' with { type: 'json' };
import latest from '@gitlab-internal-api/contract/latest' with { type: 'json' };
import { renderPage } from '@gitlab-internal-api/docs';
import { startStub } from '@gitlab-internal-api/server';
import { RecordedTraffic } from '@gitlab-internal-api/validator';

const folder = mkdtempSync(join(tmpdir(), 'packages-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs the command as npm has installed it. */
function command(...words: string[]): { status: number | null; stdout: string } {
  const env = { ...process.env, PATH: [resolve('node_modules/.bin'), process.env.PATH].join(delimiter) };
  const { status, stdout, stderr } = spawnSync('gitlab-internal-api', words, { encoding: 'utf8', env });
  return { status, stdout: stdout || stderr };
}

test('contract: documents of every release, files of the editions, and types', () => {
  const path: keyof paths = '/api/v4/internal/discover';
  assert.ok(allOperations(loadDocument('15.0')).some((operation) => operation.path === path));
  assert.equal(latest.info.version, '15.6');
  assert.equal(reply.title, 'discoverUser 200');
});

test('server and client: a stub in a unix socket, a secret in a file, and an error', async () => {
  const socket = join(folder, 'gitlab.socket');
  const secret = join(folder, 'secret');
  writeFileSync(secret, 'gitlab-shell-dev-secret\n');
  await using stub = await startStub({ socket, gitlabVersion: '15.5' });
  const options = { baseUrl: `http+unix://${encodeURIComponent(socket)}`, gitlabVersion: '15.5' } as const;
  await using client = createClient({ ...options, credentials: [sharedSecret(fromFile(secret))] });
  assert.equal(unwrap(await client.discoverUser({ key_id: 7 }))?.username, 'rubi');
  await using stranger = createClient({ ...options, credentials: [sharedSecret('wrong')] });
  const refused = await stranger.discoverUser({ key_id: 7 });
  assert.throws(() => unwrap(refused), GitlabApiError);
  assert.equal((await stub.journal.entries()).length, 2);
});

test('validator: a request that somebody has recorded', async () => {
  const request = { method: 'GET', target: '/api/v4/internal/discover?key_id=ten', headers: {}, body: undefined };
  const { requestViolations } = await new RecordedTraffic(loadDocument('15.6')).check(request, undefined);
  assert.match(requestViolations.map(({ message }) => message).join(), /^key_id must match pattern/);
});

test('docs: a reference page', async () => {
  assert.match((await renderPage('15.6')) ?? '', /<title>GitLab internal API 15\.6/);
});

test('cli: its version, the contract, a token, a recording', () => {
  assert.match(command('--version').stdout, /^\d+\.\d+\.\d+\n$/);
  assert.match(command('spec', 'checkGitAccess').stdout, /operationId: checkGitAccess/);
  assert.match(command('token', '--as', 'gitlab-shell').stdout, /Gitlab-Shell-Api-Request/);
  const recording = join(folder, 'recording.ndjson');
  writeFileSync(recording, '{"request":{"method":"GET","url":"/api/v4/internal/discover?key_id=ten"}}\n');
  const { status, stdout } = command('check', recording);
  assert.equal(status, 1, stdout);
  assert.match(stdout, /discoverUser/);
});
