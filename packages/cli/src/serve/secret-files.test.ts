import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, folderWith, kasSecret, serve } from '../command-under-test.ts';

describe('secrets', () => {
  test('come from files, which win over the world', async () => {
    const folder = folderWith({ shell: 'from-file\n', kas: `${kasSecret}\n` });
    const { url } = await serve([
      '--shell-secret-file',
      join(folder, 'shell'),
      '--kas-secret-file',
      join(folder, 'kas'),
    ]);
    expect(await check(url)).toBe(401);
    expect(await check(url, 'from-file')).toBe(200);
  });

  test('come from the environment, by file or by content', async () => {
    const folder = folderWith({ shell: 'from-file' });
    const named = await serve([], { GITLAB_SHELL_SECRET_FILE: join(folder, 'shell') });
    expect(await check(named.url, 'from-file')).toBe(200);
    const given = await serve([], { GITLAB_SHELL_SECRET: 'from-environment', GITLAB_KAS_SECRET: kasSecret });
    expect(await check(given.url, 'from-environment')).toBe(200);
  });

  test('of a flag win over the environment', async () => {
    const folder = folderWith({ shell: 'from-file' });
    const { url } = await serve(['--shell-secret-file', join(folder, 'shell')], {
      GITLAB_SHELL_SECRET: 'from-environment',
    });
    expect(await check(url, 'from-file')).toBe(200);
  });
});
