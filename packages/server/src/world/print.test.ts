import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { instanceOf, secretsOf } from './instance.ts';
import { printWorld } from './print.ts';
import { parseWorld, readWorldFile } from './world-file.ts';

test('a world is printed with every default that the schema has, in the order of the schema', () => {
  const printed = printWorld(
    parseWorld(
      'projects: [{ path: a/b, id: 1 }]\nusers: [{ username: ada, id: 1, tokens: [{ token: "123" }] }]',
      'world.yaml',
    ),
  );
  expect(printed).toBe(`instance:
  gitlab_com: false
  gitlab_rev: d69c988e6a6
  redis: true
  gitaly:
    address: unix:/var/opt/gitlab/gitaly/gitaly.socket
    token: null
    features: {}
  protocols:
    - ssh
    - http
  max_push_size_mb: 0
  read_only: false
  geo_secondary: null
  maintenance: false
  rate_limit: null
  group_saml: true
  strict: false
  lfs_token_lifetime: 1800
  personal_access_token_prefix: ""
  features:
    - cilium_alerts
    - security_dashboard
    - security_orchestration_policies

secrets: {}

users:
  - id: 1
    username: ada
    admin: false
    state: active
    two_factor: false
    password_expired: false
    tokens:
      - token: "123"
        name: token
        scopes:
          - api

keys: []

deploy_keys: []

namespaces: []

projects:
  - id: 1
    path: a/b
    visibility: private
    members: {}
    lfs: true
    archived: false
    read_only: false
    repository: true
    default_branch: main
    storage: default
    protected_branches: []
    error_tracking_keys: []

agents: []

broadcast_messages: []
`);
});

test.each(['default.yaml', 'everything.yaml'])(
  'what is printed of %s is a world file again, and says the same',
  (name) => {
    const printed = printWorld(readWorldFile(fileURLToPath(new URL(name, import.meta.url))));
    expect(printWorld(parseWorld(printed, 'printed.yaml'))).toBe(printed);
    expect(printed).not.toContain('&');
  },
);

test('the settings of an instance are complete, whatever the world leaves out, and survive JSON', () => {
  const instance = instanceOf(
    { instance: { gitaly: { token: 'from the world' }, redis: false } },
    { externalUrl: 'http://localhost:4100/' },
  );
  expect(instance).toMatchObject({
    external_url: 'http://localhost:4100',
    redis: false,
    protocols: ['ssh', 'http'],
    lfs_token_lifetime: 1800,
    geo_secondary: null,
  });
  expect(instance.gitaly).toEqual({
    address: 'unix:/var/opt/gitlab/gitaly/gitaly.socket',
    token: 'from the world',
    features: {},
  });
  expect(JSON.parse(JSON.stringify(instance))).toEqual(instance);
});

test('flags win over the settings of a world', () => {
  const world = {
    instance: { external_url: 'https://gitlab.example.com', gitaly: { address: 'tcp://one', token: 'one' } },
  };
  expect(instanceOf(world, {})).toMatchObject({
    external_url: 'https://gitlab.example.com',
    gitaly: { address: 'tcp://one', token: 'one' },
  });
  const instance = instanceOf(world, { externalUrl: 'http://other', gitalyAddress: 'tcp://two', gitalyToken: 'two' });
  expect(instance).toMatchObject({ external_url: 'http://other', gitaly: { address: 'tcp://two', token: 'two' } });
});

test('the secrets of a world are those that it has', () => {
  expect(secretsOf({})).toEqual({});
  expect(secretsOf({ secrets: { shell: 'one', error_tracking: 'two' } })).toEqual({
    shell: 'one',
    errorTracking: 'two',
  });
});
