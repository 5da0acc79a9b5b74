import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { run } from './command-under-test.ts';

test.each([['--help'], ['serve', '--help'], ['spec', '--help'], ['diff', '--help'], ['token', '--help']])(
  'the help of "%s %s" fits into 80 columns',
  async (...words) => {
    const { status, stdout } = await run(...words);
    expect(status).toBe(0);
    expect(stdout).toContain('--help');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  },
);

test('the version is that of the package', async () => {
  expect(await run('--version')).toMatchObject({ status: 0, stdout: `${packageJson.version}\n` });
});

test('without a command it prints its help as an error', async () => {
  expect(await run()).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('Usage: gitlab-internal-api'),
  });
});

test.each([
  ['an unknown command names the nearest', ['serv'], "error: unknown command 'serv' (Did you mean serve?)\n"],
  [
    'an unknown flag names the nearest',
    ['serve', '--prot', '1'],
    "error: unknown option '--prot' (Did you mean --port?)\n",
  ],
  [
    'a word too many is named',
    ['serve', 'now'],
    "error: too many arguments for 'serve'. Expected 0 arguments but got 1: now.\n",
  ],
  [
    'a choice names the others',
    ['serve', '--handling', 'lax'],
    "error: option '--handling <how>' argument 'lax' is invalid. Allowed choices are strict, lenient.\n",
  ],
])('%s, on one line', async (_, words, stderr) => {
  expect(await run(...words)).toEqual({ status: 2, stdout: '', stderr });
});
