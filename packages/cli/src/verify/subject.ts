import { isObject, type Json, type JsonObject, type OperationSummary } from '@gitlab-internal-api/contract';
import type { Ask, Body, Expectation, Presented } from './ask.ts';
import type { Example } from './examples.ts';
import type { Facts } from './facts.ts';
import { type Parameters, pathOf } from './parameters.ts';
import type { Run } from './substitution.ts';

/** An operation that is asked for, with requests that the server should answer well. */
export interface Subject {
  readonly operation: OperationSummary;
  readonly definition: JsonObject;
  /** With what the server has in the place of what the contract names; never empty. */
  readonly examples: readonly [Example, ...Example[]];
  readonly good: readonly Presented[];
  readonly facts: Facts;
  readonly run: Run;
}

/** What of a request is not as in its example. */
interface Otherwise {
  readonly presents?: readonly Presented[];
  readonly method?: string;
  /** After the path. */
  readonly suffix?: string;
  readonly body?: Body | undefined;
  readonly mediaType?: string | undefined;
  readonly pointer?: string;
  readonly writes?: boolean;
}

/** A request of an operation. */
export function askOf(
  { operation, good }: Subject,
  name: string,
  parameters: Parameters,
  expects: Expectation,
  { presents, method, suffix = '', pointer, writes, mediaType, ...otherwise }: Otherwise = {},
): Ask {
  return {
    operation,
    name,
    route: operation.path,
    method: method ?? operation.method.toUpperCase(),
    path: `${pathOf(operation, parameters.path)}${suffix}`,
    query: parameters.query,
    body: 'body' in otherwise ? otherwise.body : bodyOf(operation, parameters.body, mediaType),
    presents: presents ?? good,
    expects,
    writes: writes ?? operation.repeat !== 'safe',
    ...(pointer !== undefined && { pointer }),
  };
}

function bodyOf(
  { requestMediaTypes: [first] }: OperationSummary,
  value: Json | undefined,
  mediaType = first,
): Body | undefined {
  if (mediaType === undefined || value === undefined) return undefined;
  return { mediaType, value: isObject(value) ? value : String(value) };
}
