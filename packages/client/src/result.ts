import type { OperationId, Reply, Status } from '@gitlab-internal-api/contract';
import type { operations } from '@gitlab-internal-api/contract/source/types.ts';

/** The headers of a reply under their names in lower case, first of all those that the contract declares. */
export type ReplyHeaders<Declared extends string = never> = { readonly [Name in Declared]?: string } & {
  readonly [name: string]: string | undefined;
};

/** A reply with a status that the contract does not declare for the operation, or without the JSON that it declares. */
export interface UndeclaredReply {
  readonly status: 'undeclared';
  /** The status itself. */
  readonly code: number;
  /** The text, if it is no JSON. */
  readonly body: unknown;
  readonly headers: ReplyHeaders;
}

/** What became of a call: one of the replies that the contract declares for the operation, or an undeclared one. */
export type Result<Id extends OperationId> = DeclaredReply<Id> | UndeclaredReply;

/** A reply that the contract declares, with its body, which is undefined where the contract has none. */
export type DeclaredReply<Id extends OperationId> = {
  [Code in Status<Id>]: {
    readonly status: Code;
    readonly body: BodyOf<Id, Code>;
    readonly headers: ReplyHeaders<HeaderName<Id, Code>>;
  };
}[Status<Id>];

type BodyOf<Id extends OperationId, Code> =
  Extract<Reply<Id>, { status: Code }> extends { body: infer Body } ? Body : undefined;

type HeaderName<Id extends OperationId, Code extends Status<Id>> = operations[Id]['responses'][Code] extends {
  headers: infer Headers;
}
  ? Lowercase<
      keyof { [Name in keyof Headers as string extends Name ? never : number extends Name ? never : Name]: Name } &
        string
    >
  : never;

/** What openapi-fetch answers when it is told to leave a good reply as text. */
export interface RawReply {
  readonly data?: string | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/** Sorts a reply into those that an operation declares. */
export function resultOf<Id extends OperationId>(statuses: readonly number[], reply: RawReply): Result<Id> {
  const { status, headers } = reply.response;
  const body = readBody(reply);
  const result = { status, body, headers: Object.fromEntries(headers) };
  const declared = statuses.includes(status) && (status === 204 || isJson(body));
  // The status tells which of the declared replies it is; the contract stands for its shape.
  return (declared ? result : { ...result, status: 'undeclared', code: status }) as Result<Id>;
}

/** Of every other reply, 300 among them, openapi-fetch has made JSON if it was any. */
function readBody({ data, error }: RawReply): unknown {
  if (data === undefined) return error;
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}

/** No operation answers with a mere string, so a string is text that was no JSON: the page of a proxy, for example. */
function isJson(body: unknown): boolean {
  return body !== undefined && typeof body !== 'string';
}
