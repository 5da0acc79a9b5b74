import { execFileSync } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { check, type Served, serve } from '../command-under-test.ts';

const quiet = ['--log-level', 'silent'];

/** Has the command say at its end how many bytes V8 has for young objects. */
const probe = `data:text/javascript,${encodeURIComponent(`
  import { getHeapSpaceStatistics } from 'node:v8';
  process.on('exit', () => {
    const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
    process.stderr.write('young: ' + young.space_size);
  });
`)}`;

test('serve gives young objects no more than a few megabytes, at its start and at work', async () => {
  const { url, child, ended } = await serve(quiet, { NODE_OPTIONS: `--import ${probe}` });
  for (let count = 0; count < 1000; count++) await check(url);
  child.kill('SIGTERM');
  const young = Number(/young: (\d+)/.exec((await ended).stderr)?.[1]);
  expect(young / 1024 ** 2).toBeLessThanOrEqual(8);
});

test('serve gives back what a crowd has needed once it is at rest', async () => {
  const served = await serve([...quiet, '--max-queue', '5000']);
  for (let count = 0; count < 100; count++) await check(served.url);
  const before = megabytesOf(served);
  const crowd = () => Promise.all(Array.from({ length: 3000 }, () => check(served.url)));
  await crowd();
  await crowd();
  const taken = megabytesOf(served) - before;
  expect(taken).toBeGreaterThan(30);
  await vi.waitFor(() => expect(megabytesOf(served) - before).toBeLessThan(taken / 2), {
    timeout: 20_000,
    interval: 500,
  });
});

/** What is resident. */
function megabytesOf({ ready }: Served): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(ready.pid)], { encoding: 'utf8' })) / 1024;
}
