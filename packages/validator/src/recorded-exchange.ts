import {
  allOperations,
  type Document,
  type Json,
  type JsonObject,
  type OperationSummary,
  operationObjects,
} from '@gitlab-internal-api/contract';
import { securitySchemes } from '@gitlab-internal-api/contract/operations';
import { type Credentials, type Headers, presentedCredentials } from './credential.ts';
import type { RequestMessage } from './exchange.ts';
import type { ReadParameters } from './parameters.ts';
import { readRecordedBody } from './recorded-body.ts';
import { type Lane, Lanes } from './recorded-lanes.ts';
import type { RecordedReply, RecordedRequest } from './recorded-message.ts';
import { isCarriers, recordedReplyViolations } from './recorded-reply.ts';
import { topViolations } from './recorded-top.ts';
import { type Match, nearestOperation, Routes } from './route.ts';
import type { Violation } from './violation.ts';

/** What the contract says about an exchange that has happened. */
export interface CheckedExchange {
  readonly match: Match;
  /** The operation that an unknown path probably meant. */
  readonly nearest?: OperationSummary | undefined;
  /** The operation without references; undefined where the request reached none. */
  readonly definition?: JsonObject;
  /** The parameters as they were understood; undefined where they could not be read or were not recorded. */
  readonly parameters?: ReadParameters;
  readonly credentials: Credentials;
  readonly requestViolations: readonly Violation[];
  readonly replyViolations: readonly Violation[];
  readonly replyBody?: Json | undefined;
}

type RequestPart = Pick<CheckedExchange, 'parameters' | 'credentials' | 'requestViolations'>;

/** Holds recorded exchanges against the contract with the parts that the stub's pipeline is made of. */
export class RecordedTraffic {
  readonly operations: readonly OperationSummary[];
  readonly #routes: Routes;
  readonly #definitions: ReadonlyMap<string, JsonObject>;
  readonly #lanes: Lanes;

  /** Lanes that are shared save work where the same traffic is held against several releases. */
  constructor(document: Document, lanes: Lanes = new Lanes()) {
    this.operations = allOperations(document);
    this.#routes = new Routes(this.operations);
    this.#lanes = lanes;
    const definitions = [...operationObjects(document)];
    this.#definitions = new Map(definitions.map(([id, definition]) => [id, lanes.sharedDefinition(id, definition)]));
  }

  /** The operation that a method and a path lead to. */
  match(method: string, pathname: string): OperationSummary | undefined {
    const match = this.#routes.match(method, pathname);
    return 'operation' in match ? match.operation : undefined;
  }

  /** The operation without references; the same object in all releases in which it is the same. */
  definitionOf(id: string): JsonObject {
    return this.#definitions.get(id) ?? {};
  }

  async check(request: RecordedRequest, reply: RecordedReply | undefined): Promise<CheckedExchange> {
    const [pathname = '/'] = request.target.split('?', 1);
    const match = this.#routes.match(request.method, pathname);
    if (!('operation' in match)) {
      const nearest = 'unknown' in match ? nearestOperation(this.operations, request.method, pathname) : undefined;
      return { match, nearest, credentials: new Map(), requestViolations: [], replyViolations: [] };
    }
    const { operation, path } = match;
    const lane = this.#lanes.of(operation, this.definitionOf(operation.id));
    const requestPart = await checkRequest(request, operation, path, lane);
    const body = reply && !isCarriers(reply) ? readRecordedBody(reply) : undefined;
    const bodiless = request.method === 'HEAD';
    const replyViolations = reply && body ? recordedReplyViolations(reply, body, { operation, ...lane, bodiless }) : [];
    return { match, definition: lane.definition, ...requestPart, replyViolations, replyBody: body?.value };
  }
}

async function checkRequest(
  request: RecordedRequest,
  operation: OperationSummary,
  path: JsonObject,
  { readRequest, fits, validateRequest }: Lane,
): Promise<RequestPart> {
  const message = messageOf(request, operation);
  const read = await readRequest(message, path);
  const headers = request.headers ?? {};
  if ('reply' in read)
    return { credentials: presentedCredentials(operation, headers, {}), requestViolations: read.violations };
  const credentials = presentedCredentials(operation, headers, credentialParameters(read));
  // The validator writes the contract's defaults into what it is given, and nobody sent those.
  const violations = fits(read)
    ? topViolations(request.body, read, operation)
    : await validateRequest({ ...read, query: { ...read.query }, body: copyOf(read.body) });
  // Without its body nothing can be said about what stood there, and what may stand in the query just as well.
  if (isBodyMissing(request, operation))
    return { credentials, requestViolations: violations.filter(({ in: place }) => place === 'path') };
  return { parameters: read, credentials, requestViolations: violations };
}

const credentialNames = Object.values(securitySchemes).flatMap((scheme) => (scheme.in === 'query' ? scheme.name : []));

/** The parameters that may be credentials; of a name in several places, the path's counts before the body's. */
function credentialParameters({ path, query, body = {} }: ReadParameters): JsonObject {
  const found: JsonObject = {};
  for (const name of credentialNames) {
    const holder = [path, body, query].find((part) => Object.hasOwn(part, name));
    if (holder) found[name] = holder[name] ?? null;
  }
  return found;
}

function copyOf(body: JsonObject | undefined): JsonObject | undefined {
  return body && { ...body };
}

function isBodyMissing({ body, parameters }: RecordedRequest, { requestMediaTypes }: OperationSummary): boolean {
  return requestMediaTypes.length > 0 && body === undefined && parameters === undefined;
}

const nothing = new Uint8Array();

/** The message that was sent, or one that says the same as far as it is known. */
function messageOf(
  { method, target, headers, body, parameters }: RecordedRequest,
  { replyMediaType }: OperationSummary,
): RequestMessage {
  if (parameters && body === undefined) {
    const [pathname = '/'] = target.split('?', 1);
    // JSON of the family is read by every operation of the family.
    const written = { headers: { ...headers, 'content-type': replyMediaType }, body: bytesOf(parameters) };
    return { method, target: pathname, ...written };
  }
  const guessed = guessedType(body, headers, replyMediaType);
  const told = headers ?? (guessed === undefined ? {} : { 'content-type': guessed });
  return { method, target, headers: told, body: body ?? nothing };
}

/** A body whose headers were not recorded is JSON where it begins like it; with headers, a missing type is missing. */
function guessedType(body: Uint8Array | undefined, headers: Headers | undefined, json: string): string | undefined {
  if (headers !== undefined || body === undefined) return undefined;
  return /^\s*[{["]/.test(Buffer.from(body.subarray(0, 20)).toString('latin1')) ? json : undefined;
}

function bytesOf(parameters: JsonObject): Uint8Array {
  return Buffer.from(JSON.stringify(parameters));
}
