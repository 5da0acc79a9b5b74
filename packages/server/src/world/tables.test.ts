import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openSqlite } from '../store/engines/sqlite.ts';
import { migrate, Store } from '../store/store.ts';
import { populate } from './populate.ts';
import { printWorld } from './print.ts';
import type { Progress } from './progress.ts';
import { parseWorld, readWorldFile, WorldFileError } from './world-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'world-tables-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('A list in a file of its own', () => {
  test('is read from where the world file lies, an element a line', () => {
    write('users.ndjson', '{"id":1,"username":"ada"}\n{"id":2,"username":"ben"}');
    write('messages.ndjson', '\uFEFF"Hello"\r\n\r\n  "Wörld, \\"quoted\\""\r\n');
    const file = write('world.yaml', 'users: "@users.ndjson"\nbroadcast_messages: "@./messages.ndjson"');
    expect(readWorldFile(file)).toEqual({
      users: [
        { id: 1, username: 'ada' },
        { id: 2, username: 'ben' },
      ],
      broadcast_messages: ['Hello', 'Wörld, "quoted"'],
    });
  });

  test('may be empty', () => {
    write('nobody.ndjson', '\n');
    expect(readWorldFile(write('world.yaml', 'users: "@nobody.ndjson"'))).toEqual({ users: [] });
  });

  test('may have lines and characters across the pieces in which it is read', () => {
    const names = Array.from({ length: 40_000 }, (_, index) => `Zoë ${'€'.repeat(index % 50)} ${index}`);
    write(
      'many.ndjson',
      names.map((name, index) => JSON.stringify({ id: index + 1, username: `u${index}`, name })).join('\n'),
    );
    const { users } = readWorldFile(write('world.yaml', 'users: "@many.ndjson"'));
    expect(users?.map(({ name }) => name)).toEqual(names);
  });

  test('is printed by its name', () => {
    write('users.ndjson', '{"id":1,"username":"ada"}\n');
    const file = write('world.yaml', 'users: "@users.ndjson"\nkeys: [{ id: 1, user: ada, key: ssh-rsa AAAA }]');
    const printed = printWorld(readWorldFile(file));
    expect(printed).toContain('\nusers: "@users.ndjson"\n\nkeys:\n  - id: 1\n');
    expect(printWorld(readWorldFile(write('printed.yaml', printed)))).toBe(printed);
  });
});

