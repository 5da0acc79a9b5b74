import type { Exchange, Reply } from '@gitlab-internal-api/validator';
import type { Secrets } from '../authentication/secrets.ts';
import type { OpenWorld } from '../stub.ts';

/** Of larger bodies only the beginning is kept. */
export const bodyLimit: number = 64 * 1024;

/** What is there beside the texts: objects, headers' names, a place in a list. */
const overhead = 1024;

/** What the name of a member stands for, in the mean. */
const nameWeight = 16;

/** A body as it is kept, and how long it was. */
export interface KeptBody {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** What is kept of an exchange: the parts themselves, since they are masked and written out only when somebody reads them. */
export interface Recorded
  extends Pick<
    Exchange,
    'requestId' | 'operation' | 'credentials' | 'violations' | 'hint' | 'remarks' | 'fault' | 'delivery'
  > {
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
  readonly reply: Reply;
  /** The body of a reply that is too large to be kept as a whole. */
  readonly replyBody: KeptBody | undefined;
  readonly isDefect: boolean;
  /** What is known about the request beside the exchange, for example that no world has the name it gives. */
  readonly remark: string | undefined;
  /** How many bytes it stands for, about. */
  readonly weight: number;
}

/** Keeps an exchange, which costs no more than a few microseconds. */
export function recorded(exchange: Exchange, world: OpenWorld, id: number, remark?: string): Recorded {
  const { requestId, message, operation, credentials, violations, hint, remarks, fault, delivery, duration } = exchange;
  const { method, target, headers } = message;
  const body = keptBody(message.body);
  const reply = keptReply(exchange.reply);
  const weight =
    overhead + target.length + body.bytes.length + weightOf(headers) + reply.weight + violations.length * 200;
  return {
    id,
    world: world.name,
    secrets: world.secrets,
    remark,
    requestId,
    operation,
    credentials,
    violations,
    hint,
    remarks,
    fault,
    delivery,
    duration,
    method,
    target,
    headers,
    body,
    weight,
    reply: reply.reply,
    replyBody: reply.body,
    startedAt: Date.now() - (duration ?? 0),
    worldTime: world.clock.now().getTime(),
    isDefect: exchange.defect !== undefined,
  };
}

function keptReply(reply: Reply): {
  readonly reply: Reply;
  readonly body: KeptBody | undefined;
  readonly weight: number;
} {
  const weight = weightOf(reply.body);
  if (weight <= bodyLimit) return { reply, body: undefined, weight };
  const { body: _, ...head } = reply;
  return { reply: head, body: keptBody(Buffer.from(textOf(reply))), weight: bodyLimit };
}

/** The body of a reply as it is sent; JSON unless the reply says otherwise. */
export function textOf({ headers = {}, body }: Reply): string {
  const [, type = 'json'] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  return /\bjson\b/i.test(type) ? JSON.stringify(body) : String(body);
}

/** A copy of the beginning lets the rest go. */
function keptBody(bytes: Uint8Array): KeptBody {
  const kept = bytes.length > bodyLimit ? Buffer.from(wholeCharacters(bytes.subarray(0, bodyLimit))) : bytes;
  return { bytes: kept, length: bytes.length };
}

/** A UTF-8 text does not end within a character: its last bytes may begin one that needs more of them. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > bytes.length - 4 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return ((bytes[end - 1] ?? 0) & 0xc0) === 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}

/** About the length of a value as JSON, without writing it. */
function weightOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  return weightOfAll(Array.isArray(value) ? value : Object.values(value));
}

/** Stops counting where more makes no difference. */
function weightOfAll(members: readonly unknown[]): number {
  let weight = 2;
  for (let index = 0; index < members.length && weight <= bodyLimit; index += 1)
    weight += nameWeight + weightOf(members[index]);
  return weight;
}
