import { describe, expect, test } from 'vitest';
import { call, type Received } from '../../requests.test-support.ts';
import { type StubOptions, startStub } from '../../start-stub.ts';
import { parseWorld } from '../../world/world-file.ts';

const publicKey = (name: string) => `ssh-ed25519 ${Buffer.from(`key of ${name}`).toString('base64')} ${name}`;

/** Users by role, keys by state and projects by visibility: what the access check looks at. */
const world = parseWorld(
  `
secrets: { shell: gitlab-shell-dev-secret }
users:
  - { id: 1, username: root, admin: true }
  - { id: 2, username: maintainer }
  - { id: 3, username: developer }
  - { id: 4, username: reporter }
  - { id: 5, username: guest }
  - { id: 6, username: stranger }
  - { id: 7, username: blocked, state: blocked }
  - { id: 8, username: pending, state: blocked_pending_approval }
  - { id: 9, username: dormant, state: deactivated }
  - { id: 10, username: forgetful, password_expired: true }
keys:
  - { id: 3, user: developer, key: ${publicKey('developer')} }
  - { id: 33, user: developer, key: ${publicKey('old')}, expires_at: '2020-01-01T00:00:00Z' }
deploy_keys:
  - { id: 50, key: ${publicKey('reader')}, projects: { team/app: pull } }
  - { id: 51, key: ${publicKey('writer')}, projects: { team/app: push } }
namespaces:
  - { id: 200, path: team, visibility: private, members: { maintainer: maintainer, developer: developer, reporter: reporter, guest: guest } }
  - { id: 201, path: office, visibility: public, allowed_ips: [10.0.0.0/8, '2001:db8::/32'], members: { developer: developer } }
projects:
  - id: 100
    path: team/app
    visibility: private
    protected_branches: [{ name: main }, { name: release-*, push: nobody }, { name: shared, push: developer }, { name: '*-fix*', push: developer }]
  - { id: 101, path: team/old, visibility: private, archived: true }
  - { id: 102, path: team/moving, visibility: private, read_only: true }
  - { id: 103, path: team/new, visibility: private, repository: false }
  - { id: 104, path: open/source, visibility: public }
  - { id: 105, path: inner/source, visibility: internal }
  - { id: 106, path: office/plans, visibility: public }
`,
  'access.yaml',
);

const invisible = "The project you were looking for could not be found or you don't have permission to view it.";

async function ask(question: object, options: StubOptions = {}): Promise<Received> {
  await using stub = await startStub({ world, ...options });
  const json = { action: 'git-upload-pack', protocol: 'ssh', project: 'team/app', ...question };
  return await call(stub, 'POST /api/v4/internal/allowed', { as: 'shell', json });
}

const push = { action: 'git-receive-pack', changes: '_any' };

const change = (ref: string, { from = 'a'.repeat(40), to = 'b'.repeat(40) } = {}) => ({
  action: 'git-receive-pack',
  changes: `${from} ${to} ${ref}\n`,
});

const nothing = '0'.repeat(40);

