import { createServer, type IncomingHttpHeaders, request as open } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import {
  type Document,
  type Json,
  type JsonObject,
  latestEdition,
  loadDocument,
  operationObjects,
  type Release,
} from '@gitlab-internal-api/contract';
import { refuseBrokenMessages } from './broken-message.ts';
import type { Answering, Exchange, Handling, OperationRequest } from './exchange.ts';
import { type CarrierOptions, createCarrier } from './http.ts';
import { Pipeline } from './pipeline.ts';
import type { Reply } from './reply.ts';
import type { Soon } from './soon.ts';

/** How a test wants its carrier; what it leaves out is as on a server that was started without flags. */
export interface Wanted extends Partial<Pick<CarrierOptions, 'maxBody' | 'cors'>> {
  readonly release?: Release;
  readonly handling?: Handling;
  /** Answers in place of the contract's examples. */
  readonly responder?: Answering;
}

/** A carrier that listens, and what has reached it. */
export interface RunningCarrier extends AsyncDisposable {
  readonly port: number;
  readonly document: Document;
  /** Every exchange that was reported. */
  readonly exchanges: Exchange[];
  /** Every request that the responder was asked to answer. */
  readonly understood: OperationRequest[];
}

const documents = new Map<Release, Document>();

/** The contract of a release. */
export function documentOf(release: Release = latestEdition): Document {
  const document = documents.get(release) ?? loadDocument(release);
  documents.set(release, document);
  return document;
}

/** Answers each operation with the contract's own example: the first named one of its first successful response. */
function examples(document: Document): Answering {
  const definitions = operationObjects(document);
  return { respond: async ({ operation }) => firstExample(definitions.get(operation.id) as JsonObject) };
}

function firstExample({ responses }: JsonObject): Reply {
  const [status, response] = Object.entries(responses as { [status: string]: JsonObject })[0] ?? [];
  const [media] = Object.values((response?.content ?? {}) as { [mediaType: string]: JsonObject });
  const [example] = Object.values((media?.examples ?? {}) as { [name: string]: { value: Json } });
  return { status: Number(status), body: example?.value };
}

/** Starts a carrier on a free port of the loopback. */
export async function startCarrier({
  release,
  handling = 'strict',
  responder,
  ...options
}: Wanted = {}): Promise<RunningCarrier> {
  const document = documentOf(release);
  const exchanges: Exchange[] = [];
  const understood: OperationRequest[] = [];
  const inner = responder ?? examples(document);
  const pipeline = new Pipeline({ document, handling, responder: { ...inner, respond: record } });
  const destination = { pipeline, report: (exchange: Exchange) => exchanges.push(exchange) };
  const server = createServer(createCarrier(() => destination, { maxBody: 64 << 20, ...options }));
  // A slow machine takes longer to make up the next request than an idle connection is kept by default.
  server.keepAliveTimeout = 60_000;
  refuseBrokenMessages(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, document, exchanges, understood, [Symbol.asyncDispose]: stop };

  function record(request: OperationRequest, remarks: Record<string, unknown>): Soon<Reply> {
    understood.push(request);
    return inner.respond(request, remarks);
  }

  async function stop(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** What a test sends: a body as JSON (`application/scim+json` under SCIM), as a form, or as it is. */
export interface Sent {
  readonly headers?: Record<string, string | string[]>;
  readonly json?: unknown;
  readonly form?: string;
  readonly body?: string | Uint8Array;
}

/** What a test gets back; the body is undefined where there is none. */
export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** Sends one request, its target as it stands: `send(carrier, 'POST /api/v4/internal/allowed', { json: {…} })`. */
export function send({ port }: { readonly port: number }, line: string, sent: Sent = {}): Promise<Received> {
  const space = line.indexOf(' ');
  const [method, path] = [line.slice(0, space), line.slice(space + 1)];
  const body = sent.body ?? sent.form ?? (sent.json === undefined ? '' : JSON.stringify(sent.json));
  const mediaType = mediaTypeOf(sent, path);
  const headers = {
    ...(mediaType && { 'Content-Type': mediaType }),
    'Content-Length': Buffer.byteLength(body),
    ...sent.headers,
  };
  return new Promise((resolve, reject) => {
    const request = open({ port, host: '127.0.0.1', method, path, headers }, async (response) => {
      const text = Buffer.concat(await response.toArray()).toString();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: parse(text) });
    });
    request.on('error', reject).end(body);
  });
}

function mediaTypeOf({ json, form }: Sent, path: string): string | undefined {
  if (form !== undefined) return 'application/x-www-form-urlencoded';
  if (json === undefined) return undefined;
  return path.startsWith('/api/scim') ? 'application/scim+json' : 'application/json';
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

/** Sends bytes as they are and gives back all that was answered until the server closed the connection. */
export function sendRaw({ port }: { readonly port: number }, bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}
