import { connect, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type Running, start } from '../command-under-test.ts';

/** A proxy that answers. */
export interface StartedProxy extends Running {
  readonly url: string;
  readonly port: number;
  readonly ready: {
    readonly url: string;
    readonly urls: readonly string[];
    readonly pid: number;
    readonly controlUrl: string;
  };
  /** Ends it as Ctrl-C does. */
  stop(): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** Starts the real command on any free port. */
export async function startProxy(upstream: string, ...words: string[]): Promise<StartedProxy> {
  const running = start(['proxy', '--upstream', upstream, '--port', '0', '--ready', 'json', ...words]);
  const ready = JSON.parse((await running.written('stdout', '\n')).split('\n', 1)[0] ?? '');
  const stop = () => {
    running.child.kill('SIGINT');
    return running.ended;
  };
  return { ...running, ready, url: ready.url, port: Number(new URL(ready.url).port), stop };
}

/** A server that knows nothing of HTTP: it notes what it gets, and says what it is told. */
export interface RawServer {
  readonly url: string;
  readonly port: number;
  /** Everything that has come, on all connections. */
  received(): string;
  readonly connections: Socket[];
}

/** Starts such a server; it is told of what has come on a connection so far whenever more of it comes. */
export async function startRaw(answer: (connection: Socket, received: string) => void): Promise<RawServer> {
  const connections: Socket[] = [];
  const texts: string[] = [];
  const server = createServer((connection) => {
    const index = connections.push(connection) - 1;
    texts[index] = '';
    connection.setEncoding('latin1').on('error', () => undefined);
    connection.on('data', (part: string) => {
      texts[index] += part;
      answer(connection, texts[index] ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => stop(server, connections));
  const port = portOf(server);
  return { url: `http://127.0.0.1:${port}`, port, connections, received: () => texts.join('') };
}

/** A connection on which bytes are said as they are. */
export interface RawClient {
  readonly socket: Socket;
  say(text: string): void;
  /** Resolves with all that has come, once it looks as wanted. */
  heard(wanted: RegExp): Promise<string>;
  /** Resolves with all that has come when the other side has closed the connection. */
  readonly closed: Promise<string>;
}

/** Connects to a port of this machine. */
export function connectRaw(port: number): RawClient {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.on('data', (part: string) => {
    text += part;
  });
  const closed = new Promise<string>((resolve) => socket.on('error', () => undefined).on('close', () => resolve(text)));
  const heard = (wanted: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => wanted.test(text) && resolve(text);
      socket.on('data', look);
      look();
      void closed.then(() => (wanted.test(text) ? resolve(text) : reject(new Error(`closed after: ${text}`))));
    });
  return { socket, say: (said) => void socket.write(said, 'latin1'), heard, closed };
}

/** Says something to a port, and resolves with what is answered once it looks as wanted. */
export function exchange(port: number, said: string, wanted: RegExp): Promise<string> {
  const client = connectRaw(port);
  client.say(said);
  return client.heard(wanted);
}

/** Resolves when something is true; looks again and again. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 10));
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function stop(server: Server, connections: readonly Socket[]): void {
  for (const connection of connections) connection.destroy();
  server.close();
}
