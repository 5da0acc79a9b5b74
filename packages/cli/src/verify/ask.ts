import type { JsonObject, OperationSummary } from '@gitlab-internal-api/contract';
import type { SchemeName } from '@gitlab-internal-api/validator';

/** What is wrong with a credential that is presented, or nothing. */
export type Proof = 'good' | 'wrong' | 'malformed' | 'expired' | 'of another issuer';

/** A credential of a request. */
export interface Presented {
  readonly scheme: SchemeName;
  readonly proof: Proof;
}

/** A body that is sent: a value in a media type, or a text as it is. */
export type Body =
  | { readonly mediaType: string; readonly value: JsonObject | string }
  | { readonly mediaType: string; readonly text: string };

/** Why a reply is expected: it tells the code of the finding. */
export type Expected = 'success' | 'answer' | 'refusal' | 'unauthorized' | 'no route';

/** The statuses that the contract says for a request. */
export interface Expectation {
  readonly kind: Expected;
  readonly statuses: readonly number[];
}

/** A request to make, and what the contract says about its reply. */
export interface Ask {
  /** Undefined where the contract has no operation for it. */
  readonly operation: OperationSummary | undefined;
  /** What is asked: `the example gitlabShell`, `without project`. */
  readonly name: string;
  readonly method: string;
  /** The path as the contract has it, where the contract has it. */
  readonly route: string;
  /** From `/api` on, percent-encoded. */
  readonly path: string;
  readonly query: JsonObject;
  readonly body?: Body | undefined;
  readonly presents: readonly Presented[];
  readonly expects: Expectation;
  /** The parameter or the credential that the request is about, as a JSON pointer. */
  readonly pointer?: string;
  /** Whether it may change something. */
  readonly writes: boolean;
}

/** An operation that was not asked for, and what the facts do not name. */
export interface NotAsked {
  readonly operation: string;
  readonly lack: string;
}
