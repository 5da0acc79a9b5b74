import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { carrierReplies } from './carrier.ts';
import { nodeHttp } from './node-http.ts';
import type { Reply } from './reply.ts';

/** Answers messages that are no HTTP, too long or too slow as the carrier answers everything else, and closes the connection. */
export function refuseBrokenMessages(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else socket.end(toText(refusalOf(error)));
  });
}

function refusalOf({ code }: NodeJS.ErrnoException): Reply {
  if (code === 'HPE_HEADER_OVERFLOW') return carrierReplies.headersTooLarge();
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return carrierReplies.requestTimeout();
  return carrierReplies.badRequest('the message is not HTTP');
}

function toText({ status, body }: Reply): string {
  const text = JSON.stringify(body);
  const lines = [
    `HTTP/1.1 ${status} ${nodeHttp.STATUS_CODES[status]}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    `X-Request-Id: ${randomUUID()}`,
    'Connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${text}`;
}
