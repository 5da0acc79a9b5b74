import type { DateName, Editions, LatestEdition } from '../generated/operations.ts';
import type { Edition } from './endpoint.ts';

/** What an edition says of its operations, by `operationId`. */
export type OperationsOf<V extends Edition> = Editions[V]['operations'];

/** The operations of an edition, by `operationId`. */
export type OperationId<V extends Edition = LatestEdition> = keyof OperationsOf<V>;

/** The parameters of an operation from path, query and body in one object, as a caller has to send them. */
export type Input<Id extends OperationId<V>, V extends Edition = LatestEdition> = InputOf<OperationsOf<V>[Id]>;

/** The same of an operation's type; `unknown` where it takes no parameters. */
export type InputOf<Operation> = WithDates<In<Operation, 'path'> & In<Operation, 'query'> & Body<Operation>>;

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

/** A date is a text or a `Date`, wherever it stands. */
type WithDates<Value> = Value extends object
  ? { [Name in keyof Value]: Name extends DateName ? Value[Name] | Date : WithDates<Value[Name]> }
  : Value;
