import type { RequestListener, Server } from 'node:http';
import type { Socket } from 'node:net';
import { Lane } from './lane.ts';
import type { Queue } from './queue.ts';

/** How long a connection may stand still while its client is to go on, in milliseconds; sending and reading are going on. */
const patience = 30_000;

/** Leads the requests of a server's connections into a queue, and closes connections whose clients do not go on. */
export function receive(server: Server, answer: RequestListener, queue: Queue, stillness: number = patience): void {
  const lanes = new WeakMap<Socket, Lane>();
  server.on('request', (request, response) => laneOf(request.socket).take({ request, response, answer }));
  const answerAfter: RequestListener = (request, response) => {
    if (!queue.refuses(request)) response.writeContinue();
    answer(request, response);
  };
  server.on('checkContinue', (request, response) =>
    laneOf(request.socket).take({ request, response, answer: answerAfter }),
  );
  server.setTimeout(stillness, (socket) => {
    // The timeout of a socket does not start again by itself.
    if (lanes.get(socket)?.isAtWork) socket.setTimeout(stillness);
    else socket.destroy();
  });

  function laneOf(socket: Socket): Lane {
    const known = lanes.get(socket);
    if (known) return known;
    const lane = new Lane(socket, queue);
    lanes.set(socket, lane);
    return lane;
  }
}
