import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { call, type Received } from '../../requests.test-support.ts';
import { type StubOptions, startStub } from '../../start-stub.ts';
import { parseWorld } from '../../world/world-file.ts';

const postReceive = 'POST /api/v4/internal/post_receive';

const settings = (messages: string, instance = "{ external_url: 'https://gitlab.example.com/gitlab/' }") =>
  parseWorld(
    `
instance: ${instance}
secrets: { shell: gitlab-shell-dev-secret }
users: [{ id: 5, username: ada }]
keys: [{ id: 21, user: ada, key: ssh-ed25519 AAAA }]
deploy_keys: [{ id: 24, key: ssh-ed25519 CCCC, projects: { group/app: push } }]
projects:
  - { id: 1, path: group/app, default_branch: trunk, protected_branches: [{ name: stable }] }
  - { id: 2, path: group/new, repository: false }
broadcast_messages: ${messages}
`,
    'push.yaml',
  );

const silent = settings('[]');
const zero = '0'.repeat(40);
const [before, later] = ['a'.repeat(40), 'b'.repeat(40)];
const created = (...refs: string[]) => refs.map((ref) => `${zero} ${later} ${ref}\n`).join('');
const links = 'https://gitlab.example.com/gitlab/group/app/-/merge_requests/new?merge_request%5Bsource_branch%5D=';
const link = (branch: string, encoded = branch) => ({
  type: 'basic',
  message: `To create a merge request for ${branch}, visit:\n  ${links}${encoded}`,
});
const alert = (message: string) => ({ type: 'alert', message });

async function report(push: object, options: StubOptions = {}): Promise<Received> {
  await using stub = await startStub({ world: silent, ...options });
  return await call(stub, postReceive, {
    as: 'shell',
    json: { gl_repository: 'project-1', identifier: 'user-5', ...push },
  });
}

async function messages(push: object, options: StubOptions = {}): Promise<unknown> {
  const { status, body } = await report(push, options);
  expect(status).toBe(200);
  expect(body.reference_counter_decreased).toBe(true);
  return body.messages;
}

test('A push is processed as the documentation shows: its branch has no refs/heads/, so it gets no link', async () => {
  await using stub = await startStub();
  const changes = '0000000000000000000000000000000000000000 fd9e76b9136bdd9fe217061b497745792fe5a5ee gh-pages\\n';
  const { status, body } = await call(stub, postReceive, {
    as: 'shell',
    form: `gl_repository=project-7&identifier=user-1&changes=${changes}`,
  });
  expect(status).toBe(200);
  expect(body).toEqual({ messages: [alert('Hello from post-receive')], reference_counter_decreased: true });
});

test('Whoever pushed a branch is told where to open a merge request', async () => {
  expect(await messages({ changes: created('refs/heads/feature') })).toEqual([link('feature')]);
  expect(await messages({ changes: created('refs/heads/feature').trim() })).toEqual([link('feature')]);
});

test('Each pushed branch has its link, also one that existed, with line breaks as curl sends them', async () => {
  const changes = `${zero} ${later} refs/heads/one\\n${before} ${later} refs/heads/two\\n`;
  expect(await messages({ changes })).toEqual([link('one'), link('two')]);
});

test.each([
  ['the default branch', created('refs/heads/trunk')],
  ['a deleted branch', `${before} ${zero} refs/heads/feature\n`],
  ['a tag', created('refs/tags/v1.0')],
  ['a ref that is not complete', created('feature')],
  ['a line that is not complete', `${zero} ${later}\n`],
  ['no change', ''],
])('There is no link for %s', async (_, changes) => {
  expect(await messages({ changes })).toEqual([]);
});

test.each([
  ['feature/größe', 'feature%2Fgr%C3%B6%C3%9Fe'],
  ["it's(1)!", 'it%27s%281%29%21'],
  ['50%+1&a=b#c', '50%25%2B1%26a%3Db%23c'],
])('The name of a branch is percent-encoded in its link: %s', async (branch, encoded) => {
  expect(await messages({ changes: created(`refs/heads/${branch}`) })).toEqual([link(branch, encoded)]);
});

test('A branch name with half a character does no harm', async () => {
  expect((await report({ changes: created('refs/heads/\ud800') })).status).toBe(200);
});

test.each(['project-2', 'wiki-1', 'project-404', 'snippet-1'])(
  'There is no link where nothing can be merged: %s',
  async (gl_repository) => {
    expect(await messages({ gl_repository, changes: created('refs/heads/feature') })).toEqual([]);
  },
);

test('Alerts come before links: broadcast messages, then warnings', async () => {
  const world = settings('[Maintenance at noon, Bring cake]');
  const push = { changes: created('refs/heads/feature'), push_options: ['x'] };
  expect(await messages(push, { world })).toEqual([
    alert('Maintenance at noon'),
    alert('Bring cake'),
    alert("WARNINGS:\nError encountered with push options 'x': x is not a push option"),
    link('feature'),
  ]);
});

const knownOptions = [
  'ci.skip',
  'ci.variable=A=1.2',
  'mr.create',
  'merge_request.create',
  'merge_request.target=trunk',
  'merge_request.target_project=group/other',
  'merge_request.title=A title. With dots',
  'merge_request.description=a\nb',
  'merge_request.draft',
  'merge_request.label=x',
  'merge_request.unlabel=x',
  'merge_request.assign=ada',
  'merge_request.unassign=ada',
  'merge_request.milestone=1',
  'merge_request.remove_source_branch',
  'merge_request.merge_when_pipeline_succeeds',
  'integrations.skip_ci',
  'secret_detection.skip_all',
];

