import { createRequire } from 'node:module';
import { at, type Json, type JsonObject, mapValues, type OperationSummary } from '@gitlab-internal-api/contract';
import type { ErrorObject } from 'ajv';
import { formats } from './formats.ts';
import { withShortArrays } from './short-arrays.ts';
import { toViolations, type Violation } from './violation.ts';

/** The parts of a request that the contract describes, decoded and coerced. */
export interface RequestParts {
  readonly path: JsonObject;
  readonly query: JsonObject;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Undefined for an operation without a body. */
  readonly body: Json | undefined;
  /** One of the operation's own media types, never the header as it came: each distinct text would be compiled anew. */
  readonly mediaType: string | undefined;
}

/** Finds every violation of a request at once, and fills in the contract's defaults. */
export type RequestValidator = (request: RequestParts) => Violation[];

/**
 * Validates the requests of one operation with express-openapi-validator.
 *
 * Each operation gets an instance of its own on a document that holds nothing else: one instance for all would walk all
 * routes for each request. Of its middlewares only the validator is asked, since the route of a request is known: looking for
 * it would compile the path's regular expression each time. And what the validator has compiled for a media type is asked
 * first, without its decoding of parameters, which are decoded here already: whatever that passes has nothing against it.
 */
export function createRequestValidator(operation: OperationSummary, definition: JsonObject): RequestValidator {
  const all = new OperationValidator(operation, definition, { allErrors: true });
  let first: OperationValidator | undefined;
  return (request) => {
    const body = withShortArrays(request.body);
    const violations = all.run({ ...request, body });
    if (body === request.body || violations.length > 0) return violations;
    first ??= new OperationValidator(operation, definition, { allErrors: false });
    return first.run(request);
  };
}

/** The slice of an Express request that express-openapi-validator looks at, and what its first middleware adds to it. */
interface ExpressRequest {
  readonly method: string;
  readonly path: string;
  readonly originalUrl: string;
  readonly headers: Record<string, unknown>;
  query: JsonObject;
  params: JsonObject;
  body: Json | undefined;
  readonly openapi: Route & { readonly pathParams: JsonObject };
}

/** Where a request is validated: an operation as express-openapi-validator knows it. */
interface Route {
  readonly expressRoute: string;
  readonly openApiRoute: string;
  readonly schema: JsonObject;
  readonly serial: number;
}

/** The parts of a request as express-openapi-validator's schemas have them. */
type Parts = Pick<ExpressRequest, 'headers' | 'query' | 'params' | 'body'>;

type Compiled = ((parts: Parts) => boolean) & { readonly schema: Json; readonly errors?: ErrorObject[] | null };

interface AjvLike {
  getSchema(key: string): Compiled | undefined;
}

interface EovRequestValidator {
  ajv: AjvLike & { opts: { coerceTypes: boolean } };
  ajvBody: AjvLike;
  validate(request: ExpressRequest, response: object, next: () => void): void;
}

const load = createRequire(import.meta.url);
const { OpenApiValidator } = load('express-openapi-validator/dist/openapi.validator.js') as {
  OpenApiValidator: new (options: object) => { ajvOpts: { preprocessor: object; request: object } };
};
const { SchemaPreprocessor } = load('express-openapi-validator/dist/middlewares/parsers/schema.preprocessor.js') as {
  SchemaPreprocessor: new (document: object, options: object, responses: false) => { preProcess(): void };
};
const { RequestValidator: EovRequestValidator } = load(
  'express-openapi-validator/dist/middlewares/openapi.request.validator.js',
) as {
  RequestValidator: new (document: object, options: object) => EovRequestValidator;
};

class OperationValidator {
  readonly #operation: OperationSummary;
  readonly #queryNames: readonly string[];
  readonly #route: Route;
  readonly #validator: EovRequestValidator;
  readonly #compiled = new Map<string | undefined, readonly Compiled[]>();

  constructor(operation: OperationSummary, definition: JsonObject, { allErrors }: { allErrors: boolean }) {
    const { path, method } = operation;
    const schema = withoutReplies(definition);
    const document = { openapi: '3.1.0', info: { title: path, version: '1' }, paths: { [path]: { [method]: schema } } };
    const { ajvOpts } = new OpenApiValidator({
      apiSpec: document,
      fileUploader: false,
      formats: Object.fromEntries(
        Object.entries(formats).map(([name, validate]) => [name, { type: 'string', validate }]),
      ),
      validateApiSpec: false,
      validateRequests: { allErrors, allowUnknownQueryParameters: true, coerceTypes: false },
      validateResponses: false,
      validateSecurity: false,
    });
    new SchemaPreprocessor(document, ajvOpts.preprocessor, false).preProcess();
    this.#operation = operation;
    this.#queryNames = queryNamesOf(definition);
    this.#route = { expressRoute: expressRouteOf(path), openApiRoute: path, schema, serial: 1 };
    this.#validator = new EovRequestValidator(document, ajvOpts.request);
    // It coerces parameters whatever it is told: null would become an empty string.
    this.#validator.ajv.opts.coerceTypes = false;
  }

