import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../command-under-test.ts';

const golden = (name: string) => join(import.meta.dirname, '..', '..', 'test-data', 'diff', name);

describe('diff', () => {
  test.each([
    ['13.7', '14.2'],
    ['14.2', '15.5'],
    ['15.5', '15.6'],
  ])('tells a terminal what changed from %s to %s, within 80 columns', async (from, to) => {
    const { status, stdout, stderr } = await run('diff', from, to);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    await expect(stdout).toMatchFileSnapshot(golden(`${from}-${to}.txt`));
  });

  test.each([
    ['markdown', 'md'],
    ['json', 'json'],
    ['junit', 'xml'],
  ])('tells the same as %s', async (format, ending) => {
    const { stdout } = await run('diff', '14.2', '15.5', '--consumer', 'kas', '--format', format);
    await expect(stdout).toMatchFileSnapshot(golden(`kas.14.2-15.5.${ending}`));
  });

  test('tells of one operation alone', async () => {
    const { stdout } = await run('diff', '14.2', '15.5', '--operation', 'createCiliumAlert');
    expect(stdout).toBe(`createCiliumAlert
  POST /api/v4/internal/kubernetes/modules/cilium_alert
  15.0  operation removed
  kas made for 14.2 breaks with GitLab 15.5: GitLab has it up to 14.10, and
    answers 404 from then on.
  kas made for 15.5 works with GitLab 14.2

GitLab 14.2 to 15.5, operations: 0 new, 1 removed, 0 otherwise different.
Clients made for 14.2 break with GitLab 15.5 in createCiliumAlert (kas).
`);
  });

  test('takes any releases, written as GitLab writes them, and the newest where none is named', async () => {
    expect((await run('diff', 'v15.0', '15.2.3-ee')).stdout).toBe('GitLab 15.0 to 15.2: nothing changed.\n');
    expect((await run('diff', '15.5')).stdout).toContain('GitLab 15.5 to 15.6, operations: 0 new');
  });

  test('serves the newest contract for a newer release, with a warning', async () => {
    const { status, stdout, stderr } = await run('diff', '15.6', '17.2');
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'GitLab 15.6 to 15.6: nothing changed.\n' });
    expect(stderr).toBe('warning: GitLab 17.2 is newer than the contract; serving 15.6\n');
  });

  test.each([
    ['what a client made for the older release needs is gone', ['14.2', '15.5'], 1],
    ['only other clients break', ['14.2', '15.5', '--consumer', 'gitaly'], 0],
    ['only a newer client would break', ['13.7', '14.2'], 0],
    ['a client has moved on before', ['15.5', '15.6'], 0],
    ['a client still sends what is ignored', ['14.2', '15.6', '--operation', 'recordAgentUsage'], 1],
  ])('with --fail-on breaking, when %s, ends with the right status', async (_, words, expected) => {
    expect(await run('diff', ...words, '--fail-on', 'breaking')).toMatchObject({ status: expected, stderr: '' });
  });

  test.each([
    [
      'releases the wrong way round',
      ['15.5', '14.2'],
      '15.5 came after 14.2; name the older release first: diff 14.2 15.5',
    ],
    ['a release that is too old', ['12.0', '15.5'], 'GitLab 12.0 is too old: the contract covers GitLab 13.7 to 15.6'],
    ['no release at all', [], "missing required argument 'from'"],
    [
      'an unknown operation',
      ['14.2', '15.5', '--operation', 'createCilium'],
      "there is no operation 'createCilium'; the nearest is createCiliumAlert",
    ],
    [
      'an operation that neither has',
      ['13.7', '14.2', '--operation', 'createScimUser'],
      'createScimUser is neither in GitLab 13.7 nor in 14.2',
    ],
    [
      'an unknown consumer',
      ['14.2', '15.5', '--consumer', 'rails'],
      "option '--consumer <name>' argument 'rails' is invalid. Allowed choices are gitlab-shell, gitaly, geo, kas, customers-dot, opstrace, scim-provider.",
    ],
  ])('refuses %s, on one line', async (_, words, message) => {
    expect(await run('diff', ...words)).toEqual({ status: 2, stdout: '', stderr: `error: ${message}\n` });
  });
});
