import { createHash } from 'node:crypto';
import type { JsonObject, OperationSummary } from '@gitlab-internal-api/contract';
import { createParameterReader, type ParameterReader } from './parameters.ts';
import { createRequestFitter, type RequestFitter } from './recorded-fit.ts';
import { createReplyValidator, type ReplyValidator } from './reply-validator.ts';
import { createRequestValidator, type RequestValidator } from './request-validator.ts';

/** Everything that is compiled for one operation. */
export interface Lane {
  readonly definition: JsonObject;
  readonly readRequest: ParameterReader;
  readonly fits: RequestFitter;
  readonly validateRequest: RequestValidator;
  readonly validateReply: ReplyValidator;
}

/** What is compiled when the first exchange needs it, and once for all releases in which an operation is the same. */
export class Lanes {
  readonly #definitions = new Map<string, JsonObject>();
  readonly #lanes = new Map<JsonObject, Lane>();

  /** The definition, or an equal one that is known already. */
  sharedDefinition(id: string, definition: JsonObject): JsonObject {
    const key = createHash('sha256').update(id).update(JSON.stringify(definition)).digest('base64');
    const known = this.#definitions.get(key) ?? definition;
    this.#definitions.set(key, known);
    return known;
  }

  of(operation: OperationSummary, definition: JsonObject): Lane {
    const known = this.#lanes.get(definition) ?? {
      definition,
      readRequest: createParameterReader(operation, definition),
      fits: createRequestFitter(definition),
      validateRequest: whenNeeded(() => createRequestValidator(operation, definition)),
      validateReply: createReplyValidator(definition),
    };
    this.#lanes.set(definition, known);
    return known;
  }
}

/** Most requests are right, and the validator that says what is wrong takes a megabyte for each operation. */
function whenNeeded(create: () => RequestValidator): RequestValidator {
  let created: RequestValidator | undefined;
  return (request) => {
    created ??= create();
    return created(request);
  };
}
