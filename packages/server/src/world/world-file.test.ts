import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import schema from './world.schema.json' with { type: 'json' };
import { parseWorld, readWorldFile, WorldFileError } from './world-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'world-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a world file', () => {
  test.each(['', '# nothing yet\n', '{}', '---\n'])('that says nothing (%j) is an empty world', (text) => {
    expect(parseWorld(text, 'world.yaml')).toEqual({});
  });

  test.each(['default.yaml', 'everything.yaml'])('%s, which ships, has no mistakes', (name) => {
    expect(readWorldFile(shipped(name)).users?.length).toBeGreaterThan(1);
  });

  test('everything.yaml uses every key of the schema', () => {
    const used = new Set<string>();
    collectKeys(readWorldFile(shipped('everything.yaml')), used);
    const known = new Set(Object.keys(schema.properties));
    for (const noun of Object.values(schema.$defs))
      if ('properties' in noun) for (const key of Object.keys(noun.properties)) known.add(key);
    expect([...known].filter((key) => !used.has(key))).toEqual([]);
  });

  test('may name a thing once and refer to it with an alias', () => {
    const text = 'users: [{ id: 1, username: &name ada }]\nkeys: [{ id: 1, user: *name, key: ssh-rsa AAAA }]';
    expect(parseWorld(text, 'world.yaml').keys?.[0]?.user).toBe('ada');
  });
});

