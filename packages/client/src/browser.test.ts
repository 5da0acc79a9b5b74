import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { startStub } from '../../server/src/start-stub.ts';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const chromium = names.find((name) => spawnSync(name, ['--version']).status === 0);

/** What the page does: calls of each kind that a browser could treat differently, its results as JSON. */
const program = (stubUrl: string) => `
  import { agentToken, createClient, kasJwt, privateToken, sharedSecret, shellJwt } from './index.ts';
  const secret = 'gitlab-shell-dev-secret';
  const client = (...credentials) => createClient({ baseUrl: '${stubUrl}', credentials });
  const kas = kasJwt(btoa('gitlab-kas-dev-secret-32-bytes!!'));
  const packs = [{ purchase_xid: 'x', number_of_minutes: 1, expires_at: new Date('2030-01-01') }];
  const minutes = client(privateToken('admin-dev-token'));
  const redirected = createClient({ baseUrl: location.origin + '/away', credentials: [sharedSecret(secret)] });
  const results = [
    await client(sharedSecret(secret)).discoverUser({ key_id: 7 }),
    await client(shellJwt(secret)).checkInstance(),
    await client(kas, agentToken('agent-dev-token')).getAgentInfo(),
    await minutes.createMinutesPacks({ id: 1234, packs }, { encoding: 'form' }),
    await minutes.deleteUpcomingReconciliation({ namespace_id: 22 }),
    await client(sharedSecret(secret)).checkInstance({}, { signal: AbortSignal.abort() }),
    await redirected.checkInstance(),
  ];
  await fetch('/report', { method: 'POST', body: JSON.stringify(results) });
`;

test.skipIf(chromium === undefined)('the main entry works in a browser, against a stub with --cors', async () => {
  await using stub = await startStub({ cors: '*' });
  const page = await openPage(await bundled(program(stub.url)));
  expect(await page.report).toMatchObject([
    { status: 200, body: { username: 'rubi' }, headers: { 'x-request-id': expect.any(String) } },
    { status: 200, body: { api_version: 'v4' } },
    { status: 200, body: { agent_name: 'production' } },
    { status: 201, body: [{ expires_at: '2030-01-01' }] },
    { status: 204 },
    { status: 'aborted', attempts: 0 },
    { status: 'undeclared', code: 0 },
  ]);
});

async function bundled(contents: string): Promise<string> {
  const stdin = { contents, resolveDir: import.meta.dirname, loader: 'ts' as const };
  const { outputFiles } = await build({ stdin, bundle: true, format: 'esm', platform: 'browser', write: false });
  return outputFiles[0]?.text ?? '';
}

/** A page with that script in a browser; what it posts is its report. */
async function openPage(script: string): Promise<{ report: Promise<unknown> }> {
  const { promise: report, resolve } = Promise.withResolvers<unknown>();
  const server = createServer(async (request, response) => {
    if (request.url?.startsWith('/away')) return response.writeHead(302, { Location: '/' }).end();
    if (request.method === 'POST') resolve(JSON.parse(await text(request)));
    response.setHeader('Content-Type', 'text/html');
    return response.end(`<script type="module">${script}</script>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const browser = startBrowser(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  onTestFinished(async () => {
    await browser.stop();
    server.closeAllConnections();
    server.close();
  });
  return { report: Promise.race([report, browser.ended]) };
}

function startBrowser(url: string): { ended: Promise<never>; stop: () => Promise<void> } {
  const profile = mkdtempSync(join(tmpdir(), 'client-browser-'));
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];
  const browser = spawn(chromium ?? '', [...flags, '--remote-debugging-port=0', `--user-data-dir=${profile}`, url], {
    stdio: 'ignore',
  });
  const ended = endOf(browser);
  ended.catch(() => {});
  const stop = async () => {
    browser.kill();
    await ended.catch(() => {});
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  };
  return { ended, stop };
}

async function endOf(browser: ChildProcess): Promise<never> {
  const [code] = await once(browser, 'exit');
  throw new Error(`the browser ended with ${code}`);
}
