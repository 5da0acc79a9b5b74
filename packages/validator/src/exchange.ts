import type { JsonObject, OperationSummary } from '@gitlab-internal-api/contract';
import type { Credentials, Headers } from './credential.ts';
import type { Preferences } from './preferences.ts';
import type { Reply } from './reply.ts';
import type { Violation } from './violation.ts';

/** A request as it came over the wire; the target is the path with its query. */
export interface RequestMessage {
  readonly method: string;
  readonly target: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** Who can reach the listener that took it; undefined where there was none. */
  readonly reach?: Reach;
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
  /** What was wrong with the request. */
  readonly violations: readonly Violation[];
  readonly reply: Reply;
  /** What was wrong with the reply that a responder made: a defect of the responder. */
  readonly defect?: unknown;
  /** The operation that an unknown path probably meant. */
  readonly hint?: string | undefined;
  /** What the responder tells about the request beyond its reply, for example why a credential was refused. */
  readonly remarks: Readonly<Record<string, unknown>>;
  /** How long the answer took, in milliseconds; undefined where the request could not be read. */
  readonly duration?: number;
}

/** Who answers requests that the pipeline has understood: the stub, a recording or an upstream. */
export interface Responder {
  /** A refusal that comes before any look at a credential. */
  gate?(request: OperationRequest, remarks: Record<string, unknown>): Promise<Reply | undefined>;
  /** A refusal of the credentials; undefined when they are accepted. */
  authenticate?(request: OperationRequest, remarks: Record<string, unknown>): Promise<Reply | undefined>;
  respond(request: OperationRequest, remarks: Record<string, unknown>): Promise<Reply>;
}

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
