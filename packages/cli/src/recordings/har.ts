import { isObject, type JsonObject } from '@gitlab-internal-api/contract';
import { headerOf } from '@gitlab-internal-api/validator';
import type { Bytes } from './bytes.ts';
import { type HarEntryText, HarScanner } from './har-entries.ts';
import { bytesOf, headersOf, numberIn, objectIn, textIn, timeOf } from './loose.ts';
import type { RecordedExchange, RecordingItem, RecordingItems } from './recording.ts';

/** Reads the entries of a HAR file (HTTP Archive 1.2). */
export async function* readHar(bytes: Bytes): RecordingItems {
  const scanner = new HarScanner();
  for await (const part of bytes.parts) {
    const found = scanner.scan(part);
    if (found.length > 0) yield found.map(itemOf);
  }
  const problem = endOf(scanner, bytes);
  if (problem) yield [problem];
}

function itemOf({ entry, line, text }: HarEntryText): RecordingItem {
  const position = { line, entry };
  if (text === undefined) return problemAt(position, 'the entry is too long to be read');
  try {
    const value = JSON.parse(text);
    if (typeof value?.request?.method !== 'string' || typeof value.request.url !== 'string')
      return problemAt(position, 'the entry has no request with method and url');
    return { exchange: exchangeOf(value, position) };
  } catch {
    return problemAt(position, 'the entry is not JSON');
  }
}

function problemAt(position: { line: number; entry: number }, message: string): RecordingItem {
  return { problem: { position, message, isTruncated: false } };
}

function endOf(scanner: HarScanner, bytes: Bytes): RecordingItem | undefined {
  const { line, offset, entries, isHar, isWhole } = scanner.end();
  const position = { line, ...(entries > 0 && { entry: entries + 1 }) };
  const broken = bytes.problem();
  if (isHar && isWhole && broken === undefined) return undefined;
  if (!isHar && isWhole && broken === undefined)
    return { problem: { position, message: 'it is not a HAR file: log.entries is missing', isTruncated: false } };
  const message = `the file ends too early, after ${entries} whole entries, at byte ${offset}`;
  return { problem: { position, message: broken ? `${message}: ${broken}` : message, isTruncated: true } };
}

function exchangeOf(entry: JsonObject, position: RecordedExchange['position']): RecordedExchange {
  const request = objectIn(entry, 'request');
  return {
    position,
    time: timeOf(textIn(entry, '_worldTime') ?? textIn(entry, 'startedDateTime')),
    request: {
      method: textIn(request, 'method') ?? '',
      url: textIn(request, 'url') ?? '',
      ...requestContentOf(request),
    },
    reply: replyOf(objectIn(entry, 'response')),
    consumer: textIn(entry, '_consumer'),
    isFault: typeof entry._fault === 'string',
  };
}

function requestContentOf(request: JsonObject): Pick<RecordedExchange['request'], 'headers' | 'body'> {
  const headers = headersOf(request.headers);
  const data = objectIn(request, 'postData');
  const mimeType = textIn(data, 'mimeType') ?? '';
  const isTyped = headerOf(headers ?? {}, 'content-type') !== undefined || mimeType === '';
  return {
    headers: isTyped ? headers : { ...headers, 'content-type': mimeType },
    body: requestBodyOf(request, data, headers),
  };
}

/** A tool that leaves out the body of a request still tells its size. */
function requestBodyOf(
  request: JsonObject,
  data: JsonObject,
  headers: RecordedExchange['request']['headers'],
): Buffer | undefined {
  const text = textIn(data, 'text');
  const encoding = textIn(data, 'encoding') ?? textIn(data, '_encoding');
  if (text !== undefined && (text !== '' || !Array.isArray(data.params))) return bytesOf(text, encoding);
  if (Array.isArray(data.params) && data.params.length > 0) return Buffer.from(formOf(data.params.filter(isObject)));
  const size = Math.max(numberIn(request, 'bodySize') ?? 0, Number(headerOf(headers ?? {}, 'content-length') ?? 0));
  return size > 0 ? undefined : Buffer.alloc(0);
}

function formOf(parameters: readonly JsonObject[]): string {
  const pairs = parameters.map((parameter): [string, string] => [
    textIn(parameter, 'name') ?? '',
    textIn(parameter, 'value') ?? '',
  ]);
  return new URLSearchParams(pairs).toString();
}

/** A browser writes status 0 where there was no reply. */
function replyOf(response: JsonObject): RecordedExchange['reply'] {
  const status = numberIn(response, 'status') ?? 0;
  if (status === 0) return undefined;
  const content = objectIn(response, 'content');
  const text = textIn(content, 'text');
  const isEmpty = text === undefined && (numberIn(content, 'size') ?? 0) <= 0;
  const body = text === undefined ? undefined : bytesOf(text, textIn(content, 'encoding'));
  const mediaType = textIn(content, 'mimeType') || undefined;
  return { status, headers: headersOf(response.headers), mediaType, body: isEmpty ? Buffer.alloc(0) : body };
}
