import { attempt, type NoReply, pause } from './attempt.ts';
import type { Credential } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import { type AttemptEvent, masked, type OnAttempt, tell } from './hook.ts';
import type { InputOf } from './messages.ts';
import { type PreparedRequest, prepare } from './request.ts';
import { type AnyResult, type CallFacts, type RawReply, type ResultOf, sortReply, statusOf } from './result.ts';
import { type Retry, type RetryPolicy, retryPolicy } from './retry.ts';
import { declaredCredentials, headersOf, missing } from './security.ts';
import { type Limits, limitsOf, type Timeouts } from './timeouts.ts';

/** What may differ from one call to the next. */
export interface CallOptions {
  /** Sent beside the client's own; one of the same name takes its place. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Ends the call when it is aborted: during an attempt, and between two. */
  readonly signal?: AbortSignal | undefined;
  /** Sent in place of the client's just as they are, whatever the operation declares; an empty list sends none. */
  readonly credentials?: readonly Credential[] | undefined;
  /** `form` sends the body as a form; by default it is the JSON that the contract names for the operation. */
  readonly encoding?: 'json' | 'form' | undefined;
  /** What is left out is as the client has it. */
  readonly timeouts?: Timeouts | undefined;
  /** What is left out is as the client has it. */
  readonly retry?: Retry | undefined;
}

/** The function of an operation; the input may be left out where nothing in it is required. */
export type OperationFunction<Operation> =
  unknown extends InputOf<Operation>
    ? (input?: Record<string, never>, options?: CallOptions) => Promise<ResultOf<Operation>>
    : object extends InputOf<Operation>
      ? (input?: InputOf<Operation>, options?: CallOptions) => Promise<ResultOf<Operation>>
      : (input: InputOf<Operation>, options?: CallOptions) => Promise<ResultOf<Operation>>;

/** What all calls of a client have in common. */
export interface Settings {
  readonly credentials: readonly Credential[];
  readonly timeouts?: Timeouts | undefined;
  readonly retry?: Retry | undefined;
  readonly onAttempt?: OnAttempt | undefined;
  /** Sends a request and reads the reply to its end. */
  readonly send: (request: PreparedRequest, signal: AbortSignal) => Promise<RawReply>;
}

/** How the calls of an operation go, unless they say otherwise. */
interface Manner {
  readonly id: string;
  readonly endpoint: Endpoint;
  readonly credentials: readonly Credential[];
  readonly limits: Limits;
  readonly policy: RetryPolicy;
}

/** A call that is under way. */
interface Call extends Manner {
  readonly request: PreparedRequest;
  readonly signal: AbortSignal | undefined;
  /** When the time for all attempts is up. */
  readonly deadline: number;
}

/** A function that calls an operation; what is the same for all its calls is found out beforehand. */
export function functionOf(settings: Settings, id: string, endpoint: Endpoint) {
  const manner = {
    id,
    endpoint,
    credentials: declaredCredentials(endpoint, settings.credentials),
    limits: limitsOf(id, settings.timeouts),
    policy: retryPolicy(endpoint, settings.retry),
  };
  return (input?: object, options?: CallOptions) => call(settings, manner, input, options);
}

/** It rejects only what the caller has to mend: bad input, bad options, missing credentials. */
async function call(settings: Settings, manner: Manner, input = {}, options: CallOptions = {}): Promise<AnyResult> {
  const { id, endpoint } = manner;
  const { credentials = manner.credentials, encoding, headers, retry, signal, timeouts } = options;
  if (!options.credentials && !credentials.length) throw missing(id, endpoint, settings.credentials);
  const limits = timeouts ? limitsOf(id, settings.timeouts, timeouts) : manner.limits;
  const policy = retry === undefined ? manner.policy : retryPolicy(endpoint, settings.retry, retry);
  const request = prepare(endpoint, input, encoding, headers);
  const deadline = performance.now() + limits.total;
  return attempts(settings, { id, endpoint, credentials, limits, policy, request, signal, deadline });
}

async function attempts(settings: Settings, started: Call): Promise<AnyResult> {
  const { signal, id: operation, request } = started;
  const facts = { operation, requestId: request.headers['x-request-id'], attempts: 0 };
  while (!signal?.aborted) {
    facts.attempts += 1;
    const { result, retryIn } = await attemptOnce(settings, started, { ...facts });
    if (retryIn === undefined) return result;
    await pause(retryIn, signal);
  }
  return { ...facts, status: 'aborted', reason: signal.reason };
}

/** The credentials are made here, so that each attempt has fresh ones. */
async function attemptOnce(settings: Settings, started: Call, facts: CallFacts): Promise<Attempted> {
  const { request, credentials, signal, limits } = started;
  const start = performance.now();
  const left = started.deadline - start;
  let { headers } = request;
  const send = async (ending: AbortSignal) => {
    headers = { ...(await headersOf(credentials)), ...headers };
    return settings.send({ ...request, headers }, ending);
  };
  const outcome = await attempt(send, Math.min(left, limits.attempt), signal);
  const attempted = withRetry(started, resultOf(started, facts, outcome, left));
  void tell(settings.onAttempt, () => eventOf(started, attempted, headers, performance.now() - start));
  return attempted;
}

function resultOf({ endpoint, limits }: Call, facts: CallFacts, outcome: RawReply | NoReply, left: number): AnyResult {
  if ('response' in outcome) return { ...facts, ...sortReply(endpoint.statuses, outcome) };
  if (outcome.status !== 'timeout') return { ...facts, ...outcome };
  const limit = left < limits.attempt ? 'total' : 'attempt';
  return { ...facts, ...outcome, limit, after: limits[limit] };
}

interface Attempted {
  readonly result: AnyResult;
  /** The pause before the next attempt; absent where this was the last. */
  readonly retryIn?: number;
}

/** There is no next attempt where the time for all of them would be up before it. */
function withRetry({ policy, deadline }: Call, result: AnyResult): Attempted {
  const retryIn = policy(result) ?? Infinity;
  return retryIn < deadline - performance.now() ? { result, retryIn } : { result };
}

function eventOf(
  { endpoint: { method, path } }: Call,
  { result, ...pause }: Attempted,
  headers: Readonly<Record<string, string>>,
  duration: number,
): AttemptEvent {
  const { operation, requestId, attempts: attempt } = result;
  const error = 'error' in result && { error: result.error };
  const status = statusOf(result);
  return {
    operation,
    method,
    path,
    attempt,
    requestId,
    headers: masked(headers),
    status,
    duration,
    ...error,
    ...pause,
  };
}
