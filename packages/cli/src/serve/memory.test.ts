import { expect, test } from 'vitest';
import { check, serve } from '../command-under-test.ts';

/** Has the command say at its end how many bytes V8 has for young objects. */
const probe = `data:text/javascript,${encodeURIComponent(`
  import { getHeapSpaceStatistics } from 'node:v8';
  process.on('exit', () => {
    const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
    process.stderr.write('young: ' + young.space_size);
  });
`)}`;

test('serve gives young objects no more than a few megabytes, at its start and at work', async () => {
  const { url, child, ended } = await serve(['--log-level', 'silent'], { NODE_OPTIONS: `--import ${probe}` });
  for (let count = 0; count < 1000; count++) await check(url);
  child.kill('SIGTERM');
  const young = Number(/young: (\d+)/.exec((await ended).stderr)?.[1]);
  expect(young / 1024 ** 2).toBeLessThanOrEqual(8);
});
