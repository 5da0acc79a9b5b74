import type { LatestEdition } from '../generated/operations.ts';
import type { Edition } from './endpoint.ts';
import type { OperationId, OperationsOf } from './messages.ts';

/** The headers of a reply under their names in lower case, first of all those that the contract declares. */
export type ReplyHeaders<Declared extends string = never> = { readonly [Name in Declared]?: string } & {
  readonly [name: string]: string | undefined;
};

/** What each result tells of its call. */
export interface CallFacts {
  readonly operation: string;
  /** The `X-Request-Id` of all its attempts, under which GitLab's logs have them. */
  readonly requestId: string;
  /** How many times the request was sent. */
  readonly attempts: number;
}

/** A reply with a status that the contract does not declare for the operation, or without the JSON that it declares. */
export interface UndeclaredReply extends CallFacts {
  readonly status: 'undeclared';
  /** The status itself; of a redirect, which is never followed, browsers tell only 0. */
  readonly code: number;
  /** The text, if it is no JSON. */
  readonly body: unknown;
  readonly headers: ReplyHeaders;
}

/** The request or its reply was lost on the way. */
export interface TransportError extends CallFacts {
  readonly status: 'transport-error';
  readonly error: Error;
}

/** No reply came in time. */
export interface Timeout extends CallFacts {
  readonly status: 'timeout';
  /** Which of the limits it was. */
  readonly limit: 'attempt' | 'total';
  /** The limit in milliseconds. */
  readonly after: number;
}

/** The signal of the call was aborted. */
export interface Aborted extends CallFacts {
  readonly status: 'aborted';
  readonly reason: unknown;
}

/** What may become of any call. */
export type Failure = UndeclaredReply | TransportError | Timeout | Aborted;

/** A reply that the contract declares for some operation. */
interface AnyReply extends CallFacts {
  readonly status: number;
  readonly body: unknown;
  readonly headers: ReplyHeaders;
}

/** What became of a call of whichever operation. */
export type AnyResult = AnyReply | Failure;

/** The status of the reply, or why there is none. */
export type StatusOrReason = number | 'transport-error' | 'timeout' | 'aborted';

/** The status of the reply, whether the contract declares it or not. */
export function statusOf(result: AnyResult): StatusOrReason {
  return result.status === 'undeclared' ? result.code : result.status;
}

/** What became of a call: one of the replies that the contract declares for the operation, or a failure. */
export type Result<Id extends OperationId<V>, V extends Edition = LatestEdition> = ResultOf<OperationsOf<V>[Id]>;

/** The same of an operation's type. */
export type ResultOf<Operation> = DeclaredReply<Operation> | Failure;

/** A reply that the contract declares, with its body, which is undefined where the contract has none. */
export type DeclaredReply<Operation> = Operation extends { responses: infer Responses }
  ? {
      [Code in keyof Responses & number]: CallFacts & {
        readonly status: Code;
        readonly body: BodyOf<Responses[Code]>;
        readonly headers: ReplyHeaders<HeaderName<Responses[Code]>>;
      };
    }[keyof Responses & number]
  : never;

type BodyOf<Response> = Response extends { content: infer Content } ? Content[keyof Content] : undefined;

type HeaderName<Response> = Response extends { headers: infer Headers }
  ? Lowercase<
      keyof { [Name in keyof Headers as string extends Name ? never : number extends Name ? never : Name]: Name } &
        string
    >
  : never;

/** A reply as it came. */
export interface RawReply {
  readonly response: Pick<Response, 'status' | 'headers'>;
  readonly text: string;
}

type Reply = Omit<AnyReply, keyof CallFacts> | Omit<UndeclaredReply, keyof CallFacts>;

/** Sorts a reply into those that an operation declares. */
export function sortReply(statuses: readonly number[], { response, text }: RawReply): Reply {
  const { status } = response;
  const body = readBody(text);
  const result = { status, body, headers: Object.fromEntries(response.headers) };
  // No operation answers with a mere string, so a string is text that was no JSON: the page of a proxy, for example.
  const declared = statuses.includes(status) && (status === 204 || !['string', 'undefined'].includes(typeof body));
  return declared ? result : { ...result, status: 'undeclared', code: status };
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text || undefined;
  }
}
