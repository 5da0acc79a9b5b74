import { BlockList, isIPv6, type Socket } from 'node:net';
import type { Reach } from './exchange.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** Who can reach the listener that took a connection. */
export function reachOf(socket: Socket): Reach {
  // Node keeps the server there, also for connections with TLS, but its types do not say so.
  const { server } = socket as { server?: { address?(): { address: string } | string | null } };
  const bound = server?.address?.() ?? { address: socket.localAddress ?? '' };
  if (typeof bound === 'string') return 'socket';
  return isLoopback(bound.address) ? 'loopback' : 'network';
}

function isLoopback(address: string): boolean {
  return address !== '' && loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