describe('A mistake in a list in a file of its own', () => {
  test('is said with the line and the column there, after those in the world file', () => {
    write(
      'users.ndjson',
      '{"id":1,"username":"ada"}\n\n{"id": 1, "username": "Ada", "state": "blockt", "sate": 1}\n7\n',
    );
    write('keys.ndjson', '{"id":1,"user":"ad","key":"ssh-rsa AAAA"}\n');
    const file = write('world.yaml', 'users: "@users.ndjson"\nkeys: "@keys.ndjson"\nagents: 7');
    expect(messageOf(file)).toBe(
      [
        'world.yaml:3:9: agents: 7 is not a list, nor a file as @users.ndjson',
        "keys.ndjson:1:16: keys[0].user: 'ad' is no user of this world; did you mean 'ada'?",
        'users.ndjson:3:8: users[1].id: 1 is taken by users[0].id',
        "users.ndjson:3:23: users[1].username: 'Ada' is taken by users[0].username",
        "users.ndjson:3:39: users[1].state: 'blockt' is not one of active, blocked, blocked_pending_approval, deactivated; did you mean 'blocked'?",
        "users.ndjson:3:49: users[1].sate: there is no such key; did you mean 'state'?",
        'users.ndjson:4:1: users[2]: 7 is not a mapping',
      ].join('\n'),
    );
  });

  test.each([
    [
      'a comma at the end',
      '{"id":1},',
      '1:9',
      'this line is not one JSON value, without commas or brackets around it: Unexpected non-whitespace',
    ],
    ['a list over several lines', '[\n{}\n]', '1:2', 'this line is not one JSON value'],
    ['half a value', '\n{"id":1', '2:8', 'this line is not one JSON value'],
    ['a list in a line', '[{"id":1,"username":"ada"}]', '1:1', 'users[0]: a list is not a mapping'],
    [
      'a text that is not UTF-8',
      Buffer.from('{}\n{"username":"\xe9"}\n', 'latin1'),
      '2:1',
      'this line is not text in UTF-8',
    ],
  ])('is %s', (_, content, place, problem) => {
    write('users.ndjson', content);
    expect(messageOf(write('world.yaml', 'users: "@users.ndjson"'))).toContain(`users.ndjson:${place}: ${problem}`);
  });

  test('is told at the name, if the file cannot be read', () => {
    const file = write('world.yaml', 'users: "@no/such.ndjson"\nkeys: keys.ndjson\nprojects: "@../"');
    expect(messageOf(file)).toBe(
      [
        'world.yaml:1:8: users: no/such.ndjson: there is no such file',
        "world.yaml:2:7: keys: 'keys.ndjson' is not a list; '@keys.ndjson' would be one in that file",
        'world.yaml:3:11: projects: ../: this is a directory, not a file',
      ].join('\n'),
    );
  });

  test('is one, if the world is a text that came from nowhere', () => {
    expect(() => parseWorld('users: "@users.ndjson"', 'world.yaml')).toThrow(
      new WorldFileError("world.yaml:1:8: users: '@users.ndjson' can only be named in a file; write the list itself"),
    );
  });

  test.each([
    [
      'in a file of its own',
      (rows: object[]) =>
        `users: "@${write('users.ndjson', rows.map((row) => JSON.stringify(row)).join('\n')).slice(folder.length + 1)}"`,
    ],
    ['in the world file', (rows: object[]) => JSON.stringify({ users: rows })],
  ])('is not said more than a hundred times: %s', (_, worldOf) => {
    for (const row of [
      { id: 0, username: '-' },
      { id: 1, username: 'ada' },
    ]) {
      const lines = messageOf(write('world.yaml', worldOf(Array.from({ length: 5_000 }, () => row)))).split('\n');
      expect(lines).toHaveLength(101);
      expect(lines.at(-1)).toBe('world.yaml: more is wrong; these are the first 100 mistakes');
    }
  });
});

test('A large world tells how far it is, and each step comes to its end', async () => {
  const count = 25_000;
  write(
    'users.ndjson',
    Array.from({ length: count }, (_, index) => `{"id":${index + 1},"username":"u${index}"}\n`).join(''),
  );
  const reports: Progress[] = [];
  const onProgress = (progress: Progress) => void reports.push(progress);
  const world = readWorldFile(write('world.yaml', 'users: "@users.ndjson"'), { onProgress });
  const engine = openSqlite(':memory:');
  await migrate(engine);
  const scope = { database: engine.database, world: 'default' };
  await populate(scope, world, onProgress);
  expect(await new Store(scope).users.findByUsername('u24999')).toMatchObject({ id: count });
  await engine.close();
  const steps = Map.groupBy(reports, ({ step }) => step);
  expect([...steps.keys()]).toEqual([
    'reading users.ndjson',
    'checking users',
    'comparing',
    'storing users',
    'storing namespaces',
    'storing members',
  ]);
  for (const [step, shares] of steps) {
    const done = shares.map((report) => report.done);
    expect(done, step).toEqual(done.toSorted((one, other) => one - other));
    expect(done.at(-1), step).toBe(1);
  }
});

test('A small world tells nothing', () => {
  write('users.ndjson', '{"id":1,"username":"ada"}');
  const onProgress = () => expect.unreachable();
  readWorldFile(write('world.yaml', 'users: "@users.ndjson"'), { onProgress });
});

function write(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function messageOf(file: string): string {
  try {
    return `no mistake: ${JSON.stringify(readWorldFile(file))}`;
  } catch (error) {
    if (error instanceof WorldFileError)
      return error.message.replaceAll(`${folder}/`, '').replaceAll(`${tmpdir()}/`, '../');
    throw error;
  }
}
