import { editions, loadDocument } from '@gitlab-internal-api/contract';
import checkGitAccess from '@gitlab-internal-api/contract/15.5/schemas/checkGitAccess.200.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { run, start } from './command-under-test.ts';

describe('spec', () => {
  test.each(editions)('prints the contract of %s as YAML', async (edition) => {
    const { status, stdout, stderr } = await run('spec', '--gitlab-version', edition);
    expect({ status, stderr, document: parse(stdout) }).toEqual({
      status: 0,
      stderr: '',
      document: loadDocument(edition),
    });
  });

  test('prints the latest contract as JSON, all of it, into a pipe', async () => {
    const { stdout } = await run('spec', '--format', 'json');
    expect(stdout.length).toBeGreaterThan(200_000);
    expect(JSON.parse(stdout)).toEqual(loadDocument('15.6'));
  });

  test('prints the contract without references', async () => {
    const { stdout } = await run('spec', '--dereferenced');
    expect(stdout).not.toContain('$ref');
    expect(Object.keys(parse(stdout).components)).toEqual(['securitySchemes']);
  });

  test('prints one operation as a document of its own', async () => {
    const { paths, components } = parse((await run('spec', 'checkInstance')).stdout);
    expect(Object.keys(paths)).toEqual(['/api/v4/internal/check']);
    expect(Object.keys(components.schemas)).toContain('MessageError');
    expect(Object.keys(components.schemas)).not.toContain('GitAccess');
  });

  test('prints a reply as the JSON Schema of its edition', async () => {
    const { $comment: _, ...schema } = checkGitAccess;
    expect(
      JSON.parse((await run('spec', 'checkGitAccess', '--response', '200', '--gitlab-version', 'v15.5.3-ee')).stdout),
    ).toEqual(schema);
  });

  test('prints a request without references, as YAML', async () => {
    const schema = parse((await run('spec', 'postReceive', '--request', '--dereferenced', '--format', 'yaml')).stdout);
    expect(schema.title).toBe('postReceive request');
    expect(JSON.stringify(schema)).not.toContain('$ref');
  });

  test('ends quietly when nobody reads on', async () => {
    const { child, written, ended } = start(['spec', '--format', 'json']);
    await written('stdout', 'openapi');
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ status: 0, stderr: '' });
  });

  test('serves the newest contract for a newer release, with a warning', async () => {
    const { status, stdout, stderr } = await run('spec', '--gitlab-version', '17.2');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'warning: GitLab 17.2 is newer than the contract; serving 15.6\n',
    });
    expect(parse(stdout).info.version).toBe('15.6');
  });

  test.each([
    [
      'an unknown operation names the nearest',
      ['checkAccess'],
      "there is no operation 'checkAccess'; the nearest is checkGitAccess",
    ],
    [
      'an operation that has gone says when',
      ['createCiliumAlert'],
      'createCiliumAlert is not in GitLab 15.6: it is there since 14.2, until 14.10',
    ],
    [
      'an operation yet to come says when',
      ['createScimUser', '--gitlab-version', '14.2'],
      'createScimUser is not in GitLab 14.2: it is there since 15.5',
    ],
    [
      'a status that is not declared lists those that are',
      ['checkInstance', '--response', '418'],
      'checkInstance does not answer 418; it answers 200, 401, 500, 503',
    ],
    [
      'a reply without a body has no schema',
      ['recordAgentUsage', '--response', '204'],
      'recordAgentUsage answers 204 without a body',
    ],
    ['an operation without a body has no request', ['checkInstance', '--request'], 'checkInstance takes no body'],
    [
      'a message needs an operation',
      ['--response', '200'],
      'say of which operation: gitlab-internal-api spec checkGitAccess --response 200',
    ],
    [
      'a release that is too old names the range',
      ['--gitlab-version', '12.0'],
      'GitLab 12.0 is too old: the contract covers GitLab 13.7 to 15.6',
    ],
  ])('%s', async (_, words, message) => {
    expect(await run('spec', ...words)).toEqual({ status: 2, stdout: '', stderr: `error: ${message}\n` });
  });
});
