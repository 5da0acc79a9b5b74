import { carrierReplies, type Exchange, type Reply } from '@gitlab-internal-api/validator';
import type { Secrets } from '../authentication/secrets.ts';
import { type Verdict, verdictOf } from '../control/metrics.ts';
import type { OpenWorld } from '../stub.ts';

/** Of larger bodies only the beginning is kept. */
export const bodyLimit: number = 64 * 1024;

/** What is told of an exchange in a few words; its members are also those of JSON. */
export interface Facts extends Pick<Exchange, 'requestId' | 'violations' | 'hint' | 'fault'> {
  readonly id: number;
  readonly world: string;
  /** When the request came, in milliseconds of the machine's clock. */
  readonly startedAt: number;
  /** When it was answered, in milliseconds of the world's clock. */
  readonly worldTime: number;
  readonly duration?: number | undefined;
  readonly method: string;
  readonly target: string;
  readonly headers: Exchange['message']['headers'];
  /** How long the body was, of which no more than the beginning is kept. */
  readonly bodyLength: number;
  readonly verdict: Verdict;
  readonly credentials: 'none' | 'accepted' | 'refused';
  /** The status that was sent; undefined where the connection was cut. */
  readonly status?: number | undefined;
  readonly replyHeaders?: Reply['headers'];
  /** How long the body of the reply was; undefined where it has none. */
  readonly replyLength?: number | undefined;
  /** What is known about the request beside the exchange, for example that no world has the name it gives. */
  readonly remark?: string | undefined;
}

/** What is the same for many exchanges, and outlives them. */
export interface Setting {
  readonly operation: Exchange['operation'];
  /** Those of the world, which nobody is to read anywhere. */
  readonly secrets: Secrets;
}

/**
 * What is kept of an exchange: the parts themselves, since they are masked and written out only when somebody reads them. What is
 * there as a text already is kept as that, and not as the tree that it was made of.
 */
export interface Recorded {
  readonly facts: Facts;
  readonly setting: Setting;
  /** What the responder remarked, as JSON. */
  readonly remarks: string;
  readonly body: Uint8Array;
  readonly replyText: string;
}

/** Keeps an exchange with the JSON of its remarks, which costs no more than a few microseconds. */
export function recorded(exchange: Exchange, remarks: string, world: OpenWorld, id: number, remark?: string): Recorded {
  const { requestId, message, operation, violations, hint, fault, duration } = exchange;
  const { method, target, headers, body } = message;
  const reply = exchange.defect === undefined ? exchange.reply : carrierReplies.internalServerError();
  const text = reply.body === undefined ? undefined : (exchange.text ?? textOf(reply));
  const facts = {
    id,
    world: world.name,
    requestId,
    startedAt: Date.now() - (duration ?? 0),
    worldTime: world.clock.now().getTime(),
    duration,
    method,
    target,
    headers,
    bodyLength: body.length,
    verdict: verdictOf(exchange),
    credentials: credentialsOf(exchange),
    status: exchange.delivery?.cut === 'before' ? undefined : reply.status,
    replyHeaders: reply.headers,
    replyLength: text === undefined ? undefined : Buffer.byteLength(text),
    remark,
    violations,
    hint,
    fault,
  };
  const setting = { operation, secrets: world.secrets };
  return { facts, setting, remarks, body: beginningOf(body), replyText: shortened(text) };
}

/** What became of the credentials. A handler refuses, too: a user who has no right to what the token may do. */
function credentialsOf({ credentials, remarks }: Exchange): Facts['credentials'] {
  return remarks.refused === undefined ? (credentials ?? 'none') : 'refused';
}

/** The body of a reply as it is sent; JSON unless the reply says otherwise. */
function textOf({ headers = {}, body }: Reply): string {
  const [, type = 'json'] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  return /\bjson\b/i.test(type) ? JSON.stringify(body) : String(body);
}

/** Of most texts nothing has to be counted to know that they are short. */
function shortened(text = ''): string {
  return text.length * 3 <= bodyLimit ? text : Buffer.from(beginningOf(Buffer.from(text))).toString();
}

function beginningOf(bytes: Uint8Array): Uint8Array {
  return bytes.length > bodyLimit ? wholeCharacters(bytes.subarray(0, bodyLimit)) : bytes;
}

/** A UTF-8 text does not end within a character: its last bytes may begin one that needs more of them. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > bytes.length - 4 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return ((bytes[end - 1] ?? 0) & 0xc0) === 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}
