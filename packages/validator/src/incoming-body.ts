import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type BodyParser from 'body-parser';
import { carrierReplies } from './carrier.ts';
import type { Reply } from './reply.ts';

/** Reads the body of a request; one that cannot be read is thrown as a ReadingError. */
export type ReadBody = (request: IncomingMessage, response: ServerResponse) => Promise<Uint8Array> | Uint8Array;

/** Why a body cannot be read; the errors of the body parser are HTTP errors, which carry a status. */
export interface ReadingError {
  readonly type?: string;
  readonly status?: number;
  readonly encoding?: string;
}

/** The body of a request that has none. */
export const noBody: Uint8Array = new Uint8Array();

/** Reads bodies up to a number of bytes, out of their `Content-Encoding`. */
export function bodyReader(limit: number): ReadBody {
  let parser: ReturnType<typeof BodyParser.raw> | undefined;
  return (request, response) => {
    const { 'content-length': length, 'transfer-encoding': transfer, 'content-encoding': encoding } = request.headers;
    if (length === undefined && transfer === undefined) return noBody;
    if (encoding === undefined) return readPlain(request, limit);
    parser ??= bodyParser().raw({ type: () => true, limit });
    return readEncoded(request, response, parser);
  };
}

/** A body as it came over the wire. One that is too long is read to its end, so that the connection stays usable. */
function readPlain(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks = [];
    });
    // A copy: a chunk is a part of all that was read from the connection, which would stay as long as the body is kept.
    request.on('end', () => (length > limit ? reject(tooLarge) : resolve(Buffer.concat(chunks, length))));
    request.on('error', () => reject(aborted));
  });
}

const tooLarge: ReadingError = { status: 413, type: 'entity.too.large' };
const aborted: ReadingError = { status: 400, type: 'request.aborted' };

type Parser = ReturnType<typeof BodyParser.raw>;

function readEncoded(request: IncomingMessage, response: ServerResponse, parse: Parser): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    parse(request, response, (error) => (error === undefined ? resolve(parsedBody(request)) : reject(error)));
  });
}

/** The parser leaves the body with the request. */
function parsedBody({ body }: IncomingMessage & { body?: unknown }): Uint8Array {
  return Buffer.isBuffer(body) ? body : noBody;
}

const load = createRequire(import.meta.url);

/** Loaded when the first body in another encoding comes: with character sets and media types it is a tenth of the start. */
function bodyParser(): typeof BodyParser {
  return load('body-parser');
}

/** What is answered to a body that cannot be read; undefined where the error is another. */
export function refusalOf({ type, status = 500, encoding }: ReadingError, limit: number): Reply | undefined {
  if (status < 400 || status >= 500) return undefined;
  if (type === 'entity.too.large') return carrierReplies.contentTooLarge(limit);
  if (type === 'encoding.unsupported') return carrierReplies.unsupportedEncoding(String(encoding));
  return carrierReplies.badRequest(type ?? 'the body is not in its Content-Encoding');
}
