import { join } from 'node:path';
import { defaultWorld, startStub } from '@gitlab-internal-api/server';
import { expect, onTestFinished, test } from 'vitest';
import { type Ended, folderWith, run } from '../command-under-test.ts';
import { type Passing, type Spoiled, spoil } from './mutating-proxy.test-support.ts';

const kubernetes = '/api/v4/internal/kubernetes';

/** A way in which a server differs, and what is said about it. */
interface Deviation {
  readonly name: string;
  /** The code, the operation and a part of the sentence. */
  readonly found: readonly [code: string, operation: string | null, sentence: string];
  readonly before?: (request: Passing) => void;
  readonly after?: (request: Passing, reply: Spoiled) => 'cut' | undefined;
}

const deviations: readonly Deviation[] = [
  {
    name: 'a number that has become a text',
    found: ['property-type', 'findAuthorizedKey', 'id must be'],
    after: on('/internal/authorized_keys', 200, (reply) => change(reply, (body) => ({ ...body, id: 'eleven' }))),
  },
  {
    name: 'a property that is gone',
    found: ['missing-property', 'getAgentInfo', 'project_id'],
    after: on(`${kubernetes}/agent_info`, 200, (reply) => change(reply, ({ project_id: _, ...body }) => body)),
  },
  {
    name: 'an instant that is none',
    found: ['property-format', 'findAuthorizedKey', 'created_at'],
    after: on('/internal/authorized_keys', 200, (reply) => change(reply, (body) => ({ ...body, created_at: 'today' }))),
  },
  {
    name: 'a status that the contract says for something else',
    found: ['unexpected-status', 'listPolicyConfigurations', 'was answered 404; the contract says 200'],
    after: on('/policies_configuration', 200, become(404, '{"message":"404 Not Found"}')),
  },
  {
    name: 'a status that the contract does not have',
    found: ['undocumented-status', 'listScanExecutionPolicies', '418'],
    after: on('/scan_execution_policies', 200, become(418)),
  },
  {
    name: 'another media type',
    found: ['reply-media-type', 'getAgentProjectInfo', 'text/html'],
    after: on(`${kubernetes}/project_info`, 200, (reply) => {
      reply.headers['content-type'] = 'text/html';
    }),
  },
  {
    name: 'a header that is gone',
    found: ['missing-reply-header', 'discoverUser', 'X-Request-Id'],
    after: on('/internal/discover', 200, (reply) => {
      delete reply.headers['x-request-id'];
    }),
  },
  {
    name: 'a body that is no JSON',
    found: ['malformed-reply', 'getScimUser', 'it is not JSON'],
    after: on('/Users/0b1d561c', 200, (reply) => {
      reply.body = reply.body.slice(0, -1);
    }),
  },
  {
    name: 'a body that is gone',
    found: ['missing-reply-body', 'listScimUsers', 'body'],
    after: on('/Users?', 200, (reply) => {
      reply.body = '';
    }),
  },
  {
    name: 'a connection that is cut',
    found: ['no-reply', 'getSubscription', 'the connection was cut'],
    after: ({ path }) => (path.endsWith('gitlab_subscription.json') ? 'cut' : undefined),
  },
  {
    name: 'a credential that nobody looks at',
    found: ['unchecked-credential', 'checkInstance', 'a request without a credential was answered 200'],
    // Only where there is none at all, and not before the program has found out who it talks to.
    before: ({ path, headers }) => {
      if (path.startsWith('/api/v4/internal/check') && !Object.keys(headers).some((name) => /gitlab-sh/.test(name)))
        headers['gitlab-shared-secret'] = Buffer.from('gitlab-shell-dev-secret').toString('base64');
    },
  },
  {
    name: 'a parameter that nobody looks at',
    found: [
      'unchecked-parameter',
      'getAgentProjectInfo',
      'a request without id was answered 200; the contract says 400',
    ],
    after: on(`${kubernetes}/project_info`, 400, become(200)),
  },
  {
    name: 'a refusal of another shape',
    found: ['missing-property', 'authenticateErrorTracking', 'message'],
    after: on('/error_tracking/allowed', 401, (reply) => {
      reply.body = '{}';
    }),
  },
  {
    name: 'a way to write the path that leads nowhere',
    found: ['unexpected-status', 'discoverUser', 'with a slash at the end of the path was answered 404'],
    after: on('/internal/discover/', 200, become(404, '{"error":"404 Not Found"}')),
  },
  {
    name: 'a path that answers and should not',
    found: ['unexpected-status', null, 'a path that nobody has was answered 200; the contract says 404'],
    after: on('/no_such_path', 404, become(200)),
  },
  {
    name: 'a wrong method that is not named',
    found: ['missing-reply-header', null, 'Allow is missing'],
    after: on('test_group/Users', 405, (reply, { path }) => {
      if (path.endsWith('/Users')) delete reply.headers.allow;
    }),
  },
];

