import type { operationTable } from '../generated/operations.ts';
import type { operations } from '../generated/source/types.ts';

/** The operations of all editions, by `operationId`. */
export type OperationId = keyof operations & keyof typeof operationTable;

type In<Id extends OperationId, Place extends string> = operations[Id]['parameters'] extends {
  [P in Place]?: infer Values;
}
  ? OrNothing<Extract<Values, object>>
  : unknown;

type OrNothing<Values> = [Values] extends [never] ? unknown : Values;

/** The body in any media type; a JSON text in place of an object is decoded before anyone sees it. */
type Body<Id extends OperationId> = operations[Id] extends { requestBody?: infer RequestBody }
  ? [NonNullable<RequestBody>] extends [{ content: infer Content }]
    ? OrNothing<Extract<Content[keyof Content], object>>
    : unknown
  : unknown;

/** The parameters of an operation from path, query and body in one object, as a caller has to send them. */
export type Input<Id extends OperationId> = In<Id, 'path'> & In<Id, 'query'> & Body<Id>;

/** The statuses that an operation declares, over all editions. */
export type Status<Id extends OperationId> = keyof operations[Id]['responses'] & number;

type ReplyOf<Code, Response> = Response extends { content: infer Content }
  ? {
      readonly status: Code;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: Content[keyof Content];
    }
  : { readonly status: Code; readonly headers?: Readonly<Record<string, string>> };

/** The replies that an operation declares, over all editions, discriminated by their status. */
export type Reply<Id extends OperationId> = {
  [Code in Status<Id>]: ReplyOf<Code, operations[Id]['responses'][Code]>;
}[Status<Id>];
