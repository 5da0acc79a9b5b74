import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A reply that somebody may spoil on its way. */
export interface Spoiled {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request as it reaches the proxy; its headers may be changed before it goes on. */
export interface Passing {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** What a proxy does wrong; the connection is cut where it says so. */
export interface Spoiling {
  readonly before?: (request: Passing) => void;
  readonly after: (request: Passing, reply: Spoiled) => 'cut' | undefined;
}

/** Starts a server in front of another one, which spoils replies; what it returns is its URL. */
export async function spoil(upstream: string, spoiling: Spoiling): Promise<string> {
  const server = createServer((request, response) => void pass(request, response, upstream, spoiling));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  upstream: string,
  { before, after }: Spoiling,
): Promise<void> {
  const { method = 'GET', url: path = '/' } = request;
  const body = await text(request);
  const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers as Record<string, string>;
  const passing = { method, path, headers, body };
  before?.(passing);
  const reply = await forward(upstream, passing);
  if (after(passing, reply) === 'cut') return void request.socket.destroy();
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}

async function forward(upstream: string, { method, path, headers, body }: Passing): Promise<Spoiled> {
  const own = body === '' ? {} : { body };
  const answer = await fetch(`${upstream}${path}`, { method, headers, ...own });
  const { 'content-length': _, connection: __, 'keep-alive': ___, ...kept } = Object.fromEntries(answer.headers);
  return { status: answer.status, headers: kept, body: await answer.text() };
}
