import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { harEnd, harEntryOf, harHead } from '../../../packages/cli/src/corpus/traffic.test-support.ts';
import { exampleExchanges, type Line } from '../../../packages/cli/src/recordings/example-exchanges.test-support.ts';
import { consumerOf } from '../../../packages/validator/src/index.ts';

const examples = exampleExchanges('15.6');

/** Writes that many exchanges as a journal has them, an exchange a line. */
export async function writeLines(file: string, count: number): Promise<void> {
  await pipeline(Readable.from(lines(count)), createWriteStream(file));
}

/** Writes the same exchanges as a HAR file. */
export async function writeHar(file: string, count: number): Promise<void> {
  await pipeline(Readable.from(entries(count)), createWriteStream(file));
}

function* lines(count: number): Generator<string> {
  for (const [index, { started_at, request, response }] of exchanges(count))
    yield `${JSON.stringify({
      id: index + 1,
      world: 'default',
      started_at,
      world_time: started_at,
      duration_ms: 1.234,
      consumer: consumerOf(lowered(request.headers), undefined),
      request: journalled(request),
      response: response && journalled(response),
      verdict: 'valid',
      violations: [],
    })}\n`;
}

function lowered(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** A journal keeps headers as a list and bodies as text. */
function journalled<Message extends Line['request'] | NonNullable<Line['response']>>(message: Message): object {
  const { headers, body, ...rest } = message;
  const text = body === undefined || typeof body === 'string' ? (body ?? null) : JSON.stringify(body);
  const listed = Object.entries(headers).map(([name, value]) => ({ name, value }));
  const size = text === null ? 0 : Buffer.byteLength(text);
  return { ...rest, headers: listed, body: text, body_encoding: 'utf-8', body_bytes: size, truncated: false };
}

function* entries(count: number): Generator<string> {
  yield harHead;
  for (const [index, line] of exchanges(count)) yield `${index === 0 ? '' : ',\n'}${JSON.stringify(harEntryOf(line))}`;
  yield harEnd;
}

/** All examples of the contract again and again, each time at another moment. */
function* exchanges(count: number): Generator<[index: number, line: Line]> {
  for (let index = 0; index < count; index++) {
    const line = examples[index % examples.length];
    if (!line) continue;
    const started_at = new Date(Date.parse(line.started_at) + (index % 4_000)).toISOString();
    yield [index, { ...line, started_at }];
  }
}