test('The push options that GitLab knows give no warning', async () => {
  expect(await messages({ push_options: knownOptions, changes: created('refs/tags/v1') })).toEqual([]);
});

test.each(['stable', 'trunk', 'feature'])('A merge request may go to a branch that exists: %s', async (branch) => {
  const push = { push_options: [`merge_request.target=${branch}`], changes: created('refs/heads/feature') };
  expect(await messages(push)).toEqual([link('feature')]);
});

const eleven = created(...Array.from({ length: 11 }, (_, index) => `refs/heads/branch-${index}`));

test.each([
  [
    { push_options: ['ci.skip', 'merge_request.target=missing'] },
    "'ci.skip' 'merge_request.target=missing': Target branch group/app:missing does not exist",
  ],
  [
    { push_options: ['mr.target=missing', 'mr.target=trunk', 'y'] },
    "'mr.target=missing' 'mr.target=trunk' 'y': y is not a push option",
  ],
  [{ push_options: ['mr.create'], identifier: 'user-404' }, "'mr.create': User is required"],
  [{ push_options: ['mr.create'], identifier: 'key-24' }, "'mr.create': User is required"],
  [
    { push_options: ['mr.create'], gl_repository: 'wiki-1' },
    "'mr.create': Push options are only supported for projects",
  ],
  [
    { push_options: ['mr.create'], changes: eleven },
    "'mr.create': Too many branches pushed (11 were pushed, limit is 10)",
  ],
  [
    { push_options: ['mr.create', 'ci'], identifier: 'user-404' },
    "'mr.create' 'ci': User is required\n\nci is not a push option",
  ],
  [
    { push_options: ['merge_request.constructor'] },
    "'merge_request.constructor': merge_request.constructor is not a push option",
  ],
  [
    { push_options: ['__proto__.create'], gl_repository: 'project-404' },
    "'__proto__.create': __proto__.create is not a push option",
  ],
])('Push options that cannot be carried out are warned about: %j', async (push, warning) => {
  const [first] = (await messages(push)) as unknown[];
  expect(first).toEqual(alert(`WARNINGS:\nError encountered with push options ${warning}`));
});

test.each([null, undefined, []])('Without push options there is no warning: %j', async (push_options) => {
  expect(await messages({ push_options })).toEqual([]);
});

test('Push options may come in a form, as from GitLab Shell in Ruby', async () => {
  await using stub = await startStub({ world: silent });
  const form = 'gl_repository=project-1&identifier=key-21&push_options[]=ci.skip&push_options[]=x';
  const { body } = await call(stub, postReceive, { as: 'shell', form });
  expect(body.messages).toEqual([
    alert("WARNINGS:\nError encountered with push options 'ci.skip' 'x': x is not a push option"),
  ]);
});

test.each(['user-404', 'key-404', 'username-ada'])(
  'Nobody needs to stand behind the identifier: %s',
  async (identifier) => {
    expect(await messages({ identifier, changes: created('refs/heads/feature') })).toEqual([link('feature')]);
  },
);

test('What pre_receive counted is taken off again, and never more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reference-counter-'));
  const database = new DatabaseSync(join(folder, 'world.db'));
  try {
    await using stub = await startStub({ world: silent, database: `sqlite:${join(folder, 'world.db')}` });
    const push = { as: 'shell', json: { gl_repository: 'project-1', identifier: 'user-5' } } as const;
    const count = () => database.prepare('SELECT value FROM reference_counters').get()?.value;
    await Promise.all(Array.from({ length: 50 }, () => call(stub, 'POST /api/v4/internal/pre_receive', push)));
    expect(count()).toBe(50);
    expect((await call(stub, postReceive, push)).body.reference_counter_decreased).toBe(true);
    expect(count()).toBe(49);
    for (const { body } of await Promise.all(Array.from({ length: 60 }, () => call(stub, postReceive, push)))) {
      expect(body.reference_counter_decreased).toBe(true);
    }
    expect(count()).toBe(0);
  } finally {
    database.close();
    await rm(folder, { recursive: true });
  }
});

test('The counter is not decreased while Redis does not answer', async () => {
  const { status, body } = await report({}, { world: settings('[Hello]', '{ redis: false }') });
  expect(status).toBe(200);
  expect(body).toEqual({ messages: [alert('Hello')], reference_counter_decreased: false });
});

test('A push of 100,000 refs is processed', async () => {
  const changes = created(
    ...Array.from({ length: 100_000 }, (_, index) => `refs/tags/v${index}`),
    'refs/heads/feature',
  );
  expect(await messages({ changes })).toEqual([link('feature')]);
});

test('Without a repository or an identifier the request is refused; a lenient stub goes on without them', async () => {
  await using stub = await startStub({ world: silent });
  const sent = { as: 'shell', json: { changes: created('refs/heads/feature') } } as const;
  const { status, body } = await call(stub, postReceive, sent);
  expect(status).toBe(400);
  expect(String(body.error).split(', ').toSorted()).toEqual(['gl_repository is missing', 'identifier is missing']);
  const lenient = await call(stub, postReceive, { ...sent, headers: { Prefer: 'handling=lenient' } });
  expect(lenient).toMatchObject({ status: 200, body: { messages: [], reference_counter_decreased: true } });
});

test('Without the secret of GitLab Shell nothing is processed', async () => {
  await using stub = await startStub();
  const reply = await call(stub, postReceive, { json: { gl_repository: 'project-7', identifier: 'user-1' } });
  expect(reply).toMatchObject({ status: 401, body: { message: '401 Unauthorized' } });
});
