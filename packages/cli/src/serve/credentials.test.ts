import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, folderWith, kasSecret, run, serve, world } from '../command-under-test.ts';
import { isLoopback } from './loopback.ts';

describe('development credentials', () => {
  test('are refused where others can reach them', async () => {
    expect(await run('serve', '--port', '0', '--host', '0.0.0.0')).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^error: others could reach 0\.0\.0\.0 .*GitLab Shell secret.*access token of root.*--allow-dev-credentials\n$/,
      ),
    });
  });

  test('are refused there as long as one of them is left', async () => {
    const folder = folderWith({ shell: 'from-file', kas: kasSecret });
    const { status, stderr } = await run(
      'serve',
      '--host',
      '::',
      '--shell-secret-file',
      join(folder, 'shell'),
      '--kas-secret-file',
      join(folder, 'kas'),
    );
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.not.stringMatching(/Shell secret/) });
    expect(stderr).toContain('token of agent production');
  });

  test('are served there to whoever insists', async () => {
    const { url } = await serve(['--host', '0.0.0.0', '--allow-dev-credentials', '--log-level', 'silent']);
    expect(await check(url)).toBe(200);
  });

  test('do not get there with a changed world file either', async () => {
    const file = join(folderWith({ 'world.yaml': world }), 'world.yaml');
    const { written } = await serve(['--world', file, '--watch', '--host', '0.0.0.0', '--log-level', 'silent']);
    writeFileSync(file, world.replace('world-secret', 'gitlab-shell-dev-secret'));
    expect(await written('stderr', 'stays')).toContain('development credentials (GitLab Shell secret)');
  });

  test('do not get there with a database that keeps them, whatever the world file says', async () => {
    const folder = folderWith({ 'world.yaml': world });
    const database = ['--database', `sqlite:${join(folder, 'kept.db')}`, '--log-level', 'silent'];
    const { child, ended } = await serve(database);
    child.kill('SIGTERM');
    await ended;
    const own = ['--world', join(folder, 'world.yaml'), '--host', '0.0.0.0', '--port', '0'];
    expect(await run('serve', ...own, ...database)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('access token of root'),
    });
  });
});

test.each(['127.0.0.1', '127.8.9.10', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', 'localhost', 'LOCALHOST'])(
  'only this machine reaches %s',
  (host) => expect(isLoopback(host)).toBe(true),
);

test.each(['0.0.0.0', '::', '10.0.0.1', '128.0.0.1', '::ffff:10.0.0.1', 'localhost.example.com', '127.1', ''])(
  'others may reach %s',
  (host) => expect(isLoopback(host)).toBe(false),
);
