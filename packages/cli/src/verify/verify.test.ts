import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { editions } from '@gitlab-internal-api/contract';
import { defaultWorld, parseWorld, type StubOptions, startStub } from '@gitlab-internal-api/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Ended, folderWith, run, start } from '../command-under-test.ts';
import { spoil } from './mutating-proxy.test-support.ts';

const verify = (...words: string[]): Promise<Ended> => run('verify', '--rate', '100000', ...words);

async function stubWith(options: StubOptions = {}) {
  const stub = await startStub(options);
  onTestFinished(() => stub.close());
  return stub;
}

describe.each(editions)('A stub of GitLab %s', (gitlabVersion) => {
  test.each(['strict', 'lenient'] as const)(
    'that is %s keeps the contract, also when it is asked to write',
    async (handling) => {
      const { url, journal } = await stubWith({ gitlabVersion, handling, journalEntries: 5_000 });
      for (const words of handling === 'strict' ? [[], ['--allow-writes']] : [['--allow-writes']]) {
        const { status, stdout } = await verify('--base-url', url, '--severity', 'warning', ...words);
        expect([status, stdout]).toEqual([0, expect.stringContaining(`GitLab ${gitlabVersion}: 0 errors (0 times)`)]);
      }
      const asked = new Set((await journal.entries()).map(({ operation }) => operation));
      expect(asked.size).toBeGreaterThan(gitlabVersion === '13.7' ? 13 : 20);
    },
  );
});

describe('Asked only to read', () => {
  test('it leaves everything as it was', async () => {
    const { url } = await stubWith();
    const before = await worldOf(url);
    expect((await verify('--base-url', url)).status).toBe(0);
    expect(await worldOf(url)).toEqual(before);
  });

  test('it asks what is safe, and else only what is refused without a credential that is good', async () => {
    const { url, journal } = await stubWith({ journalEntries: 5_000 });
    const { stderr } = await verify('--base-url', url);
    expect(stderr).toMatch(
      /^note: \d+ requests that may change something are left out; --allow-writes asks them, too$/m,
    );
    const changing = (await journal.entries()).filter(({ request }) => !['GET', 'HEAD'].includes(request.method));
    const statuses = Map.groupBy(changing, ({ operation }) => operation ?? 'none');
    expect(statuses.get('createPersonalAccessToken')?.map(({ response }) => response?.status)).toEqual(
      Array.from({ length: 7 }, () => 401),
    );
    expect(statuses.get('deleteScimUser')?.map(({ response }) => response?.status)).toEqual([401, 401]);
  });
});

test('It says what it leaves behind when it may write, ends what it can, and can be run again', async () => {
  const { url } = await stubWith();
  expect((await verify('--base-url', url, '--allow-writes')).status).toBe(0);
  const { status, stderr } = await verify('--base-url', url, '--allow-writes');
  expect(status).toBe(0);
  const [, mark = ''] = /named (verify-\w{8})/.exec(stderr) ?? [];
  expect(stderr).toContain('personal access tokens, which end tomorrow');
  const world = await worldOf(url);
  expect(JSON.stringify(world)).toContain(mark);
  expect(world.namespaces.filter(({ upcoming_reconciliation: one }) => one).map(({ path }) => path)).toEqual([
    'renewing',
  ]);
  const group = world.namespaces.find(({ path }) => path === 'test_group');
  expect(Object.keys(group?.members ?? {}).filter((name) => name.startsWith('verify'))).toEqual([]);
});

test('It finds its way over a socket, below a relative root, and into a world of its own', async () => {
  const { worlds, socket } = await stubWith({ socket: join(folderWith({}), 's'), relativeUrlRoot: '/gitlab' });
  await worlds.create('mine', { file: 'default' });
  const { status, stderr } = await verify(
    ...['--socket', String(socket), '--base-url', 'http://unix/gitlab/-/in/mine'],
  );
  expect([status, stderr]).toEqual([0, expect.not.stringContaining('warning')]);
});

