import {
  allOperations,
  type Document,
  type JsonObject,
  type OperationSummary,
  operationObjects,
} from '@gitlab-internal-api/contract';
import { isBare } from './bare-object.ts';
import { mediaTypeOf } from './body.ts';
import { carrierReplies } from './carrier.ts';
import { presentedCredentials } from './credential.ts';
import {
  type Answering,
  BrokenReplyError,
  CarrierRefusal,
  type Exchange,
  type Handling,
  type Interference,
  type OperationRequest,
  type RequestMessage,
  type Responder,
  UnavailableError,
} from './exchange.ts';
import { explained } from './explain.ts';
import { withoutWrongTypes } from './lenient.ts';
import { createParameterReader, type ParameterReader, type ReadParameters } from './parameters.ts';
import { type Preferences, preferencesOf, withApplied } from './preferences.ts';
import { refuse } from './refusal.ts';
import type { Reply } from './reply.ts';
import { createReplyValidator, type ReplyValidator } from './reply-validator.ts';
import { createRequestValidator, type RequestValidator } from './request-validator.ts';
import { nearestOperation, Routes } from './route.ts';
import { after, attempt, type Soon } from './soon.ts';
import type { Violation } from './violation.ts';

/** How a pipeline treats requests. */
export interface PipelineOptions {
  readonly document: Document;
  readonly responder: Responder;
  readonly handling: Handling;
  /** Stands around all that the responder does for one request, and may throw an UnavailableError. */
  readonly guard?: (<Result>(answer: () => Soon<Result>) => Soon<Result>) | undefined;
}

/** Everything that is made once for one operation. */
interface Lane {
  readonly readRequest: ParameterReader;
  readonly validateRequest: RequestValidator;
  readonly validateReply: ReplyValidator;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** What is answered; free is a reply that no contract speaks about. */
interface Answered extends Pick<Exchange, 'reply' | 'fault' | 'delivery' | 'hint'> {
  readonly isFree?: boolean;
}

/** What is known of an exchange so far, also when something is thrown then. */
type Progress = Pick<Exchange, 'requestId' | 'message'> & {
  readonly operation: OperationSummary;
  readonly remarks: Record<string, unknown>;
  credentials?: Exchange['credentials'];
};

/** The way of a request: match, parse, gate, authenticate, validate, interfere, respond, validate the reply. */
export class Pipeline {
  readonly operations: readonly OperationSummary[];
  readonly #routes: Routes;
  readonly #definitions: ReadonlyMap<string, JsonObject>;
  readonly #lanes = new Map<OperationSummary, Lane>();
  readonly #responder: Responder;
  readonly #handling: Handling;
  readonly #guard: NonNullable<PipelineOptions['guard']>;

  constructor({ document, responder, handling, guard = (answer) => answer() }: PipelineOptions) {
    this.operations = allOperations(document);
    this.#routes = new Routes(this.operations);
    this.#responder = responder;
    this.#handling = handling;
    this.#guard = guard;
    this.#definitions = operationObjects(document);
  }

  /** Answers one request; never fails: what goes wrong inside is a 500 whose cause is the exchange's `defect`. */
  handle(message: RequestMessage, requestId: string): Soon<Exchange> {
    const start = performance.now();
    return after(this.#answer(message, requestId), (exchange: Mutable<Exchange>) => {
      exchange.duration = performance.now() - start;
      return exchange;
    });
  }

  #answer(message: RequestMessage, requestId: string): Soon<Exchange> {
    const pathname = pathOf(message.target);
    const match = this.#routes.match(message.method, pathname);
    if ('operation' in match) {
      const progress: Progress = { requestId, message, operation: match.operation, remarks: {} };
      return attempt(
        () => this.#read(progress, match.path),
        (error) => failed(progress, error),
      );
    }
    const nothing = { requestId, message, violations: [], remarks: {} };
    if ('allowed' in match && /^\/(api\/scim|-)\//.test(pathname))
      return { ...nothing, reply: carrierReplies.methodNotAllowed(match.allowed) };
    const nearest = nearestOperation(this.operations, message.method, pathname);
    const hint = nearest && `${nearest.method.toUpperCase()} ${nearest.path} (${nearest.id})`;
    return { ...nothing, reply: carrierReplies.notFound(), hint };
  }

  #read(progress: Progress, path: JsonObject): Soon<Exchange> {
    const lane = this.#laneOf(progress.operation);
    return after(lane.readRequest(progress.message, path), (read) =>
      'reply' in read ? { ...progress, ...read } : this.#validate(progress, read, lane),
    );
  }

  #validate(progress: Progress, read: ReadParameters, lane: Lane): Soon<Exchange> {
    const { message, requestId, operation } = progress;
    const violations = lane.validateRequest(read);
    const preferences = preferencesOf(message.headers);
    const preferred = operation.lenient ? handlingOf(preferences) : undefined;
    const handling = operation.lenient ? (preferred ?? this.#handling) : 'strict';
    const tolerant = handling === 'lenient' && violations.length > 0;
    const fit = tolerant ? withFittingTypes(read) : read;
    const refused = tolerant ? intolerable(fit, operation, lane) : violations;
    const request = understand(message, requestId, operation, { handling, preferences, read, fit });
    return after(
      this.#guard(() => this.#enter(request, refused, progress)),
      (answered) => finish(progress, request, { violations, preferred, answered, lane }),
    );
  }

  /** What an operation needs is compiled when it is first asked for. */
  #laneOf(operation: OperationSummary): Lane {
    const known = this.#lanes.get(operation);
    if (known) return known;
    const definition = this.#definitions.get(operation.id) ?? {};
    const lane = {
      readRequest: createParameterReader(operation, definition),
      validateRequest: createRequestValidator(operation, definition),
      validateReply: createReplyValidator(definition),
    };
    this.#lanes.set(operation, lane);
    return lane;
  }

  #enter(request: OperationRequest, refused: readonly Violation[], progress: Progress): Soon<Answered> {
    const steps = 'begin' in this.#responder ? this.#responder.begin() : this.#responder;
    return after(steps.gate?.(request, progress.remarks), (closed) =>
      closed ? { reply: closed } : authenticate(steps, request, refused, progress),
    );
  }
}

