import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { loadControl, loadDocument } from '@gitlab-internal-api/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import packageJson from '../packages/cli/package.json' with { type: 'json' };
import { pageNames } from '../packages/docs/src/site.ts';
import { openWorld, printWorld } from '../packages/server/src/index.ts';
import { startPostgres } from '../packages/server/src/postgres.test-support.ts';
import { shippedWorlds } from '../packages/server/src/world/shipped.ts';
import { root } from './generate/output.ts';

const folder = mkdtempSync(join(tmpdir(), 'binary-'));
const executable = join(folder, 'built', 'gitlab-internal-api');
const empty = join(folder, 'empty');
// No Node is found there, nor anything else.
const env = { PATH: '/nonexistent' };
let built: ReturnType<typeof spawnSync>;

beforeAll(() => {
  built = spawnSync(join(root, 'node_modules/.bin/node'), ['scripts/build-binary.ts', join(folder, 'built')], {
    cwd: root,
    encoding: 'utf8',
  });
}, 300_000);
beforeEach(() => {
  rmSync(empty, { recursive: true, force: true });
  mkdirSync(empty);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs it in the empty folder to its end. */
function run(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(executable, words, { cwd: empty, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

interface Served {
  readonly url: string;
  /** Sends it the signal of Ctrl-C; resolves with its status and all that it has written to standard error. */
  stop(): Promise<{ status: number | null; stderr: string }>;
}

/** Serves from the empty folder, on any free port. */
async function serve(...words: string[]): Promise<Served> {
  const child = spawn(executable, ['serve', '--port', '0', '--ready', 'json', '--log-level', 'error', ...words], {
    cwd: empty,
    env,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const stderr = text(child.stderr);
  const { url } = JSON.parse(await firstLine(child, stderr));
  return {
    url,
    stop: async () => {
      child.kill('SIGINT');
      const [status] = await once(child, 'close');
      return { status, stderr: await stderr };
    },
  };
}

async function firstLine({ stdout }: ChildProcess, stderr: Promise<string>): Promise<string> {
  for await (const chunk of stdout ?? []) return String(chunk);
  throw new Error(`it ended without a word: ${await stderr}`);
}

const shell = { 'Gitlab-Shared-Secret': btoa('gitlab-shell-dev-secret') };

/** The token that GitLab Shell signs for each request. */
function shellToken(): Record<string, string> {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const iat = Math.floor(Date.now() / 1000);
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ iss: 'gitlab-shell', iat, exp: iat + 60 })}`;
  const signature = createHmac('sha256', 'gitlab-shell-dev-secret').update(signed).digest('base64url');
  return { 'Gitlab-Shell-Api-Request': `${signed}.${signature}` };
}

async function discover(url: string, headers: Record<string, string>): Promise<unknown> {
  return (await fetch(`${url}/api/v4/internal/discover?key_id=7`, { headers })).json();
}

describe('Building the executable', () => {
  test('says what it does and how large the result is, and warns of nothing', () => {
    expect(built.stderr).toBe('');
    expect(built.stdout).toMatch(/built\/gitlab-internal-api {2}\d+ MB\n$/);
  });

  test('makes one file that anybody may run', () => {
    expect(readdirSync(join(folder, 'built'))).toEqual(['gitlab-internal-api']);
    expect(statSync(executable).mode & 0o777).toBe(0o755);
  });
});

describe('In an empty folder, where there is no Node, the executable', () => {
  test('prints its help, its version and the licences of what it is made of', () => {
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('serve'), stderr: '' });
    expect(run('--version')).toEqual({ status: 0, stdout: `${packageJson.version}\n`, stderr: '' });
    const { stdout } = run('--licenses');
    for (const name of ['express-openapi-validator', 'kysely', 'pg', '@redocly/cli', `node-\\w+-\\w+`])
      expect(stdout).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+, licence: MIT\n\n`, 'm'));
  });

  test('ends with 2 and one line for a mistake', () => {
    expect(run('serve', '--world', 'acess-matrix')).toEqual({
      status: 2,
      stdout: '',
      stderr: "error: acess-matrix: there is neither such a file nor such a world; did you mean 'access-matrix'?\n",
    });
  });

  test.each(['13.7', '15.0'] as const)('has the contract of GitLab %s inside', (release) => {
    const { status, stdout } = run('spec', '--format', 'json', '--gitlab-version', release);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual(loadDocument(release));
  });

  test.each(shippedWorlds)('has the world %s inside', (name) => {
    expect(run('serve', '--world', name, '--print-world')).toEqual({
      status: 0,
      stdout: printWorld(openWorld(name)),
      stderr: '',
    });
  });

  test('serves, ends at Ctrl-C, and leaves nothing behind', async () => {
    const { url, stop } = await serve();
    const rubi = { id: 7, name: 'Dede Eichmann', username: 'rubi' };
    expect(await discover(url, shell)).toEqual(rubi);
    expect(await discover(url, shellToken())).toEqual(rubi);
    expect(await discover(url, { 'Gitlab-Shared-Secret': btoa('another') })).toEqual({ message: '401 Unauthorized' });
    expect(await (await fetch(`${url}/-/openapi.json`)).json()).toMatchObject({ paths: loadDocument('15.6').paths });
    expect(await (await fetch(`${url}/-/control/openapi.json`)).json()).toMatchObject({ paths: loadControl().paths });
    expect(await stop()).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(empty)).toEqual([]);
  });

  test('reads a world file of its user, who may call it as one that ships', async () => {
    writeFileSync(join(empty, 'default'), 'users: [{ id: 1, username: mine }]');
    expect(run('serve', '--world', 'default', '--print-world').stdout).toContain('username: mine');
  });

  test('keeps its state in an SQLite file', async () => {
    await keepsItsState('sqlite:state.sqlite');
    expect(readdirSync(empty)).toContain('state.sqlite');
  });
});

