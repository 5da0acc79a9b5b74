import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { carrierReplies } from './carrier.ts';
import { headerOf } from './credential.ts';
import { asHtml, deliver, pack, send } from './delivery.ts';
import type { Exchange, RequestMessage } from './exchange.ts';
import { bodyReader, noBody, type ReadBody, type ReadingError, refusalOf } from './incoming-body.ts';
import type { Pipeline } from './pipeline.ts';
import { reachOf } from './reach.ts';
import type { Reply } from './reply.ts';
import { after, attempt, type Soon } from './soon.ts';
import { violationsHeader } from './violations-header.ts';

/** A request on its way to a pipeline. */
export interface Passage {
  readonly request: IncomingMessage;
  readonly requestId: string;
  /** The names and values of the headers that every reply to it carries, in turn. */
  readonly head: readonly string[];
  /** Path and query; a door takes off what was meant for itself. */
  target: string;
}

/** What stands in front of all pipelines: lets a request pass, or answers it. */
export type Door = (passage: Passage) => Reply | undefined;

/** Where a request goes. */
export interface Destination {
  readonly pipeline: Pipeline;
  /** Told of every exchange, before its reply is sent. */
  readonly report: (exchange: Exchange) => void;
}

/** What the carrier is told. */
export interface CarrierOptions {
  /** The largest body that is read, in bytes. */
  readonly maxBody: number;
  /** The origin that a browser may call from; without it no request is answered across origins. */
  readonly cors?: string | undefined;
  /** In the order in which a request passes them. */
  readonly doors?: readonly Door[];
}

/** Carries requests over HTTP to the pipeline that is theirs by their target, and the replies back. */
export function createCarrier(
  destinationOf: (target: string) => Destination,
  { maxBody, cors, doors = [] }: CarrierOptions,
): RequestListener {
  const read = bodyReader(maxBody);
  return (request, response) => {
    const requestId = requestIdOf(request);
    const passage = { request, requestId, head: headOf(requestId, cors), target: targetOf(request) };
    if (cors !== undefined && request.method === 'OPTIONS') return answerPreflight(passage, response);
    for (const pass of doors) {
      const refusal = pass(passage);
      if (refusal) return send(response, pack(refusal, undefined, passage.head));
    }
    return carry(passage, response, { destination: destinationOf(passage.target), read, maxBody });
  };
}

/** Every reply carries `X-Request-Id`: the request's own, or a new one. */
function requestIdOf({ headers }: IncomingMessage): string {
  const own = headerOf(headers, 'x-request-id');
  return own !== undefined && /^[\w.:/+=@-]{1,255}$/.test(own) ? own : randomUUID();
}

/** A proxy sends a whole URL. */
function targetOf({ url = '/' }: IncomingMessage): string {
  return url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*/i, '');
}

function headOf(requestId: string, origin: string | undefined): string[] {
  return origin === undefined ? ['X-Request-Id', requestId] : ['X-Request-Id', requestId, ...allowing(origin)];
}

function allowing(origin: string): string[] {
  const told =
    'X-Request-Id, Gitlab-Stub-Explain, Gitlab-Stub-Hint, Gitlab-Stub-Violations, Preference-Applied, Retry-After';
  return ['Access-Control-Allow-Origin', origin, 'Vary', 'Origin', 'Access-Control-Expose-Headers', told];
}

function answerPreflight({ request, head }: Passage, response: ServerResponse): void {
  const headers = {
    'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    'Access-Control-Allow-Headers': request.headers['access-control-request-headers'] ?? '*',
    'Access-Control-Max-Age': '600',
  };
  send(response, pack({ status: 204, headers }, undefined, head));
}

interface Carriage {
  readonly destination: Destination;
  readonly read: ReadBody;
  readonly maxBody: number;
}

function carry(passage: Passage, response: ServerResponse, carriage: Carriage): Soon<void> {
  const { destination, read } = carriage;
  return attempt(
    () =>
      after(read(passage.request, response), (body) =>
        after(destination.pipeline.handle(messageOf(passage, body), passage.requestId), (exchange) =>
          answer(passage, response, exchange, destination.report),
        ),
      ),
    (error) => refuseUnreadable(error as ReadingError, passage, response, carriage),
  );
}

/** Reports the exchange with the body as it is sent, which is written once for both. */
function answer(
  { head }: Passage,
  response: ServerResponse,
  exchange: Exchange,
  report: Destination['report'],
): Soon<void> {
  const { reply, defect, operation, delivery } = exchange;
  const whole = defect === undefined ? reply : carrierReplies.internalServerError();
  const sent = delivery?.garble === 'wrong-content-type' ? asHtml(whole) : whole;
  const packed = pack(sent, operation?.replyMediaType, headTelling(exchange, head));
  report(Object.assign(exchange, { text: packed.text }));
  return delivery ? deliver(response, packed, delivery) : send(response, packed);
}

function headTelling({ hint, violations }: Exchange, head: readonly string[]): readonly string[] {
  if (hint === undefined && violations.length === 0) return head;
  const told = [...head];
  if (hint !== undefined) told.push('Gitlab-Stub-Hint', hint);
  if (violations.length > 0) told.push('Gitlab-Stub-Violations', violationsHeader(violations));
  return told;
}

function messageOf({ request, target }: Passage, body: Uint8Array): RequestMessage {
  const { method = 'GET', headers, socket } = request;
  return { method, target, headers, body, reach: reachOf(socket), whenGone: (tell) => whenClosed(socket, tell) };
}

function whenClosed(socket: Socket, tell: () => void): () => void {
  socket.once('close', tell);
  return () => socket.off('close', tell);
}

/** Bodies that cannot be read are refused; any other error is a defect of which the client is told nothing. */
function refuseUnreadable(
  error: ReadingError,
  passage: Passage,
  response: ServerResponse,
  { destination: { report }, maxBody }: Carriage,
): void {
  if (response.headersSent) return void response.destroy();
  if (error.type === 'request.aborted') return;
  const refusal = refusalOf(error, maxBody);
  const reply = refusal ?? carrierReplies.internalServerError();
  send(response, pack(reply, undefined, passage.head));
  const defect = refusal === undefined ? error : undefined;
  const { requestId } = passage;
  report({ requestId, message: messageOf(passage, noBody), violations: [], reply, defect, remarks: {} });
}
