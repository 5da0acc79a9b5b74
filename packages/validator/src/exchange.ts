import type { JsonObject, OperationSummary } from '@gitlab-internal-api/contract';
import type { Credentials, Headers } from './credential.ts';
import type { Preferences } from './preferences.ts';
import type { Reply } from './reply.ts';
import type { Soon } from './soon.ts';
import type { Violation } from './violation.ts';

/** A request as it came over the wire; the target is the path with its query. */
export interface RequestMessage {
  readonly method: string;
  readonly target: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** Who can reach the listener that took it; undefined where there was none. */
  readonly reach?: Reach;
  /** Tells once that the client has gone away, until the function that it returns is called. */
  readonly whenGone?: ((tell: () => void) => () => void) | undefined;
}

/** Who can reach a listener: processes of this machine, by an address or by a socket file, or others too. */
export type Reach = 'loopback' | 'socket' | 'network';

/** How a request that breaks the contract is treated (RFC 7240's `handling`). */
export type Handling = 'strict' | 'lenient';

/** A request that reached an operation, understood. */
export interface OperationRequest {
  readonly operation: OperationSummary;
  readonly message: RequestMessage;
  /** Path, query and body merged and coerced, as GitLab merges them. */
  readonly input: JsonObject;
  /** What the request presents of the operation's security. */
  readonly credentials: Credentials;
  readonly handling: Handling;
  /** What its `Prefer` header asks for. */
  readonly preferences: Preferences;
  readonly requestId: string;
}

/** What one request led to: for the log, the journal and the checker. */
export interface Exchange {
  readonly requestId: string;
  readonly message: RequestMessage;
  /** Undefined when the request reached no operation. */
  readonly operation?: OperationSummary | undefined;
  /** Path, query and body as they were understood; undefined where they could not be. */
  readonly input?: JsonObject;
  /** What was found of its credentials; undefined where nobody looked at them. */
  readonly credentials?: 'accepted' | 'refused' | undefined;
  /** What was wrong with the request. */
  readonly violations: readonly Violation[];
  readonly reply: Reply;
  /** What was wrong with the reply that a responder made: a defect of the responder. */
  readonly defect?: unknown;
  /** The operation that an unknown path probably meant. */
  readonly hint?: string | undefined;
  /** The name of the fault that struck. Its reply is the fault's, or is broken on its way; status 444 stands for none at all. */
  readonly fault?: string | undefined;
  /** What happens to the reply on its way to the client. */
  readonly delivery?: Delivery | undefined;
  /** What the responder tells about the request beyond its reply, for example why a credential was refused. */
  readonly remarks: Readonly<Record<string, unknown>>;
  /** How long the answer took, in milliseconds; undefined where the request could not be read. */
  readonly duration?: number;
  /** The body of the reply as it is sent; undefined where there is none, or where nobody has sent it. */
  readonly text?: string | undefined;
}

/** What happens to a reply on its way: it is late, and maybe broken. */
export interface Delivery {
  /** Seconds for which it is held back. */
  readonly wait?: number | undefined;
  /** The connection ends before the first byte of the reply, or in the middle of its body. */
  readonly cut?: 'before' | 'within' | undefined;
  readonly garble?: 'malformed-json' | 'wrong-content-type' | undefined;
}

/** What becomes of a request that was found good, beyond that its operation answers it. */
export interface Interference {
  /** The name of the fault that strikes; its reply may be anything, also what the contract does not declare. */
  readonly fault?: string | undefined;
  /** Answered in place of the operation, which then does not run. */
  readonly reply?: Reply | undefined;
  readonly delivery?: Delivery | undefined;
  /** The preferences that are honoured, as `Preference-Applied` tells them. */
  readonly applied: readonly string[];
  readonly hint?: string | undefined;
}

/** How one request that the pipeline has understood is answered, step by step. */
export interface Answering {
  /** A refusal that comes before any look at a credential. */
  gate?(request: OperationRequest, remarks: Record<string, unknown>): Soon<Reply | undefined>;
  /** A refusal of the credentials; undefined when they are accepted. */
  authenticate?(request: OperationRequest, remarks: Record<string, unknown>): Soon<Reply | undefined>;
  /** Something else than the operation's own answer, once nothing speaks against the request. */
  interfere?(request: OperationRequest, remarks: Record<string, unknown>): Soon<Interference | undefined>;
  respond(request: OperationRequest, remarks: Record<string, unknown>): Soon<Reply>;
}

/** Who answers requests: with the same steps each, or with steps of its own, which remember what the ones before have found. */
export type Responder = Answering | { begin(): Answering };

/** Thrown where a responder answers something that the contract does not declare. */
export class BrokenReplyError extends Error {
  override name = 'BrokenReplyError';
  readonly violations: readonly Violation[];

  constructor(operation: string, reply: Reply, violations: readonly Violation[]) {
    const remarks = violations.map(({ in: place, pointer, message }) => `${place} ${pointer || '/'}: ${message}`);
    super(`the ${reply.status} reply of ${operation} breaks the contract: ${remarks.join('; ')}`);
    this.violations = violations;
  }
}

/** Thrown where a responder cannot carry a request to its operation at all: the reply is not the operation's. */
export class CarrierRefusal extends Error {
  override name = 'CarrierRefusal';
  readonly reply: Reply;

  /** The message is told in `Gitlab-Stub-Hint`. */
  constructor(reply: Reply, hint: string) {
    super(hint);
    this.reply = reply;
  }
}

/** Thrown where a responder cannot answer for now; the request may be repeated after a number of seconds. */
export class UnavailableError extends Error {
  override name = 'UnavailableError';
  readonly retryAfter: number;

  constructor(retryAfter: number, options?: ErrorOptions) {
    super(`unavailable for about ${retryAfter} seconds`, options);
    this.retryAfter = retryAfter;
  }
}