test('It uses what a file of facts names, and asks for nothing that the file does not name', async () => {
  const facts = `
secrets: { shell: quite-another }
users: [{ id: 5, username: ada }]
keys: [{ id: 77, user: ada, key: ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7 ada@example.com }]
projects: [{ id: 70, path: ada/engine, visibility: public }]
`;
  const { url, journal } = await stubWith({ world: parseWorld(facts, 'facts.yaml'), journalEntries: 5_000 });
  const file = join(folderWith({ 'facts.yaml': facts }), 'facts.yaml');
  const { status, stderr } = await verify('--base-url', url, '--facts', file);
  expect(status).toBe(0);
  expect(stderr).toContain('warning: getAgentInfo is not asked for: the facts have not secrets.kas and agents[].token');
  const operations = new Set((await journal.entries()).map(({ operation }) => operation));
  expect([operations.has('discoverUser'), operations.has('listScimUsers')]).toEqual([true, false]);
  expect((await journal.entries()).some(({ request }) => request.url.includes('key_id=77'))).toBe(true);
});

test('--plan prints what would be asked, and what the contract says to it, without a server', async () => {
  const { status, stdout } = await run('verify', '--plan', '--gitlab-version', '14.2');
  expect(status).toBe(0);
  const lines = stdout.trim().split('\n');
  expect(lines).toContain('read  GET /api/v4/internal/check checkInstance: without a credential -> 401');
  expect(lines.filter((line) => line.startsWith('write'))).toEqual([]);
  const all = await run('verify', '--plan', '--gitlab-version', '14.2', '--allow-writes');
  expect(all.stdout).toMatch(
    /^write POST \/api\/v4\/internal\/allowed checkGitAccess: the example documented -> 200$/m,
  );
});

test('A server that is not the stub is asked too, with a warning where nothing says what it has', async () => {
  const { url: upstream } = await stubWith();
  const url = await spoil(upstream, {
    after: ({ path }, reply) => {
      if (path.startsWith('/-/')) reply.status = 404;
      return undefined;
    },
  });
  const { status, stderr } = await verify('--base-url', url);
  expect([status, stderr]).toEqual([0, expect.stringContaining(`warning: ${url} is not the stub`)]);
  const facts = await verify('--base-url', url, '--facts', 'default');
  expect([facts.status, facts.stderr]).toEqual([0, expect.not.stringContaining('warning')]);
});

test('Its report as JUnit bears its name', async () => {
  const { url } = await stubWith();
  const { stdout } = await verify('--base-url', url, '--format', 'junit', '--only', 'no-reply');
  expect(stdout).toContain('<testsuites name="gitlab-internal-api verify" ');
});

test('A server that says another release than the one asked for is told of', async () => {
  const { url } = await stubWith({ gitlabVersion: '15.5' });
  const { stderr } = await verify('--base-url', url, '--gitlab-version', '15.6');
  expect(stderr).toContain('warning: the server says that it is GitLab 15.5.0-ee, and is held against 15.6');
});