describe('a world file with mistakes', () => {
  test('gets all of them listed, in their order, each with line, column and what would be right', () => {
    const text = `users:
  - id: 1
    username: root
    state: blockt
    sate: active
  - id: 1
    username: Root
  - username: ada
    name: 5
keys:
  - { id: 7, user: rot, key: ssh-rsa AAAA x, expires_at: tomorrow }
  - { id: 7, user: root, key: ssh-rsa AAAA y }
`;
    expect(
      messageOf(text),
    ).toBe(`world.yaml:4:12: users[0].state: 'blockt' is not one of active, blocked, blocked_pending_approval, deactivated; did you mean 'blocked'?
world.yaml:5:5: users[0].sate: there is no such key; did you mean 'state'?
world.yaml:6:9: users[1].id: 1 is taken by users[0].id
world.yaml:7:15: users[1].username: 'Root' is taken by users[0].username
world.yaml:8:5: users[2].id: is missing (A database id.)
world.yaml:9:11: users[2].name: 5 is not a text; put quotes around it
world.yaml:11:20: keys[0].user: 'rot' is no user of this world; did you mean 'root'?
world.yaml:11:58: keys[0].expires_at: 'tomorrow' is not an instant as 2022-06-30T12:00:00Z
world.yaml:12:11: keys[1].id: 7 is taken by keys[0].id
world.yaml:12:31: keys[1].key: is the same as keys[0].key`);
  });

  test.each([
    ['a list', '- a', '1:1: the world: a list is not a mapping'],
    [
      'an unknown section',
      'xyz: 1',
      '1:1: xyz: there is no such key; there are instance, secrets, users, keys, deploy_keys, namespaces, projects, agents, broadcast_messages',
    ],
    ['a section without entries', 'users:', '1:7: users: nothing is not a list'],
    [
      'a flag of Gitaly as a boolean',
      'instance: { gitaly: { features: { a: true } } }',
      '1:38: instance.gitaly.features.a: true is not one of true, false; put quotes around it',
    ],
    [
      'a URL that cannot stand in front of a path',
      'instance: { external_url: "mailto:a@b.c" }',
      '1:27: instance.external_url: ',
    ],
    [
      'a secret of kas that is not 32 bytes, which is not shown',
      'secrets: { kas: c2VjcmV0 }',
      '1:17: secrets.kas: what stands here is not right (The secret of kas: Base64',
    ],
    [
      'an id for which there is no room',
      'broadcast_messages: []\nusers: [{ id: 2147483647, username: a }]',
      '2:15: users[0].id: 2147483647 is too high; the most is 2000000000',
    ],
    ['a day that does not exist', keyOf('a', 'created_at: 2022-02-30T00:00:00Z'), '2:57: keys[0].created_at: '],
    [
      'an instant that is in no year of four digits in UTC',
      keyOf('a', 'created_at: "0000-01-01T00:00:00+10:00"'),
      '2:57: keys[0].created_at: ',
    ],
    ['a range of addresses that is none', group('allowed_ips: [10.0.0.0/33]'), '1:46: namespaces[0].allowed_ips[0]: '],
    [
      'a member who does not exist',
      group('members: { nobody: owner }'),
      "1:43: namespaces[0].members.nobody: 'nobody' is no user of this world",
    ],
    [
      'a text that PostgreSQL does not store',
      'broadcast_messages: ["a\\0"]',
      "1:22: broadcast_messages[0]: 'a\\u0000' holds a NUL or half a character, which cannot be stored",
    ],
    [
      'SCIM of a group in a group',
      'namespaces: [{ id: 1, path: a/b, scim: { token: t } }]',
      '1:40: namespaces[0].scim: only a group without a parent',
    ],
    [
      'a group with the path of a user',
      'users: [{ id: 1, username: a }]\nnamespaces: [{ id: 1, path: A }]',
      "2:29: namespaces[0].path: 'A' is taken by users[0].username",
    ],
    [
      'a project in a project',
      'projects: [{ id: 1, path: a/b }, { id: 2, path: a/b/c }]',
      "1:49: projects[1].path: 'a/b' is a project; nothing lies in it",
    ],
    [
      'a group in a personal namespace',
      'users: [{ id: 1, username: a }]\nprojects: [{ id: 1, path: a/b/c }]',
      "2:27: projects[0].path: 'a' is a user",
    ],
    [
      'one group in two spellings',
      'projects: [{ id: 1, path: a/b }, { id: 2, path: A/c }]',
      "1:49: projects[1].path: 'A' is spelled 'a' elsewhere",
    ],
    [
      'a personal namespace of nobody',
      'namespaces: [{ id: 1, path: a, kind: user }]',
      "1:29: namespaces[0].path: 'a' is no user of this world",
    ],
    [
      'an address that another user has by default',
      'users: [{ id: 1, username: a }, { id: 2, username: b, email: A@example.com }]',
      "1:62: users[1].email: 'A@example.com' is taken by users[0].username",
    ],
    [
      'a deploy key of an unknown project',
      'deploy_keys: [{ id: 1, key: ssh-rsa AAAA, projects: { a/b: push } }]',
      '1:55: deploy_keys[0].projects["a/b"]: \'a/b\' is no project',
    ],
    [
      'a key that a deploy key has',
      `${keyOf('a')}\ndeploy_keys: [{ id: 1, key: ssh-rsa BBBB, projects: {} }]`,
      '3:21: deploy_keys[0].id: 1 is taken by keys[0].id',
    ],
    [
      'two agents with one token, which is not shown',
      agents('token: t', 'token: t'),
      '2:93: agents[1].token: is the same as agents[0].token',
    ],
  ])('says where there is %s', (_, text, expected) => {
    expect(messageOf(text)).toContain(`world.yaml:${expected}`);
    expect(messageOf(text).split('\n')).toHaveLength(1);
  });

  test.each([
    ['a quote that is not closed', 'users: "a', '1:10: Missing closing "quote'],
    ['a key that stands twice', 'users: []\nusers: []', '2:1: this key stands twice in one mapping; keep one'],
    ['an unknown tag', 'users: !mine []', '1:8: Unresolved tag: !mine'],
    ['an alias of nothing', 'users: *them', '1:8: *them stands for nothing; write &them in front of what it means'],
    ['two documents', 'users: []\n---\nkeys: []', '2:1: a world is one YAML document'],
    ['endless nesting', '['.repeat(20_000), 'this is nested too deeply'],
  ])('is YAML with %s', (_, text, expected) => {
    expect(messageOf(text)).toContain(expected);
    expect(messageOf(text)).toMatch(/^world\.yaml:\d+:\d+: /);
  });

  test('is refused in one line when it cannot be read at all', () => {
    const latin = join(folder, 'latin.yaml');
    writeFileSync(latin, Buffer.from([0x61, 0xe9]));
    expect(() => readWorldFile('/no/such/world.yaml')).toThrow(
      new WorldFileError('/no/such/world.yaml: there is no such file'),
    );
    expect(() => readWorldFile(folder)).toThrow(new WorldFileError(`${folder}: this is a directory, not a file`));
    expect(() => readWorldFile(latin)).toThrow(new WorldFileError(`${latin}: this is not text in UTF-8`));
  });
});

function keyOf(user: string, more = 'usage_type: auth'): string {
  return `users: [{ id: 1, username: ${user} }]\nkeys: [{ id: 1, user: ${user}, key: ssh-rsa AAAA, ${more} }]`;
}

function group(more: string): string {
  return `namespaces: [{ id: 1, path: a, ${more} }]`;
}

function agents(one: string, other: string): string {
  return `projects: [{ id: 1, path: a/b }]\nagents: [{ id: 1, name: a, project: a/b, ${one} }, { id: 2, name: b, project: a/b, ${other} }]`;
}

function collectKeys(value: unknown, keys: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    keys.add(key);
    collectKeys(member, keys);
  }
}

function shipped(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

function messageOf(text: string): string {
  try {
    return `no mistake: ${JSON.stringify(parseWorld(text, 'world.yaml'))}`;
  } catch (error) {
    if (error instanceof WorldFileError) return error.message;
    throw error;
  }
}