  /** Finds the violations of a request, and fills in the contract's defaults. */
  run(parts: RequestParts): Violation[] {
    // No other parameter of the query, because express-openapi-validator acts on what it finds there: on `_openapi`, on brackets.
    const query = pick(parts.query, this.#queryNames);
    try {
      return this.#fits({ ...parts, query }) ? [] : this.#validate({ ...parts, query });
    } finally {
      Object.assign(parts.query, query);
    }
  }

  #fits({ query, headers, path, body, mediaType }: RequestParts): boolean {
    const compiled = this.#compiled.get(mediaType);
    return compiled?.every((validate) => validate({ query, headers, params: path, body })) ?? false;
  }

  #validate(parts: RequestParts): Violation[] {
    const request = toExpressRequest(this.#operation, parts, this.#route);
    const { mediaType, query } = parts;
    const key = keyOf(this.#operation, mediaType);
    try {
      this.#validator.validate(request, {}, goOn);
      return [];
    } catch (error) {
      // Ajv's own errors: the ones that express-openapi-validator reports have lost their `schemaPath`.
      const violations = violationsOf(this.#validator, key);
      if (violations.length > 0) return violations;
      throw error;
    } finally {
      Object.assign(query, request.query);
      if (!this.#compiled.has(mediaType)) this.#compiled.set(mediaType, compiledFor(this.#validator, key));
    }
  }
}

function goOn(): void {}

/** The key under which express-openapi-validator keeps what it compiled; each key has the errors of its own last request. */
function keyOf({ path, method }: OperationSummary, mediaType: string | undefined): string {
  return `${method.toUpperCase()}-${expressRouteOf(path)}-${mediaType ?? 'not_provided'}`;
}

/** What express-openapi-validator has compiled: one check of the parameters, one of the body. */
function compiledFor({ ajv, ajvBody }: EovRequestValidator, key: string): Compiled[] {
  return [ajv, ajvBody].flatMap((one) => one.getSchema(key) ?? []);
}

/** Both of Ajv's last results. */
function violationsOf(validator: EovRequestValidator, key: string): Violation[] {
  const errors = compiledFor(validator, key).flatMap(errorsOf);
  return (['params', 'query', 'headers', 'body'] as const).flatMap((part) => {
    const own = errors.filter(
      ({ instancePath, params }) =>
        `${instancePath}/`.startsWith(`/${part}/`) || (instancePath === '' && params.missingProperty === part),
    );
    const relative = own.map((error) => ({ ...error, instancePath: error.instancePath.slice(part.length + 1) }));
    return toViolations(relative, ({ params: 'path', query: 'query', headers: 'header', body: 'body' } as const)[part]);
  });
}

/** An error tells nothing of a `not`, whose schema names the parameters that exclude each other. */
function errorsOf({ schema, errors }: Compiled): ErrorObject[] {
  return (errors ?? []).map((error) =>
    error.keyword === 'not' ? { ...error, schema: at(schema, error.schemaPath) } : error,
  );
}

/** What is said of requests; a copy without examples, because express-openapi-validator writes into it. */
function withoutReplies({ responses, ...definition }: JsonObject): JsonObject {
  return JSON.parse(
    JSON.stringify({ ...definition, responses: {} }, (key, value) => (key === 'examples' ? undefined : value)),
  );
}

function expressRouteOf(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function queryNamesOf({ parameters }: JsonObject): string[] {
  const listed = (parameters ?? []) as JsonObject[];
  return listed.filter((parameter) => parameter.in === 'query').map(({ name }) => name as string);
}

function pick(values: JsonObject, names: readonly string[]): JsonObject {
  const picked: JsonObject = {};
  for (const name of names) {
    const value = values[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

function toExpressRequest(
  { method, path: template }: OperationSummary,
  { path, query, headers, body, mediaType }: RequestParts,
  route: Route,
): ExpressRequest {
  const pathParams = mapValues(path, String);
  return {
    method: method.toUpperCase(),
    path: template,
    // The text is only looked at for reserved characters, which it refuses and SCIM filters need.
    originalUrl: '/',
    headers: { ...headers, 'content-type': mediaType },
    query,
    params: pathParams,
    body,
    openapi: { ...route, pathParams },
  };
}
