import type { Input, OperationId, Reply } from '@gitlab-internal-api/contract';
import type { operationTable } from '@gitlab-internal-api/contract/operations';
import type { Soon } from '@gitlab-internal-api/validator';
import type { Caller } from './authentication/caller.ts';
import type { Clock } from './clock.ts';
import type { Edition } from './edition.ts';
import type { Random } from './random.ts';
import type { Store } from './store/store.ts';
import type { Instance } from './world/instance.ts';

/** What a handler gets beside its input. */
export interface Context<Id extends OperationId> {
  /** What authentication found. */
  readonly caller: CallerOf<Id>;
  /** The release that is served. */
  readonly edition: Edition;
  /** The settings of the world. */
  readonly instance: Instance;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** Remarks for log and journal that the reply must not carry. */
  readonly remarks: Record<string, unknown>;
}

/** Answers an operation with one of the replies that the contract declares for it. */
export type Handler<Id extends OperationId> = (input: HandlerInput<Id>, context: Context<Id>) => Soon<Reply<Id>>;

/** What reaches a handler: of an operation that GitLab does not validate, anything may be absent or miss its pattern. */
export type HandlerInput<Id extends OperationId> = (typeof operationTable)[Id]['lenient'] extends true
  ? Loose<Input<Id>>
  : Input<Id>;

type Loose<Value> = Value extends readonly (infer Item)[]
  ? Loose<Item>[]
  : Value extends object
    ? { [Key in keyof Value]?: Loose<Value[Key]> | undefined }
    : Value extends string
      ? string
      : Value;

type CallerOf<Id extends OperationId> = Extract<Caller, { area: (typeof operationTable)[Id]['area'] }>;
