import { carrierReplies, type Exchange, type Reply } from '@gitlab-internal-api/validator';
import type { Secrets } from '../authentication/secrets.ts';
import { type Verdict, verdictOf } from '../control/metrics.ts';
import type { OpenWorld } from '../stub.ts';

/** Of larger bodies only the beginning is kept. */
export const bodyLimit: number = 64 * 1024;

/** What is there beside the texts: objects, headers' names, a place in a list. */
const overhead = 1024;

/** The beginning of a body, and how long it was. */
export interface Beginning {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** A body as it is kept: as bytes or as a text, or no more than its beginning. */
type KeptBody = Uint8Array | string | Beginning;

/**
 * What is kept of an exchange: the parts themselves, since they are masked and written out only when somebody reads them.
 * What is there as a text already is kept as that, and not as the tree that it was made of: a thousand exchanges outlive
 * their requests, and the garbage collector looks at each object of them again and again.
 */
export interface Recorded extends Pick<Exchange, 'requestId' | 'operation' | 'violations' | 'hint' | 'fault'> {
  readonly id: number;
  readonly world: string;
  /** Those of the world, which nobody is to read anywhere. */
  readonly secrets: Secrets;
  /** When the request came, in milliseconds of the machine's clock. */
  readonly startedAt: number;
  /** When it was answered, in milliseconds of the world's clock. */
  readonly worldTime: number;
  readonly duration: number | undefined;
  readonly method: string;
  readonly target: string;
  readonly headers: Exchange['message']['headers'];
  readonly body: KeptBody;
  readonly verdict: Verdict;
  readonly credentials: 'none' | 'accepted' | 'refused';
  /** What the responder remarked, as JSON. */
  readonly remarks: string;
  /** The status that was sent; undefined where the connection was cut. */
  readonly status: number | undefined;
  readonly replyHeaders: Reply['headers'];
  readonly replyBody: KeptBody | undefined;
  /** What is known about the request beside the exchange, for example that no world has the name it gives. */
  readonly remark: string | undefined;
  /** How many bytes it stands for, about. */
  readonly weight: number;
}

/** Keeps an exchange with the JSON of its remarks, which costs no more than a few microseconds. */
export function recorded(exchange: Exchange, remarks: string, world: OpenWorld, id: number, remark?: string): Recorded {
  const { requestId, message, operation, violations, hint, fault, duration } = exchange;
  const { method, target, headers, body } = message;
  const reply = exchange.defect === undefined ? exchange.reply : carrierReplies.internalServerError();
  const text = reply.body === undefined ? undefined : (exchange.text ?? textOf(reply));
  const told = target.length + remarks.length + violations.length * 200;
  return {
    id,
    world: world.name,
    secrets: world.secrets,
    requestId,
    operation,
    hint,
    fault,
    duration,
    startedAt: Date.now() - (duration ?? 0),
    worldTime: world.clock.now().getTime(),
    method,
    target,
    headers,
    body: body.length > bodyLimit ? beginningOf(body) : body,
    verdict: verdictOf(exchange),
    credentials: credentialsOf(exchange),
    violations,
    remarks,
    status: exchange.delivery?.cut === 'before' ? undefined : reply.status,
    replyHeaders: reply.headers,
    replyBody: text !== undefined && text.length > bodyLimit ? beginningOf(Buffer.from(text)) : text,
    remark,
    weight: overhead + told + weightOf(headers) + weightOfBody(body) + weightOfBody(text),
  };
}

/** What became of the credentials. A handler refuses, too: a user who has no right to what the token may do. */
function credentialsOf({ credentials, remarks }: Exchange): Recorded['credentials'] {
  return remarks.refused === undefined ? (credentials ?? 'none') : 'refused';
}

/** The body of a reply as it is sent; JSON unless the reply says otherwise. */
function textOf({ headers = {}, body }: Reply): string {
  const [, type = 'json'] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  return /\bjson\b/i.test(type) ? JSON.stringify(body) : String(body);
}

/** The bytes of a body, as far as they are kept. */
export function bytesOf(body: KeptBody): Beginning {
  if (typeof body === 'string') return beginningOf(Buffer.from(body));
  return body instanceof Uint8Array ? { bytes: body, length: body.length } : body;
}

/** A copy of the beginning lets the rest go. */
function beginningOf(bytes: Uint8Array): Beginning {
  const kept = bytes.length > bodyLimit ? Buffer.from(wholeCharacters(bytes.subarray(0, bodyLimit))) : bytes;
  return { bytes: kept, length: bytes.length };
}

/** A UTF-8 text does not end within a character: its last bytes may begin one that needs more of them. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > bytes.length - 4 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return ((bytes[end - 1] ?? 0) & 0xc0) === 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}

function weightOf(headers: Recorded['headers']): number {
  let weight = 0;
  for (const name in headers) weight += headers[name]?.length ?? 0;
  return weight;
}

function weightOfBody(body: Uint8Array | string | undefined): number {
  return body === undefined ? 0 : Math.min(body.length, bodyLimit);
}
