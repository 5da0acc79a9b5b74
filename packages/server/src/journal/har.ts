import type { ControlSchemas, JsonObject } from '@gitlab-internal-api/contract';
import { nodeHttp } from '@gitlab-internal-api/validator';
import packageJson from '../../package.json' with { type: 'json' };

type Entry = ControlSchemas['JournalEntry'];

/** Entries of a journal as an HTTP archive. The URL is that of the server, because an archive has no relative ones. */
export function harOf(entries: readonly Entry[], url: string): ControlSchemas['Har'] {
  const creator = { name: 'gitlab-internal-api', version: packageJson.version };
  const base = url.startsWith('http+unix:') ? 'http://localhost' : url;
  return { log: { version: '1.2', creator, entries: entries.map((entry) => harEntry(entry, base)) } };
}

function harEntry(entry: Entry, base: string): JsonObject {
  const time = entry.duration_ms ?? 0;
  return {
    startedDateTime: entry.started_at,
    time,
    request: harRequest(entry.request, base),
    response: harResponse(entry.response),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    _world: entry.world,
    _worldTime: entry.world_time,
    _operation: entry.operation,
    _consumer: entry.consumer,
    _verdict: entry.verdict,
    _credentials: { ...entry.credentials },
    _violations: entry.violations.map((violation) => ({ ...violation })),
    _fault: entry.fault,
    _nearMisses: entry.near_misses,
  };
}

function harRequest(
  { method, url, headers, body, body_encoding, body_bytes }: Entry['request'],
  base: string,
): JsonObject {
  const [, query] = /\?(.*)$/s.exec(url) ?? [];
  return {
    method,
    url: base + url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers.map(({ name, value }) => ({ name, value })),
    queryString: [...new URLSearchParams(query)].map(([name, value]) => ({ name, value })),
    ...(body !== null && {
      // HAR knows no encoding of what was posted, but members of one's own.
      postData: {
        mimeType: headerOf(headers, 'content-type'),
        text: body,
        ...(body_encoding === 'base64' && { _encoding: 'base64' }),
      },
    }),
    headersSize: -1,
    bodySize: body_bytes,
  };
}

/** A connection that was cut has the status 0, as browsers write it. */
function harResponse(response: Entry['response']): JsonObject {
  const { status = 0, headers = [], body = null, body_encoding, body_bytes = -1 } = response ?? {};
  const encoding = body_encoding === 'base64' && { encoding: 'base64' };
  const text = body === null ? {} : { text: body, ...encoding };
  return {
    status,
    statusText: nodeHttp.STATUS_CODES[status] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers.map(({ name, value }) => ({ name, value })),
    content: { size: Math.max(body_bytes, 0), mimeType: headerOf(headers, 'content-type'), ...text },
    redirectURL: headerOf(headers, 'location'),
    headersSize: -1,
    bodySize: body_bytes,
  };
}

function headerOf(headers: Entry['request']['headers'], wanted: string): string {
  return headers.find(({ name }) => name === wanted)?.value ?? '';
}
