import type { ClientRequest, IncomingMessage, InformationEvent, ServerResponse } from 'node:http';
import { type HeaderLines, pairsOf, passedOn, without } from './header-lines.ts';
import { badGateway, gatewayTimeout, sendOwn } from './own-reply.ts';
import type { UpstreamConnections } from './upstream-connections.ts';
import { UpstreamTimeout } from './upstream-timeout.ts';

/** A request and the two sides between which it passes. */
export interface Passage {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly connections: UpstreamConnections;
  /** Sends the body. */
  send(outgoing: ClientRequest): void;
  /** Takes the reply when its head is there. */
  take(reply: IncomingMessage): void;
}

/**
 * Passes a request to the upstream. Resolves when the client has its reply, or went away; with a reason where the upstream
 * gave none, in whose place the client got one of the proxy.
 */
export function forward({ request, response, connections, send, take }: Passage): Promise<string | undefined> {
  return new Promise((settle) => {
    // A client that went away while its message was looked at wants nothing of the upstream any more.
    if (request.socket.destroyed) return settle(undefined);
    const { socket, method = 'GET', url: target = '/', rawHeaders } = request;
    const outgoing = connections.request(socket, { method, target, headers: passedOn(rawHeaders) });
    outgoing.once('timeout', () => outgoing.destroy(new UpstreamTimeout()));
    outgoing.on('error', (error) => fail({ request, response }, outgoing, error) && settle(error.message));
    outgoing.on('information', (information) => passInformation(information, response));
    outgoing.once('response', take);
    response.once('close', () => {
      if (!response.writableFinished) outgoing.destroy();
      settle(undefined);
    });
    send(outgoing);
  });
}

/** Whether the client is told that the upstream has failed. */
function fail(
  { request, response }: Pick<Passage, 'request' | 'response'>,
  outgoing: ClientRequest,
  error: NodeJS.ErrnoException,
): boolean {
  request.unpipe(outgoing);
  request.resume();
  // A reply that came before the request was sent as a whole goes on; one that breaks off is broken off for the client.
  if (response.headersSent || response.destroyed) return false;
  // Nothing is known to have come of a request on a connection that was just being closed: the client sees just that, and
  // sends it again where it may, as it would without a proxy.
  if (outgoing.reusedSocket && error.code === 'ECONNRESET') {
    response.destroy();
    return false;
  }
  sendOwn(response, error instanceof UpstreamTimeout ? gatewayTimeout : badGateway);
  return true;
}

/** Writes the head of a reply, exactly as it came: Node would add headers of its own. */
export function passHead(reply: IncomingMessage, response: ServerResponse): void {
  for (const name of ['date', 'content-length', 'transfer-encoding']) response.removeHeader(name);
  const isModern = response.req.httpVersion === '1.1';
  // Whoever wants the connection closed is told that it will be.
  if (response.shouldKeepAlive && isModern) response.removeHeader('connection');
  response.writeHead(reply.statusCode ?? 0, reply.statusMessage ?? '', headersFor(reply.rawHeaders, isModern));
}

/** HTTP/1.0 knows no chunks: there the end of the connection is the end of the body. */
function headersFor(lines: HeaderLines, isModern: boolean): string[] {
  const passed = passedOn(lines);
  return [...(isModern ? passed : without(passed, 'transfer-encoding'))];
}

/** `100 Continue` and its like. */
function passInformation({ statusCode, statusMessage, rawHeaders }: InformationEvent, response: ServerResponse): void {
  if (response.headersSent || response.req.httpVersion !== '1.1') return;
  if (statusCode === 100) {
    response.writeContinue();
    return;
  }
  const lines = [...pairsOf(rawHeaders)].map(([name, value]) => `${name}: ${value}\r\n`);
  response.socket?.write(`HTTP/1.1 ${statusCode} ${statusMessage}\r\n${lines.join('')}\r\n`, 'latin1');
}