describe('What is granted', () => {
  test('says where the repository lies and who the actor is', async () => {
    const { status, body } = await ask({ key_id: '3' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: true,
      gl_repository: 'project-100',
      gl_project_path: 'team/app',
      gl_id: 'user-3',
      gl_username: 'developer',
      gl_key_type: 'key',
      gl_key_id: 3,
      git_config_options: ['uploadpack.allowFilter=true', 'uploadpack.allowAnySHA1InWant=true'],
      gitaly: { repository: { storage_name: 'default', gl_repository: 'project-100' }, token: null },
    });
    expect(body.gitaly?.repository?.relative_path).toMatch(/^@hashed\/[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{64}\.git$/);
  });

  test('limits the size of a push where the instance does', async () => {
    const { body } = await ask({ key_id: 3 }, { world: { ...world, instance: { max_push_size_mb: 1 } } });
    expect(body.git_config_options).toContain('receive.maxInputSize=1048576');
  });

  test('names no user for a deploy key', async () => {
    const { body } = await ask({ key_id: '50' });
    expect(body).toMatchObject({ gl_id: '', gl_key_type: 'deploy_key', gl_key_id: 50 });
    expect(body).not.toHaveProperty('gl_username');
  });

  test('is the wiki of the project when its path is asked for', async () => {
    const { body } = await ask({ key_id: '3', project: '/team/app.wiki.git' });
    expect(body.gl_repository).toBe('wiki-100');
    expect(body.gitaly?.repository?.relative_path).toMatch(/\.wiki\.git$/);
  });
});

describe('The actor', () => {
  test.each([
    ['a key', { key_id: '3' }, 'user-3'],
    ['a key as a number', { key_id: 3 }, 'user-3'],
    ['a user', { user_id: 4 }, 'user-4'],
    ['a username', { username: 'maintainer' }, 'user-2'],
    ['the key, where a user is named beside it', { key_id: 3, user_id: 4, username: 'maintainer' }, 'user-3'],
  ])('is %s', async (_what, parameters, id) => {
    expect((await ask(parameters)).body.gl_id).toBe(id);
  });

  test.each([
    { key_id: '999' },
    { user_id: 999 },
    { username: 'nobody' },
    { krb5principal: 'developer@EXAMPLE.COM' },
    {},
  ])('that is unknown is nobody: %o', async (parameters) => {
    expect(await ask(parameters)).toMatchObject({ status: 404, body: { status: false, message: invisible } });
    expect(await ask({ ...parameters, project: 'open/source' })).toMatchObject({ status: 200, body: { gl_id: '' } });
  });
});

describe('A pull', () => {
  test.each([
    ['a member', { username: 'reporter' }, 'team/app', 200],
    ['an administrator', { username: 'root' }, 'team/app', 200],
    ['a deploy key that is enabled', { key_id: 50 }, 'team/app', 200],
    ['a deploy key that is not', { key_id: 50 }, 'team/old', 404],
    ['a stranger, of a private project', { username: 'stranger' }, 'team/app', 404],
    ['a stranger, of an internal one', { username: 'stranger' }, 'inner/source', 200],
    ['a stranger, of a public one', { username: 'stranger' }, 'open/source', 200],
    ['nobody, of an internal project', {}, 'inner/source', 404],
    ['a member, of what does not exist', { username: 'reporter' }, 'team/missing', 404],
  ])('by %s', async (_who, actor, project, status) => {
    expect((await ask({ ...actor, project })).status).toBe(status);
  });

  test('by a guest is forbidden: a guest sees the project, not its code', async () => {
    const message = 'You are not allowed to download code from this project.';
    expect(await ask({ username: 'guest' })).toMatchObject({ status: 401, body: { status: false, message } });
  });

  test('of a project without a repository finds nothing', async () => {
    const message = 'A repository for this project does not exist yet.';
    expect(await ask({ username: 'developer', project: 'team/new' })).toMatchObject({ status: 404, body: { message } });
  });
});

describe('A push', () => {
  test.each([
    ['a developer', { username: 'developer' }, {}, undefined],
    ['a reporter', { username: 'reporter' }, {}, 'You are not allowed to push code to this project.'],
    [
      'a stranger',
      { username: 'stranger' },
      { project: 'open/source' },
      'You are not allowed to push code to this project.',
    ],
    ['a deploy key that may write', { key_id: 51 }, {}, undefined],
    ['a deploy key that may read', { key_id: 50 }, {}, 'This deploy key does not have write access to this project.'],
    [
      'a member, of an archived project',
      { username: 'maintainer' },
      { project: 'team/old' },
      'You are not allowed to push code to this project.',
    ],
    [
      'a member, while the repository moves',
      { username: 'maintainer' },
      { project: 'team/moving' },
      'The repository is temporarily read-only. Please try again later.',
    ],
  ])('by %s', async (_who, actor, where, message) => {
    const { status, body } = await ask({ ...push, ...actor, ...where });
    expect(status).toBe(message === undefined ? 200 : 401);
    if (message !== undefined) expect(body).toEqual({ status: false, message });
  });

  const protectedBranch = 'You are not allowed to push code to protected branches on this project.';
  const deletedBranch =
    'You are not allowed to delete protected branches from this project. Only a project maintainer or owner can delete a protected branch.';

  test.each([
    ['to a branch that is not protected', 'developer', change('refs/heads/topic'), undefined],
    ['of a tag', 'developer', change('refs/tags/main'), undefined],
    ['to a protected branch', 'developer', change('refs/heads/main'), protectedBranch],
    ['to a protected branch by a maintainer', 'maintainer', change('refs/heads/main'), undefined],
    ['to a branch that nobody may push to', 'maintainer', change('refs/heads/release-1'), protectedBranch],
    ['to a protected branch that developers may push to', 'developer', change('refs/heads/shared'), undefined],
    [
      'to a branch of several rules, of which one allows it',
      'developer',
      change('refs/heads/release-1-fix'),
      undefined,
    ],
    ['that deletes a protected branch', 'developer', change('refs/heads/shared', { to: nothing }), deletedBranch],
    [
      'that deletes a protected branch by a maintainer',
      'maintainer',
      change('refs/heads/shared', { to: nothing }),
      undefined,
    ],
    [
      'that deletes the default branch',
      'maintainer',
      change('refs/heads/main', { to: nothing }),
      'The default branch of a project cannot be deleted.',
    ],
  ])('%s', async (_what, username, changes, message) => {
    const { status, body } = await ask({ ...changes, username });
    expect(body.message).toBe(message);
    expect(status).toBe(message === undefined ? 200 : 401);
  });

  test('is refused when one of its refs is', async () => {
    const changes = `${change('refs/heads/topic').changes}${change('refs/heads/main').changes}`;
    expect((await ask({ ...push, changes, username: 'developer' })).body.message).toBe(protectedBranch);
  });

  test('of 100,000 refs is answered', async () => {
    const changes = Array.from({ length: 100_000 }, (_, index) => change(`refs/heads/topic-${index}`).changes).join('');
    expect((await ask({ ...push, changes, username: 'developer' })).status).toBe(200);
  });

  test('to a new path in a namespace of the actor creates the project', async () => {
    await using stub = await startStub({ world });
    const allowed = (json: object) => call(stub, 'POST /api/v4/internal/allowed', { as: 'shell', json });
    const created = await allowed({ ...push, protocol: 'ssh', key_id: 3, project: 'developer/fresh.git' });
    expect(created).toMatchObject({ status: 200, body: { gl_project_path: 'developer/fresh' } });
    const pull = { action: 'git-upload-pack', protocol: 'ssh', project: 'developer/fresh' };
    expect((await allowed({ ...pull, key_id: 3 })).body.gl_repository).toBe(created.body.gl_repository);
    expect((await allowed({ ...pull, username: 'stranger' })).status).toBe(404);
  });

  test('to a new path in a namespace of somebody else creates nothing', async () => {
    expect(await ask({ ...push, username: 'stranger', project: 'team/fresh' })).toMatchObject({
      status: 404,
      body: { message: invisible },
    });
  });
});

describe('A user who may not come in', () => {
  test.each([
    ['blocked', 'Your account has been blocked.'],
    ['pending', 'Your account is pending approval from your administrator and hence blocked.'],
    ['forgetful', 'Your password expired. Please access GitLab from a web browser to update your password.'],
  ])('is told so: %s', async (username, message) => {
    expect(await ask({ username, project: 'open/source' })).toMatchObject({
      status: 401,
      body: { status: false, message },
    });
  });

  test('is told where to come back when deactivated', async () => {
    const { status, body } = await ask({ username: 'dormant' }, { externalUrl: 'https://gitlab.example.com' });
    expect(status).toBe(401);
    expect(body.message).toBe(
      'Your account has been deactivated by your administrator. Please log back in from a web browser to reactivate your account at https://gitlab.example.com',
    );
  });

  test('is told when the key has expired', async () => {
    expect(await ask({ key_id: 33 })).toMatchObject({
      status: 401,
      body: { status: false, message: 'Your SSH key has expired.' },
    });
  });
});

describe('The instance', () => {
  test('that is read-only refuses pushes alone', async () => {
    const readOnly = { world: { ...world, instance: { read_only: true } } };
    const message = "You can't push code to a read-only GitLab instance.";
    expect(await ask({ ...push, username: 'maintainer' }, readOnly)).toMatchObject({ status: 401, body: { message } });
    expect((await ask({ username: 'maintainer' }, readOnly)).status).toBe(200);
  });

  test('that is a Geo secondary sends pushes to the primary', async () => {
    const secondary = {
      world: { ...world, instance: { geo_secondary: { primary_url: 'https://primary.example.com/' } } },
    };
    const { status, headers, body } = await ask({ ...push, key_id: 3 }, secondary);
    expect(status).toBe(300);
    expect(headers.get('location')).toBeNull();
    expect(body.payload).toMatchObject({
      action: 'geo_proxy_to_primary',
      data: { primary_repo: 'https://primary.example.com/team/app.git', gl_username: 'developer' },
    });
  });

  test('that disabled SSH says so', async () => {
    const noSsh = { world: { ...world, instance: { protocols: ['http' as const] } } };
    expect(await ask({ key_id: 3 }, noSsh)).toMatchObject({
      status: 401,
      body: { message: 'Git access over SSH is not allowed' },
    });
    expect((await ask({ key_id: 3, protocol: 'http' }, noSsh)).status).toBe(200);
  });

  test('that limits the rate refuses what is too much, from 14.7 on', async () => {
    const limited = { ...world, instance: { rate_limit: { requests: 1, seconds: 3600 } } };
    for (const [gitlabVersion, status] of [
      ['14.7', 429],
      ['14.6', 200],
    ] as const) {
      await using stub = await startStub({ world: limited, gitlabVersion });
      const json = { action: 'git-upload-pack', protocol: 'ssh', project: 'team/app', key_id: 3 };
      await call(stub, 'POST /api/v4/internal/allowed', { as: 'shell', json });
      expect((await call(stub, 'POST /api/v4/internal/allowed', { as: 'shell', json })).status).toBe(status);
    }
  });

  test('that is down for maintenance answers 503 and when to come back', async () => {
    const { status, headers } = await ask({ key_id: 3 }, { world: { ...world, instance: { maintenance: true } } });
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('60');
  });
});

describe('A group that restricts addresses', () => {
  test.each([
    ['10.1.2.3', 200],
    ['2001:db8::1', 200],
    ['192.168.1.1', 404],
    [undefined, 200],
  ])('answers %s with %i', async (check_ip, status) => {
    const { status: answered } = await ask({
      username: 'developer',
      project: 'office/plans',
      ...(check_ip !== undefined && { check_ip }),
    });
    expect(answered).toBe(status);
  });
});

describe('A request that breaks the contract', () => {
  const remark = 'project, gl_repository are missing, at least one parameter must be provided';

  test('is refused with every remark at once', async () => {
    await using stub = await startStub({ world });
    const { status, headers, body } = await call(stub, 'POST /api/v4/internal/allowed', {
      as: 'shell',
      json: { key_id: 'x' },
    });
    expect(status).toBe(400);
    expect(body.error).toBe(`action is missing, protocol is missing, key_id is invalid, ${remark}`);
    expect(headers.get('gitlab-stub-violations')).toContain('missing;in=body;pointer="/action"');
  });

  test('is answered as GitLab does when handling is lenient', async () => {
    const lenient = { handling: 'lenient' as const };
    const unknown = "The command you're trying to execute is not allowed.";
    expect(await ask({ key_id: 3, action: 'git-fetch' }, lenient)).toMatchObject({
      status: 401,
      body: { message: unknown },
    });
    expect(await ask({ key_id: 3, protocol: 'ftp' }, lenient)).toMatchObject({
      status: 401,
      body: { message: 'Git access over FTP is not allowed' },
    });
    expect(await ask({ key_id: '-1', project: 'open/source' }, lenient)).toMatchObject({
      status: 200,
      body: { gl_id: '' },
    });
    expect(await ask({ key_id: 3, check_ip: 'somewhere', env: 'not json' }, lenient)).toMatchObject({ status: 200 });
  });

  test('is refused in either handling when it names no repository', async () => {
    await using stub = await startStub({ world, handling: 'lenient' });
    const json = { key_id: 3, action: 'git-upload-pack', protocol: 'ssh' };
    expect(await call(stub, 'POST /api/v4/internal/allowed', { as: 'shell', json })).toMatchObject({
      status: 400,
      body: { error: remark },
    });
  });
});
