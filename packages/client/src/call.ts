import type { Input, OperationId } from '@gitlab-internal-api/contract';
import type { paths } from '@gitlab-internal-api/contract/source/types.ts';
import type { Client as OpenapiFetchClient } from 'openapi-fetch';
import { endpoints } from '../generated/operations.ts';
import type { Credential } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import { type RawReply, type Result, resultOf } from './result.ts';
import { declaredCredentials, headersOf } from './security.ts';

/** What may differ from one call to the next. */
export interface CallOptions {
  /** Sent beside the client's own; one of the same name takes its place. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Sent in place of the client's just as they are, whatever the operation declares; an empty list sends none. */
  readonly credentials?: readonly Credential[] | undefined;
}

/** The function of an operation; the input may be left out where nothing in it is required. */
export type OperationFunction<Id extends OperationId> =
  unknown extends Input<Id>
    ? (input?: Record<string, never>, options?: CallOptions) => Promise<Result<Id>>
    : object extends Input<Id>
      ? (input?: Input<Id>, options?: CallOptions) => Promise<Result<Id>>
      : (input: Input<Id>, options?: CallOptions) => Promise<Result<Id>>;

/** Calls the operation of that id. */
export type Call = <Id extends OperationId>(
  id: Id,
  input: object | undefined,
  options: CallOptions | undefined,
) => Promise<Result<Id>>;

/** The plain openapi-fetch client, typed by the paths of the contract. */
export type RawClient = OpenapiFetchClient<paths>;

type Send = (method: string, path: string, init: object) => Promise<RawReply>;

/** Calls operations through an openapi-fetch client with these credentials. */
export function callThrough(raw: RawClient, credentials: readonly Credential[]): Call {
  // openapi-fetch knows its types by literal paths; here the path is a value, and the types are those of the functions.
  const send = raw.request as unknown as Send;
  return async (id, input = {}, options = {}) => {
    const endpoint = endpoints[id];
    const sent = await headersOf(options.credentials ?? declaredCredentials(id, endpoint, credentials));
    const { signal = null } = options;
    const headers = { ...contentType(endpoint), ...sent, ...options.headers };
    const init = { ...placed(endpoint, input), headers, signal, parseAs: 'text' };
    return resultOf(endpoint.statuses, await send(endpoint.method, endpoint.path, init));
  };
}

function contentType({ mediaType }: Endpoint): Record<string, string> {
  return mediaType ? { 'Content-Type': mediaType } : {};
}

/** Puts each parameter of the input where the operation expects it. */
function placed({ path, mediaType }: Endpoint, input: object): object {
  const isInPath = ([name]: [string, unknown]) => path.includes(`{${name}}`);
  const parameters = Object.entries(input);
  const params = { path: Object.fromEntries(parameters.filter(isInPath)) };
  const rest = Object.fromEntries(parameters.filter((parameter) => !isInPath(parameter)));
  return mediaType ? { params, body: rest } : { params: { ...params, query: rest } };
}
