import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { Queue } from './queue.ts';
import { receive } from './reception.ts';

const stillness = 100;
const head = 'GET / HTTP/1.1\r\nHost: stub\r\n';

test('A connection is closed once nobody has read its reply for a while', async () => {
  const { client, connection } = await open((_, response) => response.end('x'.repeat(50_000_000)));
  client.pause().write(`${head}\r\n`);
  await once(connection, 'close');
  expect(connection.bytesWritten).toBeGreaterThan(50_000_000);
});

test('A reply that is read slowly arrives, and so does one that takes its time', async () => {
  const { client } = await open(async (_, response) => {
    await setTimeout(stillness * 3);
    response.end('x'.repeat(20_000_000));
  });
  client.write(`${head}Connection: close\r\n\r\n`);
  let length = 0;
  for await (const part of client) {
    length += part.length;
    await setTimeout(1);
  }
  expect(length).toBeGreaterThan(20_000_000);
});

test('A connection that says nothing is closed', async () => {
  const { client } = await open((_, response) => response.end());
  expect(await text(client)).toBe('');
});

test('Who waits elsewhere counts as well', async () => {
  let elsewhere = 0;
  const queue = new Queue({ limit: 2, waitingElsewhere: () => elsewhere });
  const { client } = await open((asked, response) => response.end(queue.refuses(asked) ? 'refused' : 'welcome'), queue);
  for (const [waiting, answer] of [
    [1, 'welcome'],
    [2, 'refused'],
    [0, 'welcome'],
  ] as const) {
    elsewhere = waiting;
    client.write(`${head}\r\n`);
    expect(String((await once(client, 'data'))[0])).toContain(answer);
  }
});

/** A server with nothing before it, and one connection to it, as seen from both ends. */
async function open(
  answer: RequestListener,
  queue: Queue = new Queue({ limit: 10 }),
): Promise<{ client: Socket; connection: Socket }> {
  const server = createServer();
  receive(server, answer, queue, stillness);
  queue.begin();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  const [connection] = await once(server, 'connection');
  return { client, connection };
}
