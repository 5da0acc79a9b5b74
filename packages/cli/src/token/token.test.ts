import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Ended, folderWith, kasSecret, run, serve, start, world } from '../command-under-test.ts';
import { consumers } from './consumers.ts';

const development = 'warning: this is made of a development credential, which everybody knows';

/** What is made, without the remark on development credentials. */
async function make(...words: string[]): Promise<string> {
  const { status, stdout, stderr } = await run('token', '--as', ...words);
  expect({ status, stderr: stderr.startsWith(development) ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trimEnd();
}

/** Runs a command that was printed, in a shell; what it returns is the status of the reply. */
function statusOf(curl: string): number {
  return Number(execFileSync('sh', ['-c', `${curl} -s -o /dev/null -w '%{http_code}'`], { encoding: 'utf8' }));
}

describe('The curl command that is printed is answered well', () => {
  test('for every program, over TCP and over a unix socket', async () => {
    const socket = join(folderWith({}), 'it is.socket');
    const { ready } = await serve(['--socket', socket]);
    for (const consumer of consumers) {
      const text = await make(consumer, '--base-url', `${ready.url}/`);
      const [headers = '', remark = '', ...curl] = text.split(/\n\n|\n(?=curl)/);
      expect([consumer, statusOf(curl.join('\n'))]).toEqual([consumer, consumer === 'kas' ? 204 : 200]);
      for (const header of headers.split('\n')) expect(curl.join('\n')).toContain(`-H '${header}'`);
      expect(remark).toMatch(/^# [a-z]\w+/);
    }
    const overSocket = await make('agent', '--socket', socket, '--format', 'curl');
    expect(statusOf(overSocket)).toBe(200);
  });

  test.each(['13.7', '15.2'])('for GitLab %s, which knows no token of GitLab Shell', async (version) => {
    const { url } = await serve(['--gitlab-version', version]);
    const words = ['--gitlab-version', version, '--base-url', url, '--format', 'curl'];
    const shell = await make('gitlab-shell', ...words);
    expect(shell).toContain('Gitlab-Shared-Secret: ');
    expect(statusOf(shell)).toBe(200);
    expect(statusOf(await make('kas', ...words))).toBe(204);
  });

  test('with secrets of files and of a world', async () => {
    const files = folderWith({ shell: 'from a file\n', kas: `${kasSecret}\n`, 'world.yaml': world });
    const [shell, kas, file] = ['shell', 'kas', 'world.yaml'].map((name) => join(files, name)) as [
      string,
      string,
      string,
    ];
    const words = ['--world', file, '--shell-secret-file', shell, '--kas-secret-file', kas];
    const { url } = await serve(words);
    for (const [consumer, ...more] of [
      ['gitlab-shell'],
      ['gitaly', '--shared-secret'],
      ['kas'],
      ['opstrace'],
    ] as const) {
      const ended = await run('token', '--as', consumer, ...more, ...words, '--base-url', url, '--format', 'curl');
      expect(ended).toMatchObject({ status: 0, stderr: '' });
      expect([consumer, statusOf(ended.stdout.trimEnd())]).toEqual([
        consumer,
        { kas: 204, opstrace: 404 }[consumer as string] ?? 200,
      ]);
    }
    expect(await run('token', '--as', 'kas', '--base-url', url)).toMatchObject({
      status: 0,
      stderr: expect.stringContaining(development),
    });
  });
});

test('The header alone is what curl takes, also where there are two', async () => {
  const header = await make('kas', '--header');
  expect(header).toMatch(/^Gitlab-Kas-Api-Request: [\w-]+\.[\w-]+\.[\w-]+$/);
  const lines = (await make('agent', '--format', 'header')).split('\n');
  expect(lines).toEqual([expect.stringMatching(/^Gitlab-Kas-Api-Request: /), 'Authorization: Bearer agent-dev-token']);
});

test('As JSON it is one object with everything in it', async () => {
  const made = JSON.parse(
    await make('gitlab-shell', '--format', 'json', '--expires-in', '600', '--base-url', 'https://gitlab.test/gitlab'),
  );
  expect(made).toMatchObject({
    operation: 'checkGitAccess',
    method: 'POST',
    url: 'https://gitlab.test/gitlab/api/v4/internal/allowed',
    headers: [{ name: 'Gitlab-Shell-Api-Request' }, { name: 'User-Agent', value: 'GitLab-Shell' }],
    body: { key_id: '11', project: 'gnuwget/wget2' },
    expires_in: 600,
    curl: expect.stringMatching(/^curl -X POST https:/),
  });
  const claims = JSON.parse(Buffer.from(made.headers[0].value.split('.')[1], 'base64url').toString());
  expect(claims).toMatchObject({ iss: 'gitlab-shell', exp: claims.iat + 600 });
});

/** What is said of a credential. */
async function explain(text: string, ...words: string[]): Promise<Pick<Ended, 'status' | 'stdout'>> {
  const { status, stdout, stderr } = await run('token', '--explain', text, ...words);
  expect(stderr).toBe('');
  return { status, stdout };
}

describe('A credential is explained', () => {
  test('that was just made, by its header, by its value alone and from standard input', async () => {
    const header = await make('gitlab-shell', '--header');
    const value = header.replace(/^\S+ /, '');
    for (const text of [header, value]) {
      const { status, stdout } = await explain(text);
      expect(status).toBe(0);
      expect(stdout).toMatch(
        /^This is a JSON Web Token \(HS256\), by gitlab-shell, issued \S+Z, expires in \d\d s\.\n/,
      );
      expect(stdout).toMatch(
        /It would pass with GitLab 15\.6:\n {2}in the header Gitlab-Shell-Api-Request: checkGitAccess, /,
      );
      expect(stdout).not.toContain(value);
    }
    const running = start(['token', '--explain', '-']);
    running.child.stdin?.end(`${header}\n`);
    expect(await running.ended).toMatchObject({ status: 0, stderr: '' });
  });

  test.each([
    ['Gitlab-Shared-Secret: gitlab-shell-dev-secret', 'GitlabSharedSecret: the secret itself, not its Base64'],
    [
      'Gitlab-Shell-Shared-Secret: abc',
      'no operation looks at a header Gitlab-Shell-Shared-Secret; is Gitlab-Shared-Secret meant?',
    ],
    ['gitlab-shared-secret:Zm9v', 'GitlabSharedSecret: the Base64 of another secret'],
    ['Foo: bar', 'no operation looks at a header Foo'],
    ['Authorization: agent-dev-token', 'Authorization has to begin with Bearer'],
    [
      'Authorization: GL-Geo key:abc',
      "only the endpoints of Geo take it; a Geo node that asks checkInstance presents GitLab Shell's credential",
    ],
    [
      'PRIVATE-TOKEN: agent-dev-token',
      'PrivateToken: this is the token of agent 1 (production); wanted is a personal access token',
    ],
    ['nonsense of nobody', 'GitlabSharedSecret: not the Base64 of the secret, and no Base64 at all'],
  ])('that would not pass: %s', async (text, reason) => {
    const { status, stdout } = await explain(text);
    expect(status).toBe(1);
    expect(stdout).toContain(`It would not pass with GitLab 15.6:\n  ${reason}\n`);
  });

  test.each([
    [
      'secret_token=gitlab-shell-dev-secret',
      'the secret of GitLab Shell itself',
      'in the parameter secret_token: checkGitAccess, ',
    ],
    ['admin-dev-token', 'the personal access token of root', 'in the header PRIVATE-TOKEN: getSubscription, '],
    [
      'PRIVATE-TOKEN: developer-dev-token',
      'the personal access token of developer',
      'in the header PRIVATE-TOKEN: getSubscription\n',
    ],
    [
      'Authorization: Bearer scim-dev-token',
      'the SCIM token of group test_group',
      'in Authorization: Bearer: listScimUsers, ',
    ],
    ['agent-dev-token', 'the token of agent 1 (production)', 'getAgentInfo (with GitlabKasJwt), '],
  ])('that would pass: %s', async (text, what, where) => {
    const { status, stdout } = await explain(text);
    expect(status).toBe(0);
    expect(stdout).toContain(`This is ${what}.\n`);
    expect(stdout).toContain(where);
  });

  test('that has expired, unless the time is another', async () => {
    const header = await make('kas', '--header', '--expires-in', '-100');
    const { status, stdout } = await explain(header);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /, expired \d+ s ago\.\n[^\n]+\n {2}GitlabKasJwt: expired \d+ s ago; clocks may differ by 60 s/,
    );
    // Dated back by 50 s, the clocks differ by less than GitLab forgives on either side.
    const { iat } = JSON.parse(Buffer.from(header.split('.')[1] ?? '', 'base64url').toString());
    const then = new Date((iat - 50) * 1000).toISOString();
    expect((await explain(header, '--now', then)).status).toBe(0);
  });

  test('against the release, the secret and the world that are given', async () => {
    const folder = folderWith({ secret: 'quite another\n', 'world.yaml': world });
    const header = await make('gitlab-shell', '--header');
    const old = await explain(header, '--gitlab-version', '15.2');
    expect([old.status, old.stdout]).toEqual([1, expect.stringContaining('no operation of this release looks at')]);
    const other = await explain(header, '--shell-secret-file', join(folder, 'secret'));
    expect([other.status, other.stdout]).toEqual([1, expect.stringContaining('signed with another secret')]);
    const file = ['--world', join(folder, 'world.yaml')];
    expect((await explain('PRIVATE-TOKEN: admin-dev-token', ...file)).status).toBe(1);
    expect((await explain('secret_token=world-secret', ...file)).status).toBe(0);
  });

  test('as JSON', async () => {
    const { status, stdout } = await explain('PRIVATE-TOKEN: nobody', '--format', 'json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      what: 'a text of 6 characters that is no credential of this world',
      passes: false,
      accepted: [],
      reasons: ['PrivateToken: no user has this personal access token'],
    });
  });
});

test.each([
  [[], "say what for: --as PROGRAM makes a credential, --explain 'NAME: VALUE' explains one"],
  [
    ['--as', 'ks'],
    `option '--as <program>' argument 'ks' is invalid. Allowed choices are ${consumers.join(', ')}; the nearest is kas.`,
  ],
  [['--as', 'kas', '--explain', 'x'], "option '--as <program>' cannot be used with option '--explain <header>'"],
  [
    ['--as', 'opstrace', '--gitlab-version', '14.2'],
    'GitLab 14.2 has nothing for opstrace; 15.5 and later have: --gitlab-version 15.5',
  ],
  [
    ['--as', 'scim-provider', '--world', 'geo-secondary'],
    'the world has no group with SCIM: give it namespaces[].scim.token',
  ],
  [['--as', 'kas', '--shared-secret'], 'kas has no shared secret; leave --shared-secret out'],
  [
    ['--as', 'customers-dot', '--expires-in', '5'],
    'what customers-dot presents is no JSON Web Token and does not expire so; leave --expires-in out',
  ],
  [
    ['--explain', '  '],
    "there is nothing to explain; give 'NAME: VALUE' or a value, or - and something in standard input",
  ],
  [['--explain', 'x', '--header'], '--explain is printed as text or json, not as header'],
  [['--as', 'kas', '--world', 'no.yaml'], expect.stringContaining('no.yaml: ')],
])('%j is a mistake that is named', async (words, message) => {
  const { status, stdout, stderr } = await run('token', ...words);
  expect([status, stdout, stderr.replace(/^error: (.*)\n$/, '$1')]).toEqual([2, '', message]);
});
