import { expect, test } from 'vitest';
import { check, run, serve } from '../command-under-test.ts';

test('serve --max-queue lets so many requests wait', async () => {
  const { url } = await serve(['--max-queue', '2', '--log-level', 'silent']);
  const askAtOnce = () => Promise.all(Array.from({ length: 200 }, () => check(url)));
  // The server accepts connections one by one; requests on those of before come at once.
  const statuses = [await askAtOnce(), await askAtOnce(), await check(url)].flat();
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
});

test.each(['0', '-1', '1.5', 'many', '1000001'])('serve --max-queue refuses %s', async (wrong) => {
  const { status, stderr } = await run('serve', `--max-queue=${wrong}`);
  expect(status).toBe(2);
  expect(stderr).toBe(
    `error: option '--max-queue <number>' argument '${wrong}' is invalid. It is a whole number from 1 to 1000000.\n`,
  );
});