test('Ctrl-C ends it with what it has found so far, and with what it leaves behind', async () => {
  const { url, journal, faults } = await stubWith();
  await faults.add({ operation: 'discoverUser', answer: { status: 500 } });
  const baseline = join(folderWith({}), 'baseline.json');
  const junit = join(folderWith({}), 'junit.xml');
  const words = ['--format', 'json', '--format', `junit=${junit}`, '--baseline', baseline, '--update-baseline'];
  const { child, ended } = start(['verify', '--base-url', url, '--allow-writes', '--rate', '100', ...words]);
  await journal.waitFor({ operation: 'regenerateRecoveryCodes', status: 200 }, { timeout: 30 });
  child.kill('SIGINT');
  const { status, stdout, stderr } = await ended;
  const { findings, problems, exit_code } = JSON.parse(stdout);
  expect([status, exit_code, existsSync(baseline)]).toEqual([2, 2, false]);
  expect(findings.map(({ operation }: { operation: string }) => operation)).toContain('discoverUser');
  const stopped = /stopped after \d+ of \d+ requests/;
  expect(problems).toEqual([expect.objectContaining({ message: expect.stringMatching(stopped) })]);
  expect(readFileSync(junit, 'utf8')).toMatch(/<error type="unreadable" message="plan:\d+: stopped after /);
  expect(stderr).toMatch(/^note: left on the server.*new recovery codes/m);
  expect(stderr).toMatch(/^error: stopped after \d+ of \d+ requests; the report tells of those$/m);
});

describe('It ends with 2 and a sentence', () => {
  test('when nobody is told to be asked', async () => {
    const message = 'error: say whom to ask: --base-url URL or --socket PATH; --plan prints what would be asked\n';
    expect(await run('verify')).toEqual({ status: 2, stdout: '', stderr: message });
  });

  test('when nobody is there', async () => {
    const stub = await startStub();
    await stub.close();
    const { status, stderr } = await verify('--base-url', stub.url);
    expect([status, stderr]).toEqual([2, `error: ${stub.url} does not answer: connection refused\n`]);
    const file = join(folderWith({}), 'no-socket');
    expect((await verify('--socket', file)).stderr).toBe(`error: ${file} does not answer: there is no such socket\n`);
  });

  test('when it is no GitLab', async () => {
    const server = createServer((_, response) => response.writeHead(404, { 'Content-Type': 'text/html' }).end('<p>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { status, stderr } = await verify('--base-url', url);
    expect([status, stderr]).toEqual([2, expect.stringContaining(`${url} is no GitLab: GET /api/v4/internal/check`)]);
  });

  test('when the secret is another one', async () => {
    const { url } = await stubWith();
    const file = join(folderWith({ secret: 'quite another\n' }), 'secret');
    const { status, stderr } = await verify('--base-url', url, '--shell-secret-file', file);
    expect([status, stderr]).toEqual([2, expect.stringContaining('does not take the secret of GitLab Shell')]);
  });

  test('when the server is older than the contract, and nobody says what to hold it against', async () => {
    const { url } = await stubWith({ world: { ...defaultWorld(), instance: { gitlab_version: '12.1.0-ee' } } });
    const { status, stderr } = await verify('--base-url', url);
    expect([status, stderr]).toEqual([2, expect.stringContaining('the server says that it is GitLab 12.1.0-ee')]);
  });

  test('when the server goes away meanwhile', async () => {
    const stub = await startStub();
    onTestFinished(() => stub.close());
    await stub.faults.add({ operation: 'discoverUser', cut: { when: 'before' } });
    const { status, stderr } = await verify('--base-url', stub.url);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/does not answer any more after \d+ requests/)]);
  });

  test.each([
    [['--base-url', 'gdk.test:3000'], 'A base URL begins with http:// or https://'],
    [['--rate', '0', '--plan'], 'That is a number of requests a second'],
    [['--plan', '--facts', 'no.yaml'], 'no.yaml: '],
    [['--plan', '--gitlab-version', '12.0'], 'GitLab 12.0 is too old'],
    [['--plan', '--ignore', 'unchecked-credentials'], "There is no finding 'unchecked-credentials'"],
    [['--plan', '--only', 'no-reply', '--ignore', 'no-reply'], '--only asks for no-reply, and --ignore leaves it out'],
    [['--plan', '--format', 'junit=/'], 'cannot write the report /: '],
  ])('when %j is a mistake', async (words, message) => {
    const { status, stderr } = await run('verify', ...words);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

interface ShownWorld {
  readonly namespaces: readonly { path: string; members?: object; upcoming_reconciliation?: object }[];
}

async function worldOf(url: string): Promise<ShownWorld> {
  const response = await fetch(`${url}/-/worlds/default`);
  return response.json();
}