function authenticate(
  steps: Answering,
  request: OperationRequest,
  refused: readonly Violation[],
  progress: Progress,
): Soon<Answered> {
  return after(steps.authenticate?.(request, progress.remarks), (refusal) => {
    if (steps.authenticate) progress.credentials = refusal ? 'refused' : 'accepted';
    if (refusal) return { reply: refusal };
    if (refused.length > 0) return { reply: refuse(request.operation, refused, request.input) };
    return respond(steps, request, progress.remarks);
  });
}

/** What the operation answers, or what is done in its place. */
function respond(steps: Answering, request: OperationRequest, remarks: Record<string, unknown>): Soon<Answered> {
  return after(steps.interfere?.(request, remarks), (interference) =>
    after(interference?.reply ?? steps.respond(request, remarks), (reply) =>
      interference ? interfered(interference, reply) : { reply },
    ),
  );
}

function interfered({ applied, ...interference }: Interference, reply: Reply): Answered {
  const isFree = interference.fault !== undefined && interference.reply !== undefined;
  return { ...interference, reply: applied.reduce(withApplied, reply), isFree };
}

/** What came out of a request, for its last step. */
interface Findings {
  readonly violations: readonly Violation[];
  readonly preferred: Handling | undefined;
  readonly answered: Answered;
  readonly lane: Lane;
}

function finish(progress: Progress, request: OperationRequest, findings: Findings): Exchange {
  const { requestId, message, operation, remarks, credentials } = progress;
  const { violations, preferred, lane } = findings;
  const { isFree, reply, fault, delivery, hint } = findings.answered;
  const defect = isFree ? undefined : defectOf(request, reply, lane);
  const handled = preferred ? withApplied(reply, `handling=${preferred}`) : reply;
  const told = request.preferences.has('explain') ? explained(handled, { violations, remarks }) : handled;
  const { input } = request;
  const about = { requestId, message, operation, remarks, credentials, input, violations };
  return { ...about, reply: told, fault, delivery, hint, defect };
}

function failed(progress: Progress, error: unknown): Exchange {
  const about = { ...progress, violations: [] };
  if (error instanceof UnavailableError) return { ...about, reply: carrierReplies.unavailable(error.retryAfter) };
  if (error instanceof CarrierRefusal) return { ...about, reply: error.reply, hint: error.message };
  const defect = error ?? new Error('the responder failed without a reason');
  return { ...about, reply: carrierReplies.internalServerError(), defect };
}

function defectOf(
  { operation, message, requestId }: OperationRequest,
  reply: Reply,
  { validateReply }: Lane,
): BrokenReplyError | undefined {
  const headers = lowerCased(reply.headers, requestId);
  const mediaType = mediaTypeOf(headers['content-type']) ?? operation.replyMediaType;
  const bodiless = message.method === 'HEAD' && reply.body === undefined;
  const violations = validateReply({ status: reply.status, headers, mediaType, body: reply.body, bodiless });
  return violations.length > 0 ? new BrokenReplyError(operation.id, reply, violations) : undefined;
}

/** The path of a target, without its query. */
function pathOf(target: string): string {
  const query = target.indexOf('?');
  return query < 0 ? target || '/' : target.slice(0, query) || '/';
}

function understand(
  message: RequestMessage,
  requestId: string,
  operation: OperationSummary,
  { handling, preferences, read, fit }: Pick<OperationRequest, 'handling' | 'preferences'> & Readings,
): OperationRequest {
  const whole = inputOf(read);
  const credentials = presentedCredentials(operation, message.headers, whole);
  const input = fit === read ? whole : inputOf(fit);
  return { operation, message, requestId, handling, preferences, credentials, input };
}

/** The parameters as they came, and as far as a handler can take them. */
interface Readings {
  readonly read: ReadParameters;
  readonly fit: ReadParameters;
}

function inputOf({ query, body, path }: ReadParameters): JsonObject {
  if (body && isBare(query) && isBare(path)) return body;
  return isBare(path) && !body ? query : { ...query, ...body, ...path };
}

function withFittingTypes({ query, body, ...read }: ReadParameters): ReadParameters {
  const fit = (parameters: JsonObject) => withoutWrongTypes(parameters, read.schema);
  return { ...read, query: fit(query), body: body && fit(body) };
}

/**
 * What is refused in lenient handling too: GitLab crashes without `key` and without a repository, where the stub answers 400.
 */
function intolerable(read: ReadParameters, { id }: OperationSummary, { validateRequest }: Lane): Violation[] {
  return validateRequest(read).filter(
    ({ code, names }) =>
      code === 'missing-alternative' || (code === 'missing' && id === 'findAuthorizedKey' && names.includes('key')),
  );
}

function handlingOf(preferences: Preferences): Handling | undefined {
  const handling = preferences.get('handling')?.toLowerCase();
  return handling === 'strict' || handling === 'lenient' ? handling : undefined;
}

function lowerCased(headers: Reply['headers'], requestId: string): Record<string, string> {
  const lower: Record<string, string> = { 'x-request-id': requestId };
  for (const name in headers) lower[name.toLowerCase()] ??= headers[name] ?? '';
  return lower;
}
