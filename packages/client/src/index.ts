export type { CallOptions, OperationFunction } from './call.ts';
export { type Client, type ClientOptions, createClient, type RawClient } from './client.ts';
export {
  agentToken,
  type Credential,
  CredentialError,
  type CredentialName,
  errorTrackingToken,
  kasJwt,
  type Now,
  privateToken,
  type Secret,
  scimToken,
  sharedSecret,
  shellJwt,
} from './credentials.ts';
export type { Edition } from './endpoint.ts';
export type { AttemptEvent, OnAttempt } from './hook.ts';
export type { Input, OperationId } from './messages.ts';
export type {
  Aborted,
  AnyResult,
  CallFacts,
  Failure,
  ReplyHeaders,
  Result,
  Timeout,
  TransportError,
  UndeclaredReply,
} from './result.ts';
export type { Retry, RetryOptions } from './retry.ts';
export type { Timeouts } from './timeouts.ts';
export { GitlabApiError, type SuccessBody, unwrap } from './unwrap.ts';
