import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, kasSecret, start, world } from '../command-under-test.ts';

describe('the banner', () => {
  test('has at most 80 columns, and its command works as it stands', async () => {
    const { written } = start(['serve', '--port', '0']);
    const banner = await written('stdout', 'Ctrl-C stops it.');
    expect(Math.max(...banner.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(banner).toMatch(
      /GitLab internal API 15\.6.*\/-\/docs\n.*\/-\/openapi\.yaml\n.*gitlab-shell-dev-secret.*scim-dev-token/s,
    );
    expect(tryIt(banner)).toMatchObject({ api_version: 'v4' });
  });

  test('shows no secret of a file, and its command works all the same', async () => {
    const folder = folderWith({ "shell's secret": 'very-real\n', kas: kasSecret });
    const { written } = start([
      'serve',
      '--port',
      '0',
      '--shell-secret-file',
      join(folder, "shell's secret"),
      '--kas-secret-file',
      join(folder, 'kas'),
    ]);
    const banner = await written('stdout', 'Ctrl-C stops it.');
    expect(banner).not.toMatch(/very-real|BwcH|gitlab-shell-dev-secret/);
    expect(tryIt(banner)).toMatchObject({ api_version: 'v4' });
  });

  test('shows none of the secrets of a world file', async () => {
    const folder = folderWith({ 'world.yaml': world });
    const { written } = start(['serve', '--port', '0', '--world', join(folder, 'world.yaml')]);
    const banner = await written('stdout', 'Ctrl-C stops it.');
    expect(banner).not.toMatch(/credentials|world-secret|token-of-ada/);
    expect(tryIt(banner)).toEqual({ status: 'ok' });
  });
});

/** Runs the banner's command as a person would. */
function tryIt(banner: string): unknown {
  const command = banner.slice(banner.indexOf('Try it:') + 'Try it:'.length, banner.indexOf('Ctrl-C'));
  return JSON.parse(execFileSync('sh', ['-c', command.replace('curl', 'curl --silent')], { encoding: 'utf8' }));
}
