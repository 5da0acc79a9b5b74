import type { ServerResponse } from 'node:http';
import type { RecordedReply } from '@gitlab-internal-api/validator';
import { programHeaders, unpacked } from '../findings/program-message.ts';
import { BodyCopy } from '../proxy/body-copy.ts';

/** Listens to a reply while it is written, and says afterwards what it was; undefined where it was cut off. */
export function tapReply(response: ServerResponse, limit: number): () => Promise<RecordedReply | undefined> {
  const copy = new BodyCopy(limit);
  const given: Record<string, unknown> = {};
  const add = (piece: unknown, encoding: unknown) => {
    const bytes = bytesOf(piece, encoding);
    if (bytes) copy.add(bytes);
  };
  before(response, 'write', ([piece, encoding]) => add(piece, encoding));
  before(response, 'end', ([piece, encoding]) => add(piece, encoding));
  // Node does not keep the headers that are given with the status when there are no others.
  before(response, 'writeHead', ([, ...rest]) => Object.assign(given, headersIn(rest.at(-1))));
  return async () => {
    if (!response.writableFinished) return undefined;
    copy.isWhole = true;
    const headers = programHeaders({ ...given, ...response.getHeaders() });
    return { status: response.statusCode, headers, mediaType: undefined, body: await unpacked(copy.bytes, headers) };
  };
}

/** Looks at the arguments of a method, and lets it do what it does. */
function before(response: ServerResponse, name: 'write' | 'end' | 'writeHead', look: (given: unknown[]) => void): void {
  const original = response[name];
  const value = (...given: unknown[]): unknown => {
    look(given);
    return Reflect.apply(original, response, given);
  };
  Object.defineProperty(response, name, { value, configurable: true, writable: true });
}

function bytesOf(piece: unknown, encoding: unknown): Buffer | undefined {
  if (typeof piece === 'string')
    return Buffer.from(piece, typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8');
  return ArrayBuffer.isView(piece) ? Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength) : undefined;
}

/** As an object, as pairs, or as names and values in turn. */
function headersIn(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {};
  const pairs = Array.isArray(value) ? pairsOf(value) : Object.entries(value);
  return Object.fromEntries(pairs.map(([name, text]) => [`${name}`.toLowerCase(), text]));
}

function pairsOf(list: readonly unknown[]): readonly unknown[][] {
  if (list.every((each): each is unknown[] => Array.isArray(each))) return list;
  return list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1]]] : []));
}
