import type { Endpoint } from './endpoint.ts';
import { type AnyResult, statusOf } from './result.ts';

/** How often a call is attempted, and how long it pauses in between. */
export interface RetryOptions {
  /** The first attempt included: 3, as many as GitLab Shell makes. */
  readonly attempts?: number | undefined;
  /** The longest pause before the second attempt, in milliseconds: 500. It doubles from attempt to attempt. */
  readonly minDelay?: number | undefined;
  /** What it never exceeds, unless GitLab itself asks for more by `Retry-After`: 15,000, as with GitLab Shell. */
  readonly maxDelay?: number | undefined;
  /** Also repeats operations of which the contract says that they must never be (`x-gitlab-repeat: never`). */
  readonly always?: boolean | undefined;
}

/** Retries as they are asked for; `false` is a single attempt. */
export type Retry = RetryOptions | false;

/** Makes of a result the pause before the next attempt in milliseconds, or undefined where it is the last. */
export type RetryPolicy = (result: AnyResult) => number | undefined;

/** The policy for an operation; what a call says wins over what its client says. */
export function retryPolicy(
  { repeatable }: Partial<Endpoint>,
  ofClient: Retry = {},
  ofCall: Retry = ofClient,
): RetryPolicy {
  const options: RetryOptions = ofCall ? { ...ofClient, ...ofCall } : { attempts: 1 };
  const { attempts = 3, minDelay = 500, maxDelay = 15_000, always } = options;
  if (!(attempts > 0)) throw new TypeError(`retry.attempts is ${attempts}, not 1 or more`);
  return (result) => {
    if (result.attempts >= attempts || !(repeatable || always) || !isPassing(result)) return undefined;
    // Full jitter: clients that failed together do not come back together.
    const jitter = Math.random() * Math.min(maxDelay, minDelay * 2 ** (result.attempts - 1));
    return ('headers' in result ? askedFor(result.headers['retry-after']) : 0) + jitter;
  };
}

/** What may be gone at the next attempt: a lost connection, too many requests, a proxy without GitLab behind it. */
function isPassing(result: AnyResult): boolean {
  if (result.status === 'timeout') return result.limit === 'attempt';
  return ['transport-error', 429, 502, 503, 504].includes(statusOf(result));
}

/** The milliseconds that `Retry-After` asks for, in seconds or as a date. */
function askedFor(retryAfter = ''): number {
  const seconds = Number(retryAfter);
  return Math.max(0, (seconds >= 0 ? seconds * 1000 : Date.parse(retryAfter) - Date.now()) || 0);
}
