import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** Clients that do not go on, and for how long they are held. */
export interface Stalled {
  readonly kind: keyof typeof behaviours;
  readonly count: number;
  readonly seconds: number;
}

/** Opens connections and lets them behave badly; tells how many of them the server has closed, and the first of them when. */
export async function holdConnections(url: string, { kind, count, seconds }: Stalled): Promise<string> {
  const { hostname, port } = new URL(url);
  const begun = performance.now();
  const closed: number[] = [];
  const sockets = Array.from({ length: count }, () => {
    const socket = connect(Number(port), hostname);
    // A reset is one way of being closed, which the other event tells.
    socket.on('error', () => undefined).on('close', () => closed.push((performance.now() - begun) / 1000));
    socket.once('connect', () => behaviours[kind](socket));
    return socket;
  });
  await setTimeout(seconds * 1000);
  const seen = [...closed];
  const unseen = await findClosed(sockets, closed);
  for (const socket of sockets) socket.destroy();
  if (seen.length === 0 && unseen === 0) return `none closed in ${seconds} s`;
  return seen.length === 0 ? `${unseen} of ${count} closed in ${seconds} s` : told(seen, count);
}

/** Whoever reads nothing does not see the end either. */
async function findClosed(sockets: readonly Socket[], closed: readonly unknown[]): Promise<number> {
  const before = closed.length;
  for (const socket of sockets) socket.resume();
  await setTimeout(2000);
  return closed.length - before;
}

function told(closed: readonly number[], count: number): string {
  return `${closed.length} of ${count} closed, the first after ${closed[0]?.toFixed(1)} s, the last after ${closed.at(-1)?.toFixed(1)} s`;
}

const secret = btoa('gitlab-shell-dev-secret');
const head = `Host: localhost\r\nGitlab-Shared-Secret: ${secret}\r\n`;

const behaviours = {
  silent: (socket: Socket) => void socket.resume(),
  'slow-head': (socket: Socket) => {
    socket.resume().write('GET /api/v4/internal/check HTTP/1.1\r\nX-Slow: ');
    const timer = setInterval(() => socket.write('a'), 1000);
    socket.on('close', () => clearInterval(timer));
  },
  'half-body': (socket: Socket) => {
    socket.resume();
    socket.write(
      `POST /api/v4/internal/allowed HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{"key_`,
    );
  },
  // More bytes than the systems between the two buffer.
  'unread-documents': (socket: Socket) => askAndRest(socket, `GET /-/openapi.json HTTP/1.1\r\n${head}\r\n`.repeat(20)),
  'unread-replies': (socket: Socket) =>
    askAndRest(socket, `GET /api/v4/internal/check HTTP/1.1\r\n${head}\r\n`.repeat(200)),
};

function askAndRest(socket: Socket, requests: string): void {
  socket.pause().write(requests);
}
