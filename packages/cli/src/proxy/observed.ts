import { headersOf } from '../recordings/loose.ts';
import type { Position, RecordedExchange } from '../recordings/recording.ts';
import { type BodyCopy, decoded } from './body-copy.ts';
import { type HeaderLines, pairsOf, valueIn } from './header-lines.ts';

/** The reply of the upstream as it came. */
export interface ObservedReply {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: BodyCopy;
}

/** An exchange that goes through the proxy, as far as it has got. */
export interface Observed {
  readonly method: string;
  readonly target: string;
  readonly headers: HeaderLines;
  readonly body: BodyCopy;
  readonly startedAt: Date;
  readonly start: number;
  reply?: ObservedReply | undefined;
  /** Undefined until it is over. */
  duration?: number;
  /** What the proxy did in place of passing a message on. */
  enforced?: 'request' | 'reply' | undefined;
}

/** The bodies of an exchange without their encoding, which is how everybody reads and records them. */
export interface Bodies {
  readonly request: Buffer | undefined;
  readonly reply: Buffer | undefined;
}

/** Reads the bodies of which there is a whole copy. */
export async function bodiesOf({ headers, body, reply }: Observed, limit: number): Promise<Bodies> {
  return {
    request: await decoded(body.bytes, valueIn(headers, 'content-encoding'), limit),
    reply: reply && (await decoded(reply.body.bytes, valueIn(reply.headers, 'content-encoding'), limit)),
  };
}

/** The exchange as the checker wants it; a refusal of the proxy is no reply of the upstream. */
export function recordedOf(observed: Observed, bodies: Bodies, position: Position): RecordedExchange {
  const { method, target, headers, startedAt, reply, enforced } = observed;
  const request = { method, url: target, headers: readHeaders(headers), body: bodies.request };
  const { status = 0, headers: replyHeaders = [] } = reply ?? {};
  const told = { status, headers: readHeaders(replyHeaders), mediaType: undefined, body: bodies.reply };
  return { position, time: startedAt, request, reply: reply && enforced !== 'request' ? told : undefined };
}

function readHeaders(lines: HeaderLines): RecordedExchange['request']['headers'] {
  return headersOf([...pairsOf(lines)].map(([name, value]) => ({ name, value })));
}
