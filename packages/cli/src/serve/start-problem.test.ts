import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { folderWith, run, start } from '../command-under-test.ts';

describe('a mistake', () => {
  const folder = () =>
    folderWith({
      empty: '\n',
      short: 'c2hvcnQ=',
      'broken.yaml': 'users:\n  - id: one\n    username: ada\n',
      'bare.yaml': 'users: []\n',
      text: 'no database, only a text that is long enough',
    });

  test.each([
    ['a port that is none', ['--port', '65536'], /argument '65536' is invalid\. A port is a number from 0 to 65535\./],
    [
      'a host that does not resolve',
      ['--host', 'nowhere.invalid', '--allow-dev-credentials'],
      /no address is known of nowhere\.invalid; choose one with --host/,
    ],
    [
      'an address of another machine',
      ['--host', '192.0.2.1', '--allow-dev-credentials'],
      /192\.0\.2\.1 is no address of this machine; choose one with --host/,
    ],
    ['an unknown database', ['--database', 'mysql'], /--database: 'mysql' names no database/],
    [
      'a file that is no database',
      ['--database', 'sqlite:FOLDER/text'],
      /--database: sqlite:.*text cannot be used: file is not a database/,
    ],
    [
      'a database in a folder that does not exist',
      ['--database', 'sqlite:FOLDER/none/db'],
      /--database: sqlite:.* cannot be used: unable to open database file/,
    ],
    [
      'a secret file that does not exist',
      ['--shell-secret-file', 'FOLDER/none'],
      /cannot read the shell secret file .*none: no such file or directory/,
    ],
    [
      'a secret file that is a folder',
      ['--kas-secret-file', 'FOLDER'],
      /cannot read the kas secret file .*: illegal operation on a directory/,
    ],
    ['an empty secret file', ['--shell-secret-file', 'FOLDER/empty'], /the shell secret file .*empty is empty/],
    [
      'a kas secret that is too short',
      ['--kas-secret-file', 'FOLDER/short'],
      /the kas secret in .*short is not the Base64 of 32 bytes; openssl rand -base64 32 makes one/,
    ],
    ['a world file that does not exist', ['--world', 'FOLDER/none.yaml'], /none\.yaml: there is no such file/],
    [
      'a broken world file',
      ['--world', 'FOLDER/broken.yaml'],
      /broken\.yaml:2:9: users\[0\]\.id: 'one' is not a whole number/,
    ],
    [
      'a world without any credential',
      ['--world', 'FOLDER/bare.yaml'],
      /bare\.yaml lets nobody in: give it secrets\.shell \(or --shell-secret-file\)/,
    ],
    ['watching nothing', ['--watch'], /--watch needs a file to watch: --world FILE/],
    [
      'a release before the first',
      ['--gitlab-version', '13.6'],
      /GitLab 13\.6 is too old: the contract covers GitLab 13\.7 to 15\.6/,
    ],
    ['a size that is none', ['--max-body', '64gb'], /argument '64gb' is invalid/],
    ['an origin that is a page', ['--cors', 'http://localhost/page'], /argument 'http:\/\/localhost\/page' is invalid/],
    ['an external URL that is none', ['--external-url', 'gitlab.test'], /argument 'gitlab\.test' is invalid/],
  ])('is told on one line: %s', async (_, words, message) => {
    const place = folder();
    const { status, stdout, stderr } = await run(
      'serve',
      '--port',
      '0',
      ...words.map((word) => word.replace('FOLDER', place)),
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*\n$/);
    expect(stderr).toMatch(message);
  });

  test('is told on one line: a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await run('serve', '--port', String(port))).toEqual({
      status: 2,
      stdout: '',
      stderr: `error: port ${port} of 127.0.0.1 is in use; choose another with --port, or any free one with --port 0\n`,
    });
  });

  test.each([
    [
      'both variables of one secret',
      { GITLAB_SHELL_SECRET: 'a', GITLAB_SHELL_SECRET_FILE: 'b' },
      'GITLAB_SHELL_SECRET and GITLAB_SHELL_SECRET_FILE are both set; keep one of them',
    ],
    ['an empty variable', { GITLAB_KAS_SECRET: '' }, 'GITLAB_KAS_SECRET is empty'],
    [
      'a variable without Base64',
      { GITLAB_KAS_SECRET: 'secret' },
      'the kas secret in GITLAB_KAS_SECRET is not the Base64 of 32 bytes; openssl rand -base64 32 makes one',
    ],
  ])('in the environment is told on one line: %s', async (_, environment, message) => {
    expect(await start(['serve', '--port', '0'], environment).ended).toEqual({
      status: 2,
      stdout: '',
      stderr: `error: ${message}\n`,
    });
  });
});
