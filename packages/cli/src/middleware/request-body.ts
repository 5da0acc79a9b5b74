import type { IncomingMessage } from 'node:http';
import { BodyCopy } from '../proxy/body-copy.ts';
import { formOf } from './form.ts';

/** A request as Express and its body parsers hand it on. */
export interface ServedRequest extends IncomingMessage {
  readonly originalUrl?: string;
  /** What a body parser made of the body. */
  readonly body?: unknown;
  /** Where many applications keep the bytes of the body. */
  readonly rawBody?: unknown;
}

/** Finds out what the body was, as soon as it has been read; undefined where nobody can tell. */
export function requestBodyOf(request: ServedRequest, limit: number): () => Buffer | undefined {
  if (!hasBody(request)) return () => Buffer.alloc(0);
  if (request.readableDidRead) {
    const parsed = parsedBody(request);
    return () => parsed;
  }
  const copy = tap(request, limit);
  return () => copy.bytes;
}

/** By these headers alone a message has a body (RFC 9112, section 6.3). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Whoever reads a stream, and in whatever way, has it emit its data: that is looked at without reading anything. */
function tap(request: IncomingMessage, limit: number): BodyCopy {
  const copy = new BodyCopy(limit);
  const emit = request.emit.bind(request);
  request.emit = (event: string | symbol, ...rest: unknown[]): boolean => {
    const [piece] = rest;
    if (event === 'data' && Buffer.isBuffer(piece)) copy.add(piece);
    if (event === 'data' && typeof piece === 'string') copy.add(Buffer.from(piece, request.readableEncoding ?? 'utf8'));
    if (event === 'end') copy.isWhole = true;
    return emit(event, ...rest);
  };
  return copy;
}

/** The body that somebody has read before: its bytes where they were kept, else the same once more. */
export function parsedBody({ rawBody, body, headers }: ServedRequest): Buffer | undefined {
  const kept = [rawBody, body].find((each) => typeof each === 'string' || Buffer.isBuffer(each));
  if (typeof kept === 'string') return Buffer.from(kept);
  if (Buffer.isBuffer(kept)) return kept;
  const type = headers['content-type'] ?? '';
  if (body === undefined) return undefined;
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return Buffer.from(formOf(body));
  return /^[^;]*[/+]json\b/i.test(type) ? Buffer.from(JSON.stringify(body)) : undefined;
}
