import type { Server, ServerOptions } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { ListenOptions, Socket } from 'node:net';
import type { TLSSocket, TlsOptions } from 'node:tls';
import { nodeHttp, refuseBrokenMessages } from '@gitlab-internal-api/validator';

/** One place where a server listens. */
export interface Listener {
  readonly server: Server;
  /** Finishes what is under way, at most for a second and a half, and stops. */
  close(): Promise<void>;
}

/** Why a client did not get through the handshake of TLS. */
type ReportHandshake = (reason: string) => void;

/** Slow clients cost little, but not nothing; how slow they are is looked at every few seconds. */
const limits = { headersTimeout: 30_000, requestTimeout: 120_000, connectionsCheckingInterval: 5_000 };

/** A server that does not listen yet, with HTTPS or without. */
export function createHttpServer(
  tls: TlsOptions | undefined,
  report: ReportHandshake,
  tuning: ServerOptions = {},
): Server {
  const options = { ...limits, ...tuning };
  const server = tls
    ? createSecureServer({ handshakeTimeout: limits.headersTimeout, ...options, ...tls })
    : nodeHttp.createServer(options);
  refuseBrokenMessages(server);
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: TLSSocket) => {
    report(String(socket.authorizationError ?? error.code ?? error.message));
    socket.destroy();
  });
  return server;
}

/** Listens; what the system refuses is thrown as the system says it. */
export async function listen(server: Server, where: ListenOptions): Promise<Listener> {
  const connections = connectionsOf(server);
  await new Promise<void>((resolve, reject) => {
    // It stays: an error of a later connection, such as too many open files, must not end the process.
    server.on('error', reject);
    server.listen(where, () => resolve());
  });
  return { server, close: () => close(server, connections) };
}

/** All connections, also those still in the handshake of TLS, of which HTTP does not know. */
function connectionsOf(server: Server): Set<Socket> {
  const connections = new Set<Socket>();
  server.on('connection', (connection: Socket) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  return connections;
}

const patience = 1_500;

async function close(server: Server, connections: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // A connection that was busy is kept open for the client's next request, which nobody would answer any more.
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  const impatient = setTimeout(() => {
    server.closeAllConnections();
    for (const connection of connections) connection.destroy();
  }, patience);
  await closed;
  clearInterval(sweep);
  clearTimeout(impatient);
}
