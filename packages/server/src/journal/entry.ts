import { isUtf8 } from 'node:buffer';
import { type ControlSchemas, isObject } from '@gitlab-internal-api/contract';
import {
  consumerOf,
  type Exchange,
  Masking,
  type SensitiveNames,
  violationsHeader,
} from '@gitlab-internal-api/validator';
import { nearMissesOf } from './near-misses.ts';
import { bodyLimit, type Recorded } from './recorded.ts';

type Entry = ControlSchemas['JournalEntry'];
type Headers = ControlSchemas['JournalHeader'][];
type Body = Pick<ControlSchemas['JournalRequest'], 'body' | 'body_encoding' | 'body_bytes' | 'truncated'>;

/** What was recorded as the journal shows it, with its secrets masked. */
export function entryOf(recorded: Recorded, names: SensitiveNames, operations: ReadonlySet<string>): Entry {
  const { facts, setting } = recorded;
  const masking = new Masking(names, Object.values(setting.secrets));
  // What a part shows to be secret is looked for in all of them, so that each part is looked at first.
  const parts = { request: requestOf(recorded, masking), response: responseOf(recorded, masking) };
  const remarks = remarksOn(recorded, operations);
  return {
    id: facts.id,
    world: facts.world,
    started_at: new Date(facts.startedAt).toISOString(),
    world_time: new Date(facts.worldTime).toISOString(),
    duration_ms: facts.duration === undefined ? null : Math.round(facts.duration * 1000) / 1000,
    operation: setting.operation?.id ?? null,
    consumer: consumerOf(facts.headers, setting.operation),
    verdict: facts.verdict,
    ...withoutSecrets({ correlation_id: facts.requestId, ...parts, ...remarks }, masking),
  };
}

type Remarks = Pick<Entry, 'credentials' | 'violations' | 'trace' | 'fault' | 'near_misses'>;

function remarksOn(recorded: Recorded, operations: ReadonlySet<string>): Remarks {
  const { credentials, violations, fault } = recorded.facts;
  const { refused, trace }: Exchange['remarks'] = JSON.parse(recorded.remarks);
  return {
    credentials: { verdict: credentials, reasons: Array.isArray(refused) ? refused.map(String) : [] },
    violations: violations.map((violation) => ({ ...violation, names: [...violation.names] })),
    trace: traceOf(trace),
    fault: fault ?? null,
    near_misses: nearMissesOf(recorded, operations),
  };
}

function traceOf(trace: unknown): Entry['trace'] {
  if (!Array.isArray(trace)) return null;
  return trace.filter(isObject).map(({ check, passed, detail }) => ({
    check: String(check),
    passed: passed === true,
    ...(detail !== undefined && { detail: String(detail) }),
  }));
}

function requestOf({ facts, body }: Recorded, masking: Masking): Entry['request'] {
  const { method, target, headers, bodyLength } = facts;
  const listed = Object.entries(headers).flatMap(([name, values]) =>
    [values ?? []].flat().map((value) => [name, value]),
  );
  return {
    method,
    url: masking.target(target),
    headers: listed.map(([name = '', value = '']) => ({ name, value: masking.header(name, value) })),
    ...bodyOf(body, bodyLength, masking),
  };
}

function responseOf(recorded: Recorded, masking: Masking): Entry['response'] {
  const { status, method, replyLength } = recorded.facts;
  if (status === undefined) return null;
  const length = method === 'HEAD' ? undefined : replyLength;
  const headers = headersOf(recorded, length);
  const body = bodyOf(Buffer.from(length === undefined ? '' : recorded.replyText), length ?? 0, masking);
  return { status, headers: headers.map(({ name, value }) => ({ name, value: masking.header(name, value) })), ...body };
}

/** The headers that are the API's; those of the connection are not known here. */
function headersOf({ facts, setting: { operation } }: Recorded, length: number | undefined): Headers {
  const { requestId, hint, violations, replyHeaders = {} } = facts;
  const headers = {
    'x-request-id': requestId,
    ...(hint !== undefined && { 'gitlab-stub-hint': hint }),
    ...(violations.length > 0 && { 'gitlab-stub-violations': violationsHeader(violations) }),
    ...(length !== undefined && {
      'content-type': operation?.replyMediaType ?? 'application/json',
      'content-length': String(length),
    }),
    ...Object.fromEntries(Object.entries(replyHeaders).map(([name, value]) => [name.toLowerCase(), value])),
  };
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

/** The beginning of a body of that length. Bytes that are no text are masked byte by byte, as the text that is in them. */
function bodyOf(bytes: Uint8Array, length: number, masking: Masking): Body {
  const isText = isUtf8(bytes);
  const text = Buffer.from(bytes).toString(isText ? 'utf8' : 'latin1');
  const masked = isText ? masking.body(text) : masking.rest(masking.body(text));
  return {
    body: length === 0 ? null : isText ? masked : Buffer.from(masked, 'latin1').toString('base64'),
    body_encoding: isText ? 'utf-8' : 'base64',
    body_bytes: length,
    truncated: length > bodyLimit,
  };
}

/** Members with words of our own or of HTTP, which stay what they are even if somebody's secret is the same word. */
const words: ReadonlySet<string> = new Set(['method', 'name', 'body_encoding', 'verdict', 'code', 'in']);

/** The same with every text looked through. */
function withoutSecrets<Value>(value: Value, masking: Masking): Value {
  if (typeof value === 'string') return masking.rest(value) as Value;
  if (Array.isArray(value)) return value.map((member) => withoutSecrets(member, masking)) as Value;
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    words.has(key) ? member : withoutSecrets(member, masking),
  ]);
  return Object.fromEntries(members);
}
