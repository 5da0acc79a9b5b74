export type { Operations } from '../generated/operations.ts';
export type { CallOptions, OperationFunction, RawClient } from './call.ts';
export { type Client, type ClientOptions, createClient } from './client.ts';
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
export type { DeclaredReply, ReplyHeaders, Result, UndeclaredReply } from './result.ts';
