import type { JsonObject } from '@gitlab-internal-api/contract';
import type { Headers } from './credential.ts';

/** A request that somebody recorded; what is undefined was not recorded. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query, without what an installation puts in front of `/api`. */
  readonly target: string;
  readonly headers: Headers | undefined;
  readonly body: Uint8Array | undefined;
  /** Query and body merged, as logs keep them, in place of a body. */
  readonly parameters?: JsonObject | undefined;
}

/** A reply that somebody recorded; what is undefined was not recorded. */
export interface RecordedReply {
  readonly status: number;
  readonly headers: Headers | undefined;
  readonly mediaType: string | undefined;
  readonly body: Uint8Array | undefined;
}
