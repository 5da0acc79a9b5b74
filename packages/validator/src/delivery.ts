import type { ServerResponse } from 'node:http';
import type { Delivery } from './exchange.ts';
import type { Reply } from './reply.ts';

/** A reply as it goes over the wire: the names and values of its headers in turn, and the text of its body. */
export interface Packed {
  readonly status: number;
  readonly head: string[];
  readonly text: string | undefined;
}

/** Makes of a reply what is sent; it wins over the headers that are there already. */
export function pack(
  { status, headers, body }: Reply,
  mediaType = 'application/json',
  own: readonly string[] = [],
): Packed {
  const head = [...own];
  for (const name in headers) put(head, name, headers[name] ?? '');
  if (body === undefined) return { status, head, text: undefined };
  const type = headers === undefined ? mediaType : (headerIn(head, 'Content-Type') ?? mediaType);
  const text = /\bjson\b/i.test(type) ? JSON.stringify(body) : String(body);
  const length = String(Buffer.byteLength(text));
  if (headers === undefined) head.push('Content-Type', type, 'Content-Length', length);
  else put(put(head, 'Content-Type', type), 'Content-Length', length);
  return { status, head, text };
}

/** Puts a header in the place of the one of that name, if there is one. */
function put(head: string[], name: string, value: string): string[] {
  const at = placeOf(head, name);
  head.splice(at, 2, name, value);
  return head;
}

function headerIn(head: readonly string[], name: string): string | undefined {
  return head[placeOf(head, name) + 1];
}

/** Where a header's name stands, or the end. */
function placeOf(head: readonly string[], name: string): number {
  const wanted = name.toLowerCase();
  const at = head.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === wanted);
  return at < 0 ? head.length : at;
}

/** Sends a reply as it is. Node sends a text together with the head. */
export function send(response: ServerResponse, { status, head, text }: Packed): void {
  response.writeHead(status, head).end(response.req.method === 'HEAD' ? undefined : text);
}

/** Sends a reply late or broken. The wait ends when the client goes away or the server closes. */
export async function deliver(
  response: ServerResponse,
  packed: Packed,
  { wait, cut, garble }: Delivery,
): Promise<void> {
  if (wait !== undefined) await waitFor(response, wait * 1000);
  if (response.destroyed) return;
  if (cut === 'before') response.req.socket.destroy();
  else if (cut === 'within') cutWithin(response, packed);
  else send(response, garble === 'malformed-json' ? withHalfJson(packed) : packed);
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
function cutWithin(response: ServerResponse, { status, head, text }: Packed): void {
  const hangUp = () => response.req.socket.destroy();
  const bytes = Buffer.from(text ?? '');
  if (text === undefined || response.req.method === 'HEAD') response.req.socket.write(`HTTP/1.1 ${status} `, hangUp);
  else if (bytes.length < 2) {
    response.writeHead(status, head).flushHeaders();
    setImmediate(hangUp);
  } else response.writeHead(status, head).write(bytes.subarray(0, bytes.length / 2), hangUp);
}

/** The JSON ends in its middle, and the length says that this is all of it. A reply without a body has nothing to break. */
function withHalfJson(packed: Packed): Packed {
  if (packed.text === undefined) return packed;
  const text = brokenJson(packed.text);
  return { ...packed, text, head: put([...packed.head], 'Content-Length', String(Buffer.byteLength(text))) };
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

/** What the page of a proxy would be sent as; the body stays as it is. */
export function asHtml({ status, headers, body }: Reply): Reply {
  return {
    status,
    headers: { ...headers, 'Content-Type': 'text/html' },
    body: body === undefined ? body : JSON.stringify(body),
  };
}
