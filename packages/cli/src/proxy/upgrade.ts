import type { IncomingMessage } from 'node:http';
import { type Duplex, pipeline } from 'node:stream';
import { pairsOf } from './header-lines.ts';
import type { UpstreamConnections } from './upstream-connections.ts';

/** Whether a request asks for a protocol that is passed through; offers of HTTP/2 are as good as none. */
export function isPassedThrough({ headers: { upgrade = '' } }: IncomingMessage): boolean {
  return /^websocket$/i.test(upgrade.trim());
}

/** Joins a client that changes the protocol with the upstream: what both say from here on is no HTTP. */
export function passThrough(
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  connections: UpstreamConnections,
  report: (reason: string) => void,
): void {
  const upstream = connections.connect();
  upstream.once('error', ({ message }) => {
    report(message);
    if (upstream.bytesRead === 0)
      client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
  client.once('close', () => upstream.destroySoon());
  upstream.once('connect', () => {
    upstream.write(headOf(request), 'latin1');
    upstream.write(head);
    pipeline(client, upstream, () => undefined);
    pipeline(upstream, client, () => undefined);
  });
}

function headOf({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = [...pairsOf(rawHeaders)].map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${url} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
