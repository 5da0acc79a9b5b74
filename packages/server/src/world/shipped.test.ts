import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { call } from '../requests.test-support.ts';
import { startStub } from '../start-stub.ts';
import { defaultWorld } from './default.ts';
import { openWorld, shippedWorlds, worldFile } from './shipped.ts';
import { readWorldFile, WorldFileError } from './world-file.ts';

const before = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shipped-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

describe('A world by its name', () => {
  test.each(shippedWorlds)('is one that ships: %s', (name) => {
    expect(openWorld(name).users?.length).toBeGreaterThan(2);
  });

  test.each(shippedWorlds)('is what its YAML file says, in which nothing is wrong: %s', (name) => {
    expect(openWorld(name)).toEqual(readWorldFile(join(import.meta.dirname, `${name}.yaml`)));
  });

  test('is the default one, if that is its name', () => {
    expect(openWorld('default')).toEqual(defaultWorld());
  });

  test('is a file, if there is one of that name', () => {
    writeFileSync('default', 'users: [{ id: 1, username: mine }]');
    expect(openWorld('default')).toEqual({ users: [{ id: 1, username: 'mine' }] });
  });

  test('is a world that ships, whatever folder has its name', () => {
    mkdirSync('geo-secondary');
    expect(openWorld('geo-secondary').instance?.geo_secondary).toBeDefined();
  });

  test.each(['./default', 'worlds/default', 'worlds\\default', 'mine.yaml'])(
    'is a file, if it looks like one: %s',
    (name) => {
      expect(worldFile(name)).toBe(name);
      expect(() => openWorld(name)).toThrow(new WorldFileError(`${name}: there is no such file`));
    },
  );

  test.each([
    ['geo-secondry', "; did you mean 'geo-secondary'?"],
    ['mine', '; those that ship are default, geo-secondary, access-matrix'],
  ])('is unknown: %s', (name, hint) => {
    expect(() => openWorld(name)).toThrow(
      new WorldFileError(`${name}: there is neither such a file nor such a world${hint}`),
    );
  });
});

test('On the Geo secondary pushes go to the primary', async () => {
  await using stub = await startStub({ world: openWorld('geo-secondary') });
  const ask = (json: object) =>
    call(stub, 'POST /api/v4/internal/allowed', { as: 'shell', json: { protocol: 'ssh', ...json } });
  const push = { action: 'git-receive-pack', project: 'group/private', changes: '_any' };
  expect(await ask({ ...push, action: 'git-upload-pack', key_id: 1 })).toMatchObject({ status: 200 });
  expect(await ask({ ...push, key_id: 1 })).toMatchObject({
    status: 300,
    body: {
      status: true,
      payload: {
        action: 'geo_proxy_to_primary',
        data: { primary_repo: 'https://primary.gitlab.example.com/group/private.git', gl_username: 'developer' },
      },
    },
  });
  expect(await ask({ ...push, username: 'blocked' })).toMatchObject({ status: 401 });
  const message = "You can't push code to a read-only GitLab instance.";
  expect(await ask({ ...push, key_id: 1, project: 'group/new' })).toMatchObject({ status: 401, body: { message } });
});
