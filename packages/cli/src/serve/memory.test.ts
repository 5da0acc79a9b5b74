import { execFileSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';
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

test('serve gives back what many unread replies have taken once it is at rest', async () => {
  const served = await serve(quiet);
  for (let count = 0; count < 100; count++) await check(served.url);
  const before = megabytesOf(served);
  const sockets = Array.from({ length: 200 }, () => askWithoutReading(served, 200));
  await vi.waitFor(() => expect(megabytesOf(served) - before).toBeGreaterThan(60), { timeout: 20_000 });
  for (const socket of sockets) socket.destroy();
  const taken = megabytesOf(served) - before;
  await vi.waitFor(() => expect(megabytesOf(served) - before).toBeLessThan(taken / 2), {
    timeout: 20_000,
    interval: 500,
  });
});

/** A connection that asks so often at once. */
function askWithoutReading({ url }: Served, times: number): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) }).pause();
  socket.on('error', () => undefined);
  socket.write('GET /api/v4/internal/check HTTP/1.1\r\nHost: stub\r\n\r\n'.repeat(times));
  return socket;
}

/** What is resident. */
function megabytesOf({ ready }: Served): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(ready.pid)], { encoding: 'utf8' })) / 1024;
}
