import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@gitlab-internal-api/contract';
import type { Line } from '../recordings/example-exchanges.test-support.ts';
import { mutants } from './mutants.test-support.ts';

const corpus = join(import.meta.dirname, '..', '..', 'test-data', 'corpus');

/** The corpus's exchanges with a defect that GitLab 15.6 knows. */
export function defectiveLines(): Line[] {
  const text = readFileSync(join(corpus, 'defects.ndjson'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Those, and mutants: each has a consumer of its own, which keeps its findings apart from those of all others. */
export function spoiltLines(): (Line & { readonly consumer: string })[] {
  const forbidden = mutants(5, 2).filter(({ isForbidden }) => isForbidden);
  const lines = [...defectiveLines(), ...forbidden.map(({ line }) => line)];
  return lines.map((line, index) => ({ ...line, consumer: `client-${index}` }));
}

/** Exchanges as a HAR file, an entry on each line. */
export function harOf(lines: readonly (Line & { readonly consumer?: string })[]): string {
  return `${harHead}${lines.map((line) => JSON.stringify(harEntryOf(line))).join(',\n')}${harEnd}`;
}

/** What stands before the entries of a HAR file. */
export const harHead = '{"log":{"version":"1.2","creator":{"name":"tests","version":"1"},"entries":[\n';

/** What stands after them. */
export const harEnd = '\n]}}\n';

/** An exchange as a HAR file has it, with a whole URL. */
export function harEntryOf({
  started_at,
  request,
  response,
  consumer,
}: Line & { readonly consumer?: string }): JsonObject {
  const { method, url, headers } = request;
  const sent = textOf(request.body);
  const type = headers['Content-Type'] ?? '';
  return {
    startedDateTime: started_at,
    ...(consumer !== undefined && { _consumer: consumer }),
    time: 1,
    request: {
      ...{ method, url: `https://gitlab.example.com${url}`, httpVersion: 'HTTP/1.1', cookies: [] },
      ...{ headers: listOf(headers), queryString: queryOf(url), headersSize: -1, bodySize: Buffer.byteLength(sent) },
      ...(request.body !== undefined && { postData: { mimeType: type, text: sent } }),
    },
    response: replyOf(response),
    cache: {},
    timings: { send: 0, wait: 1, receive: 0 },
  };
}

function replyOf(response: Line['response']): JsonObject {
  const { status = 0, headers = {}, body } = response ?? {};
  const text = textOf(body);
  const mimeType = headers['Content-Type'] ?? '';
  return {
    ...{ status, statusText: '', httpVersion: 'HTTP/1.1', cookies: [], headers: listOf(headers) },
    content: { size: Buffer.byteLength(text), mimeType, ...(body !== undefined && { text }) },
    ...{ redirectURL: '', headersSize: -1, bodySize: -1 },
  };
}

function textOf(body: NonNullable<Line['response']>['body']): string {
  if (body === undefined || body === null) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function listOf(headers: Readonly<Record<string, string>>): JsonObject[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function queryOf(url: string): JsonObject[] {
  return listOf(Object.fromEntries(new URLSearchParams(url.split('?')[1] ?? '')));
}
