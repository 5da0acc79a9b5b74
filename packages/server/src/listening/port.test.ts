import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { send, startHere } from './ask.test-support.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);

test.runIf(hasIpv6)('a port of an IPv6 address has a URL with brackets', async () => {
  const stub = await startHere({ port: 0, host: '::1' });
  expect(stub.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
  expect(await send(`${stub.url}/-/health`)).toMatchObject({ status: 200 });
});

test('a server needs a port or a socket', async () => {
  await expect(startHere({})).rejects.toThrow('there is neither a port nor a socket to listen on');
});

test('HTTPS needs a port', async () => {
  const tls = { certificate: 'a', key: 'b' };
  await expect(startHere({ socket: '/tmp/never', tls })).rejects.toThrow('HTTPS needs a port');
});