test('A server that differs is told of each difference, in a sentence, and of nothing else', async () => {
  const { status, stdout } = await verify(await spoiled(), '--format', 'json');
  const findings: Finding[] = JSON.parse(stdout).findings;
  const missed = deviations.filter(({ found }) => findings.filter((finding) => isOf(finding, found)).length !== 1);
  expect(missed.map(({ name, found: [, operation] }) => ({ name, told: sentences(findings, operation) }))).toEqual([]);
  expect(findings.filter((finding) => !deviations.some(({ found }) => isOf(finding, found)))).toEqual([]);
  expect(status).toBe(1);
});

test('Each difference is a line of its own where lines are read, and shown by a command without secrets', async () => {
  const { stdout, stderr } = await verify(await spoiled(), '--format', 'github', '--verbose');
  const lines = stdout.split('\n').filter((line) => line.startsWith('::error '));
  expect(lines).toHaveLength(deviations.length);
  for (const { found } of deviations)
    expect(lines.some((line) => line.includes(`title=${found[0]}`) && line.includes(found[2]))).toBe(true);
  expect(stderr).toContain("-H 'Gitlab-Kas-Api-Request: [MASKED]'");
  expect(stderr).toMatch(/plan:\d+ read {2}GET \/api\/v4\/internal\/discover\/\?key_id=11 discoverUser/);
  const secrets = ['dev-secret', 'dev-token', Buffer.from('gitlab-shell-dev-secret').toString('base64'), 'eyJ'];
  expect(secrets.filter((secret) => `${stdout}${stderr}`.includes(secret))).toEqual([]);
});

function verify(url: string, ...words: string[]): Promise<Ended> {
  return run('verify', '--base-url', url, '--rate', '100000', ...words);
}

interface Finding {
  readonly code: string;
  readonly operation: string | null;
  readonly sentence: string;
}

function isOf({ code, operation, sentence }: Finding, [ownCode, ownOperation, part]: Deviation['found']): boolean {
  return code === ownCode && operation === ownOperation && sentence.includes(part);
}

function sentences(findings: readonly Finding[], of: string | null): string[] {
  return findings.filter(({ operation }) => operation === of).map(({ code, sentence }) => `${code}: ${sentence}`);
}

/** A stub behind a proxy that does everything wrong that there is. */
async function spoiled(): Promise<string> {
  const stub = await startStub();
  onTestFinished(() => stub.close());
  return spoil(stub.url, {
    before: (request) => {
      for (const { before } of deviations) before?.(request);
    },
    after: (request, reply) => (deviations.some(({ after }) => after?.(request, reply) === 'cut') ? 'cut' : undefined),
  });
}

test('A stub with faults is told of', async () => {
  const stub = await startStub();
  onTestFinished(() => stub.close());
  await stub.faults.add({ operation: 'getAgentInfo', answer: { status: 500 } });
  await stub.faults.add({ operation: 'findAuthorizedKey', answer: { status: 503, body: '<html>' } });
  await stub.faults.add({ operation: 'listPolicyConfigurations', garble: { how: 'malformed-json' } });
  const { status, stdout } = await verify(stub.url, '--format', 'json');
  const kinds = JSON.parse(stdout).findings.map(
    ({ code, operation }: { code: string; operation: string }) => `${code} ${operation}`,
  );
  expect(status).toBe(1);
  expect(kinds).toEqual(
    expect.arrayContaining([
      'unexpected-status getAgentInfo',
      'unexpected-status findAuthorizedKey',
      'malformed-reply listPolicyConfigurations',
    ]),
  );
});

test('A server without what the facts name is told of, and a baseline keeps what is known', async () => {
  const { projects: _, namespaces: __, agents: ___, keys: ____, ...world } = defaultWorld();
  const stub = await startStub({ world });
  onTestFinished(() => stub.close());
  const { status, stdout } = await verify(
    stub.url,
    '--allow-writes',
    '--only',
    'unexpected-status,unchecked-credential',
  );
  expect(status).toBe(1);
  expect(stdout).toContain('reply 404: the example documented was answered 404; the contract says 200.');
  for (const operation of ['checkGitAccess', 'createMinutesPacks', 'findAuthorizedKey', 'getSubscription'])
    expect(stdout).toContain(`${operation} (`);
  const file = join(folderWith({}), 'known.json');
  expect((await verify(stub.url, '--baseline', file, '--update-baseline')).status).toBe(0);
  expect((await verify(stub.url, '--baseline', file)).status).toBe(0);
});

/** Spoils the replies with a status to paths that hold a text. */
function on(
  path: string,
  status: number,
  spoilReply: (reply: Spoiled, request: Passing) => void,
): NonNullable<Deviation['after']> {
  return (request, reply) => {
    if (request.path.includes(path) && reply.status === status && request.method !== 'HEAD') spoilReply(reply, request);
    return undefined;
  };
}

function become(status: number, body?: string): (reply: Spoiled) => void {
  return (reply) => Object.assign(reply, { status, body: body ?? reply.body });
}

function change(reply: Spoiled, changed: (body: Record<string, unknown>) => object): void {
  reply.body = JSON.stringify(changed(JSON.parse(reply.body)));
}
