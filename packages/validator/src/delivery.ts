import type { ServerResponse } from 'node:http';
import type { Delivery } from './exchange.ts';
import type { Reply } from './reply.ts';

/** Sends a reply as it is. */
export function send(response: ServerResponse, reply: Reply, mediaType?: string): void {
  const text = prepare(response, reply, mediaType);
  response.end(response.req.method === 'HEAD' ? undefined : text);
}

/** Sends a reply late or broken. The wait ends when the client goes away or the server closes. */
export async function deliver(
  response: ServerResponse,
  reply: Reply,
  mediaType: string | undefined,
  { wait, cut, garble }: Delivery,
): Promise<void> {
  if (wait !== undefined) await waitFor(response, wait * 1000);
  if (response.destroyed) return;
  if (cut === 'before') response.req.socket.destroy();
  else if (cut === 'within') cutWithin(response, prepare(response, reply, mediaType));
  else if (garble === 'malformed-json') sendHalfJson(response, reply, mediaType);
  else send(response, garble === undefined ? reply : asHtml(reply), mediaType);
}

/** Sets status and headers; returns the body where there is one, as a text: Node sends that together with the head. */
function prepare(
  response: ServerResponse,
  { status, headers, body }: Reply,
  mediaType = 'application/json',
): string | undefined {
  response.statusCode = status;
  for (const name in headers) response.setHeader(name, headers[name] ?? '');
  if (body === undefined) return undefined;
  const type = String(response.getHeader('Content-Type') ?? mediaType);
  const text = /\bjson\b/i.test(type) ? JSON.stringify(body) : String(body);
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', Buffer.byteLength(text));
  return text;
}

function waitFor(response: ServerResponse, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    response.once('close', done);
    function done(): void {
      clearTimeout(timer);
      response.off('close', done);
      resolve();
    }
  });
}

/** A client that has read the length waits for the second half; of a reply without a body it misses the end of the head. */
function cutWithin(response: ServerResponse, text: string | undefined): void {
  const hangUp = () => response.req.socket.destroy();
  const bytes = Buffer.from(text ?? '');
  if (text === undefined || response.req.method === 'HEAD')
    response.req.socket.write(`HTTP/1.1 ${response.statusCode} `, hangUp);
  else if (bytes.length < 2) {
    response.flushHeaders();
    setImmediate(hangUp);
  } else response.write(bytes.subarray(0, bytes.length / 2), hangUp);
}

/** The JSON ends in its middle, and the length says that this is all of it. A reply without a body has nothing to break. */
function sendHalfJson(response: ServerResponse, reply: Reply, mediaType?: string): void {
  const text = prepare(response, reply, mediaType);
  const broken = text === undefined ? undefined : Buffer.from(brokenJson(text));
  if (broken) response.setHeader('Content-Length', broken.length);
  response.end(response.req.method === 'HEAD' ? undefined : broken);
}

function brokenJson(text: string): string {
  const half = text.slice(0, Math.ceil(text.length / 2));
  // Half a number is a number.
  return isJson(half) ? `${half},` : half;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The page of a proxy would have this type; the body stays as it is. */
function asHtml({ status, headers, body }: Reply): Reply {
  return {
    status,
    headers: { ...headers, 'Content-Type': 'text/html' },
    body: body === undefined ? body : JSON.stringify(body),
  };
}
