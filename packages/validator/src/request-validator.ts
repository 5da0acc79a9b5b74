import { createRequire } from 'node:module';
import { at, type Json, type JsonObject, type OperationSummary } from '@gitlab-internal-api/contract';
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

/** Finds every violation of a request at once. */
export type RequestValidator = (request: RequestParts) => Promise<Violation[]>;

/**
 * Validates the requests of one operation with express-openapi-validator.
 *
 * Each operation gets an instance of its own on a document that holds nothing else: one instance for all would walk all
 * routes for each request. The instance is fed by `installMiddleware` and not by `middleware()`, which would compile
 * OpenAPI's meta-schema once per instance.
 */
export function createRequestValidator(operation: OperationSummary, definition: JsonObject): RequestValidator {
  const all = new OperationValidator(operation, definition, { allErrors: true });
  let first: OperationValidator | undefined;
  return async (request) => {
    const body = withShortArrays(request.body);
    const violations = await all.run({ ...request, body });
    if (body === request.body || violations.length > 0) return violations;
    first ??= new OperationValidator(operation, definition, { allErrors: false });
    return first.run(request);
  };
}

/** The slice of Express that express-openapi-validator looks at. */
interface ExpressRequest {
  method: string;
  url: string;
  path: string;
  baseUrl: string;
  originalUrl: string;
  headers: Record<string, unknown>;
  query: JsonObject;
  params: JsonObject;
  body: Json | undefined;
  app: { enabled(setting: string): boolean; param(): void };
}

type Middleware = (request: ExpressRequest, response: object, next: (error?: unknown) => void) => unknown;

interface AjvLike {
  getSchema(key: string): { schema: Json; errors?: ErrorObject[] | null } | undefined;
}

interface EovRequestValidator {
  ajv: AjvLike & { opts: { coerceTypes: boolean } };
  ajvBody: AjvLike;
  validate(request: ExpressRequest, response: object, next: () => void): void;
}

const load = createRequire(import.meta.url);
const { OpenApiValidator } = load('express-openapi-validator/dist/openapi.validator.js') as {
  OpenApiValidator: new (
    options: object,
  ) => {
    ajvOpts: { request: object };
    installMiddleware(spec: Promise<object>): Middleware[];
  };
};
const { RequestValidator: EovRequestValidator } = load(
  'express-openapi-validator/dist/middlewares/openapi.request.validator.js',
) as {
  RequestValidator: new (document: object, options: object) => EovRequestValidator;
};

class RequestViolations extends Error {
  readonly violations: Violation[];
  constructor(violations: Violation[]) {
    super('the request breaks the contract');
    this.violations = violations;
  }
}

class OperationValidator extends OpenApiValidator {
  readonly #operation: OperationSummary;
  readonly #queryNames: readonly string[];
  readonly #middlewares: Middleware[];

  constructor(operation: OperationSummary, definition: JsonObject, { allErrors }: { allErrors: boolean }) {
    const { path, method } = operation;
    const apiDoc = sliceOf(path, method, definition);
    super({
      apiSpec: apiDoc,
      fileUploader: false,
      formats: Object.fromEntries(
        Object.entries(formats).map(([name, validate]) => [name, { type: 'string', validate }]),
      ),
      useRequestUrl: true,
      validateApiSpec: false,
      validateRequests: { allErrors, allowUnknownQueryParameters: true, coerceTypes: false },
      validateResponses: false,
      validateSecurity: false,
    });
    const expressRoute = expressRouteOf(path);
    const pathParams = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const route = { basePath: '', expressRoute, openApiRoute: path, method: method.toUpperCase(), pathParams };
    this.#operation = operation;
    this.#queryNames = queryNamesOf(definition);
    this.#middlewares = this.installMiddleware(
      Promise.resolve({ apiDoc, basePaths: [''], routes: [route], serial: 1 }),
    );
  }

  /** Finds the violations of a request, and fills in the contract's defaults. */
  async run(request: RequestParts): Promise<Violation[]> {
    // No other parameter of the query, because express-openapi-validator acts on what it finds there: on `_openapi`, on brackets.
    const query = pick(request.query, this.#queryNames);
    const message = toExpressRequest(this.#operation, { ...request, query });
    try {
      for (const middleware of this.#middlewares) await step(middleware, message);
      return [];
    } catch (error) {
      if (error instanceof RequestViolations) return error.violations;
      throw error;
    } finally {
      Object.assign(request.query, message.query);
    }
  }

  /** Overridden to reach Ajv's own errors: the ones that express-openapi-validator reports have lost their `schemaPath`. */
  requestValidationMiddleware(document: object): Middleware {
    const validator = new EovRequestValidator(document, this.ajvOpts.request);
    // It coerces parameters whatever it is told: null would become an empty string.
    validator.ajv.opts.coerceTypes = false;
    return (request, response, next) => {
      try {
        validator.validate(request, response, next);
      } catch (error) {
        const violations = violationsOf(validator, keyOf(this.#operation, request));
        throw violations.length > 0 ? new RequestViolations(violations) : error;
      }
    };
  }
}

/** The key under which express-openapi-validator keeps what it compiled; each key has the errors of its own last request. */
function keyOf({ path, method }: OperationSummary, { headers }: ExpressRequest): string {
  return `${method.toUpperCase()}-${expressRouteOf(path)}-${headers['content-type'] ?? 'not_provided'}`;
}

/** Both of Ajv's last results. */
function violationsOf(validator: EovRequestValidator, key: string): Violation[] {
  const errors = [validator.ajv, validator.ajvBody].flatMap((ajv) => errorsOf(ajv.getSchema(key)));
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
function errorsOf(validate: ReturnType<AjvLike['getSchema']>): ErrorObject[] {
  const { schema = {}, errors } = validate ?? {};
  return (errors ?? []).map((error) =>
    error.keyword === 'not' ? { ...error, schema: at(schema, error.schemaPath) } : error,
  );
}

/** A document with one operation; a copy without examples, because express-openapi-validator writes into it. */
function sliceOf(path: string, method: string, { responses, ...definition }: JsonObject): object {
  const operation = JSON.parse(
    JSON.stringify({ ...definition, responses: {} }, (key, value) => (key === 'examples' ? undefined : value)),
  );
  return { openapi: '3.1.0', info: { title: path, version: '1' }, paths: { [path]: { [method]: operation } } };
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
  operation: OperationSummary,
  { path, query, headers, body, mediaType }: RequestParts,
): ExpressRequest {
  const url = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
  return {
    method: operation.method.toUpperCase(),
    url,
    path: url,
    baseUrl: '',
    // The text is only looked at for reserved characters, which it refuses and SCIM filters need.
    originalUrl: '/',
    headers: { ...headers, 'content-type': mediaType },
    query,
    params: {},
    body,
    app: { enabled: () => true, param: () => undefined },
  };
}

function step(middleware: Middleware, request: ExpressRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = (error?: unknown) => (error === undefined ? resolve() : reject(error));
    Promise.resolve(middleware(request, {}, next)).catch(reject);
  });
}
