import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, folderWith, serve, world } from '../command-under-test.ts';

describe('a world file that is watched', () => {
  test('is read again when it changes; while it is broken, the old world stays', async () => {
    const file = join(folderWith({ 'world.yaml': world }), 'world.yaml');
    const { url, written } = await serve(['--world', file, '--watch', '--log-level', 'silent']);
    expect(await discover(url, 'ada')).toMatchObject({ id: 5 });
    writeFileSync(file, world.replace('ada', '[]'));
    expect(await written('stderr', 'the world stays as it was')).toMatch(
      /^error: .*world\.yaml:3:\d+: users\[0\]\.username: .*\nerror: the world stays as it was\n$/,
    );
    expect(await discover(url, 'ada')).toMatchObject({ id: 5 });
    writeFileSync(file, world.replaceAll('ada', 'grace'));
    await written('stderr', `reloaded ${file}`);
    expect(await discover(url, 'ada')).toBeNull();
    expect(await discover(url, 'grace')).toMatchObject({ id: 5 });
  });

  test('may go away', async () => {
    const file = join(folderWith({ 'world.yaml': world }), 'world.yaml');
    const { url, written } = await serve(['--world', file, '--watch', '--log-level', 'silent']);
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    await written('stderr', 'there is no such file');
    writeFileSync(file, text);
    await written('stderr', 'reloaded');
    expect(await check(url, 'world-secret')).toBe(200);
  });
});

async function discover(url: string, username: string): Promise<unknown> {
  const headers = { 'Gitlab-Shared-Secret': Buffer.from('world-secret').toString('base64') };
  return (await fetch(`${url}/api/v4/internal/discover?username=${username}`, { headers })).json();
}
