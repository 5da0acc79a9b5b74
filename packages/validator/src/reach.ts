import { BlockList, isIPv6, type Socket } from 'node:net';
import type { Reach } from './exchange.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

interface Listener {
  address?(): { address: string } | string | null;
}

/** A listener stays where it is. */
const known = new WeakMap<Listener, Reach>();

/** Who can reach the listener that took a connection. */
export function reachOf(socket: Socket): Reach {
  // Node keeps the server there, also for connections with TLS, but its types do not say so.
  const { server } = socket as { server?: Listener };
  const before = server && known.get(server);
  if (before !== undefined) return before;
  const reach = reachOfBound(server?.address?.() ?? { address: socket.localAddress ?? '' });
  if (server) known.set(server, reach);
  return reach;
}

function reachOfBound(bound: { address: string } | string): Reach {
  if (typeof bound === 'string') return 'socket';
  return isLoopback(bound.address) ? 'loopback' : 'network';
}

function isLoopback(address: string): boolean {
  return address !== '' && loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
