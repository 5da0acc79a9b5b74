import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, run, world } from '../command-under-test.ts';

describe('a world file', () => {
  test('is printed as it was understood, and what is printed is a world file', async () => {
    const folder = folderWith({ 'world.yaml': world });
    const { status, stdout } = await run('serve', '--world', join(folder, 'world.yaml'), '--print-world');
    expect(status).toBe(0);
    expect(stdout).toMatch(/username: ada\n[\s\S]*two_factor: false/);
    writeFileSync(join(folder, 'printed.yaml'), stdout);
    expect(await run('serve', '--world', join(folder, 'printed.yaml'), '--print-world')).toMatchObject({
      status: 0,
      stdout,
    });
  });
});
