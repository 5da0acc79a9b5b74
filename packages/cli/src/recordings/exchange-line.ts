import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';
import { createSchemaValidator, type Violation } from '@gitlab-internal-api/validator';
import schema from './exchange.schema.json' with { type: 'json' };
import { bytesOf, headersOf, numberIn, objectIn, textIn, timeOf } from './loose.ts';
import type { Position, RecordedExchange, RecordingItem } from './recording.ts';

const violationsOf = createSchemaValidator(schema);

/** Reads a line of recorded exchanges: of the stub's journal, or of anybody who writes the little that is required. */
export function readExchangeLine(value: JsonObject, position: Position): RecordingItem {
  // What has the shape of the stub's journal need not be looked at any closer.
  const [violation] = isPlain(value) ? [] : violationsOf(value);
  if (violation) return { problem: { position, message: problemOf(violation), isTruncated: false } };
  const request = objectIn(value, 'request');
  return {
    exchange: {
      position,
      time: timeOf(textIn(value, 'world_time') ?? textIn(value, 'started_at')),
      request: {
        method: textIn(request, 'method') ?? '',
        url: textIn(request, 'url') ?? '',
        headers: headersOf(request.headers),
        body: bodyOf(request, true),
      },
      reply: isObject(value.response) ? replyOf(value.response) : undefined,
      consumer: textIn(value, 'consumer'),
      isFault: typeof value.fault === 'string',
    },
  };
}

/** Whether the parts that are read are all of the types that the schema names; headers are read whatever they are. */
function isPlain({ request, response }: JsonObject): boolean {
  if (!isObject(request) || !isObject(response)) return false;
  const { method, url, headers } = request;
  if (typeof method !== 'string' || typeof url !== 'string' || method === '' || url === '') return false;
  if (!isHeaderList(headers) || !isHeaderList(response.headers)) return false;
  return Number.isInteger(response.status) && Number(response.status) >= 100 && Number(response.status) <= 999;
}

function isHeaderList(headers: Json | undefined): boolean {
  if (!Array.isArray(headers)) return false;
  return headers.every(
    (header) => isObject(header) && typeof header.name === 'string' && typeof header.value === 'string',
  );
}

function problemOf({ pointer, message }: Violation): string {
  return `the line is not an exchange: ${pointer || '/'}: ${message}`;
}

function replyOf(response: JsonObject): RecordedExchange['reply'] {
  const isRecorded = 'body' in response;
  return {
    status: numberIn(response, 'status') ?? 0,
    headers: headersOf(response.headers),
    mediaType: undefined,
    body: bodyOf(response, isRecorded),
  };
}

/** A request without a body has none; of a reply without one nobody knows. */
function bodyOf(message: JsonObject, isRecorded: boolean): Buffer | undefined {
  const { body } = message;
  if (!isRecorded || message.truncated === true) return undefined;
  if (body === undefined || body === null)
    return (numberIn(message, 'body_bytes') ?? 0) > 0 ? undefined : Buffer.alloc(0);
  return typeof body === 'string' ? bytesOf(body, textIn(message, 'body_encoding')) : Buffer.from(JSON.stringify(body));
}