describe('The executable', async () => {
  const postgres = await startPostgres();
  afterAll(() => postgres.remove());

  test.skipIf(!postgres.isThere)('keeps its state in PostgreSQL', async () => {
    await keepsItsState(await postgres.createDatabase());
  });
});

/** Moves the clock of its world, and looks at it when it has been started again. */
async function keepsItsState(database: string): Promise<void> {
  const now = '2023-01-01T00:00:00.000Z';
  const first = await serve('--database', database);
  const changed = await fetch(`${first.url}/-/worlds/default/clock`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ now, frozen: true }),
  });
  expect(changed.status).toBe(200);
  await first.stop();
  const second = await serve('--database', database);
  expect(await (await fetch(`${second.url}/-/worlds/default/clock`)).json()).toMatchObject({ now, frozen: true });
  expect(await second.stop()).toMatchObject({ status: 0 });
}

describe('Its reference site', () => {
  test('leads from its first page to those that the workspace has, too', async () => {
    const { url } = await serve();
    const start = await (await fetch(`${url}/-/docs`)).text();
    const names = [...new Set([...start.matchAll(/href="docs\/([^"#]+)/g)].map(([, name = '']) => name))];
    expect(names.sort()).toEqual(pageNames().slice(1).sort());
    for (const name of names) expect((await fetch(`${url}/-/docs/${name}`)).status).toBe(200);
    expect((await fetch(`${url}/-/docs/15.0`)).status).toBe(404);
  });

  test.each(['/-/docs/14.2', '/-/control/docs'])(
    'at %s names the stub that shows it, and may load nothing',
    async (path) => {
      const { url } = await serve();
      const page = await (await fetch(`${url}${path}`)).text();
      expect(page).toMatch(/<title>[^<]+ \d[\d.]+<\/title>/);
      expect(page).toContain(`"servers":[{"url":"${url}"`);
      expect(page.slice(0, 300)).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none';`);
    },
  );

  test.skipIf(!hasBrowser())('shows any release in a browser', async () => {
    const { url } = await serve('--gitlab-version', '15.0');
    const shown = inBrowser(`${url}/-/docs/15.0`);
    expect(shown).toContain(' GitLab internal API (15.0) ');
    expect(shown).toContain(` ${url} `);
  });
});

/** In CI there is one, for no test may be skipped there. */
function hasBrowser(): boolean {
  return process.env.CI === 'true' || spawnSync('chromium', ['--version']).status === 0;
}

/** The text that a browser has made of a page. */
function inBrowser(url: string): string {
  const options = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'browser')}`];
  const words = [...options, '--virtual-time-budget=10000', '--dump-dom', url];
  const page = execFileSync('chromium', words, { encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 26 });
  return page.replaceAll(/<(head|script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}
