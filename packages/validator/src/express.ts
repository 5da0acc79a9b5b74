import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { carrierReplies } from './carrier.ts';
import { headerOf } from './credential.ts';
import { deliver, send } from './delivery.ts';
import type { Exchange, RequestMessage } from './exchange.ts';
import type { Pipeline } from './pipeline.ts';
import { reachOf } from './reach.ts';
import type { Reply } from './reply.ts';
import { violationsHeader } from './violations-header.ts';

/** What the carrier is told. */
export interface CarrierOptions {
  /** The largest body that is read, in bytes. */
  readonly maxBody: number;
  /** The origin that a browser may call from; without it no request is answered across origins. */
  readonly cors?: string | undefined;
  /** Told of every exchange, before its reply is sent. */
  readonly report: (exchange: Exchange) => void;
}

/** The Express application around a pipeline. Routes that belong in front of the API are mounted by its caller. */
export function createCarrier(
  pipeline: Pipeline,
  options: CarrierOptions,
  mount: (app: Express) => void = () => undefined,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(identify);
  if (options.cors !== undefined) app.use(allowOrigin(options.cors));
  mount(app);
  app.use(...answering(() => pipeline, options));
  return app;
}

/** The last steps of an Express application: read the body, and answer from a pipeline. */
export function answering(pipeline: () => Pipeline, options: CarrierOptions): (RequestHandler | ErrorRequestHandler)[] {
  const read = express.raw({ type: () => true, limit: options.maxBody });
  return [read, answer(pipeline, options), refuseUnreadable(options)];
}

/** Every reply carries `X-Request-Id`: the request's own, or a new one. */
const identify: RequestHandler = (request, response, next) => {
  const own = headerOf(request.headers, 'x-request-id');
  response.setHeader('X-Request-Id', own !== undefined && /^[\w.:/+=@-]{1,255}$/.test(own) ? own : randomUUID());
  next();
};

function allowOrigin(origin: string): RequestHandler {
  return (request, response, next) => {
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Vary', 'Origin');
    response.setHeader(
      'Access-Control-Expose-Headers',
      'X-Request-Id, Gitlab-Stub-Explain, Gitlab-Stub-Hint, Gitlab-Stub-Violations, Preference-Applied, Retry-After',
    );
    if (request.method !== 'OPTIONS') return next();
    response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE');
    response.setHeader('Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? '*');
    response.setHeader('Access-Control-Max-Age', '600');
    response.status(204).end();
  };
}

function answer(pipeline: () => Pipeline, { report }: CarrierOptions): RequestHandler {
  return async (request, response) => {
    const exchange = await pipeline().handle(messageOf(request), requestIdOf(response));
    report(exchange);
    if (exchange.hint !== undefined) response.setHeader('Gitlab-Stub-Hint', exchange.hint);
    if (exchange.violations.length > 0)
      response.setHeader('Gitlab-Stub-Violations', violationsHeader(exchange.violations));
    const { reply, defect, operation, delivery } = exchange;
    const sent = defect === undefined ? reply : carrierReplies.internalServerError();
    await deliver(response, sent, operation?.replyMediaType, delivery);
  };
}

function messageOf({ method, originalUrl, headers, body, socket }: express.Request): RequestMessage {
  // A proxy sends a whole URL.
  const target = originalUrl.replace(/^https?:\/\/[^/?]*/i, '');
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  return { method, target, headers, body: bytes, reach: reachOf(socket), whenGone: (tell) => whenClosed(socket, tell) };
}

function whenClosed(socket: Socket, tell: () => void): () => void {
  socket.once('close', tell);
  return () => socket.off('close', tell);
}

function requestIdOf(response: express.Response): string {
  return String(response.getHeader('X-Request-Id'));
}

interface ReadingError {
  readonly type?: string;
  readonly status?: number;
  readonly encoding?: string;
}

/** Bodies that cannot be read are refused; any other error is a defect of which the client is told nothing. */
function refuseUnreadable({ maxBody, report }: CarrierOptions): ErrorRequestHandler {
  return (error: ReadingError, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error.type === 'request.aborted') return;
    const refusal = isReadingError(error) ? refusalOf(error, maxBody) : undefined;
    const reply = refusal ?? carrierReplies.internalServerError();
    const message = { ...messageOf(request), body: Buffer.alloc(0) };
    response.removeHeader('Content-Type');
    send(response, reply);
    const defect = refusal === undefined ? error : undefined;
    report({ requestId: requestIdOf(response), message, violations: [], reply, defect, remarks: {} });
  };
}

/** The errors of Express's body parser are HTTP errors, which carry a status. */
function isReadingError({ status }: ReadingError): boolean {
  return status !== undefined && status >= 400 && status < 500;
}

function refusalOf({ type, encoding }: ReadingError, maxBody: number): Reply {
  if (type === 'entity.too.large') return carrierReplies.contentTooLarge(maxBody);
  if (type === 'encoding.unsupported') return carrierReplies.unsupportedEncoding(String(encoding));
  return carrierReplies.badRequest(type ?? 'the body is not in its Content-Encoding');
}
