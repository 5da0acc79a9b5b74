import type { components as controlComponents, operations as controlOperations } from '../generated/control/types.ts';
import type { operationTable } from '../generated/operations.ts';
import type { operations } from '../generated/source/types.ts';

/** The operations of all editions, by `operationId`. */
export type OperationId = keyof operations & keyof typeof operationTable;

/** The operations of the control API, by `operationId`. */
export type ControlOperationId = keyof controlOperations;

/** The schemas of the control API, by name. */
export type ControlSchemas = controlComponents['schemas'];

type In<Operation, Place extends string> = Operation extends { parameters: { [P in Place]?: infer Values } }
  ? OrNothing<Extract<Values, object>>
  : unknown;

type OrNothing<Values> = [Values] extends [never] ? unknown : Values;

/** The body in any media type; a JSON text in place of an object is decoded before anyone sees it. */
type Body<Operation> = Operation extends { requestBody?: infer RequestBody }
  ? [NonNullable<RequestBody>] extends [{ content: infer Content }]
    ? OrNothing<Extract<Content[keyof Content], object>>
    : unknown
  : unknown;

type InputOf<Operation> = In<Operation, 'path'> & In<Operation, 'query'> & Body<Operation>;

/** The parameters of an operation from path, query and body in one object, as a caller has to send them. */
export type Input<Id extends OperationId> = InputOf<operations[Id]>;

/** The parameters of an operation of the control API in one object. */
export type ControlInput<Id extends ControlOperationId> = InputOf<controlOperations[Id]>;

/** The statuses that an operation declares, over all editions. */
export type Status<Id extends OperationId> = keyof operations[Id]['responses'] & number;

type ReplyWith<Code, Response> = Response extends { content: infer Content }
  ? {
      readonly status: Code;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: Content[keyof Content];
    }
  : { readonly status: Code; readonly headers?: Readonly<Record<string, string>> };

type ReplyOf<Responses> = {
  [Code in keyof Responses & number]: ReplyWith<Code, Responses[Code]>;
}[keyof Responses & number];

/** The replies that an operation declares, over all editions, discriminated by their status. */
export type Reply<Id extends OperationId> = ReplyOf<operations[Id]['responses']>;

/** The replies that an operation of the control API declares, discriminated by their status. */
export type ControlReply<Id extends ControlOperationId> = ReplyOf<controlOperations[Id]['responses']>;
