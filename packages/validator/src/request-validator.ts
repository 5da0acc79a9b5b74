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

/** Finds every violation of a request at once, and fills in the contract's defaults. */
export type RequestValidator = (request: RequestParts) => Violation[];

/**
 * Validates the requests of one operation with what express-openapi-validator compiles for it.
 *
 * Each operation gets an instance of its own on a document that holds nothing else, and its middlewares are left out: one
 * instance for all would walk all routes for each request, compile the regular expression of a path each time, and decode
 * parameters that are decoded here already.
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

/** The parts of a request as express-openapi-validator's schemas have them. */
interface Parts {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly query: JsonObject;
  readonly params: JsonObject;
  readonly body: Json | undefined;
}

/** A check that it has compiled. */
type Compiled = ((parts: Parts) => boolean) & { readonly schema: Json; readonly errors?: ErrorObject[] | null };

interface AjvLike {
  getSchema(key: string): Compiled | undefined;
}

interface EovRequestValidator {
  readonly ajv: AjvLike & { opts: { coerceTypes: boolean } };
  readonly ajvBody: AjvLike;
  /** Compiles the checks of one operation and media type, and keeps them under the key. */
  buildMiddleware(expressRoute: string, operation: JsonObject, contentType: object, key: string): void;
}

const load = createRequire(import.meta.url);
// The parts of its class OpenApiValidator, without Express and all that it loads for its other middlewares: 120 files.
const { AjvOptions } = load('express-openapi-validator/dist/framework/ajv/options.js') as {
  AjvOptions: new (options: object) => { preprocessor: object; request: object };
};
const { defaultSerDes } = load('express-openapi-validator/dist/framework/base.serdes.js') as {
  defaultSerDes: object[];
};
const { SchemaPreprocessor } = load('express-openapi-validator/dist/middlewares/parsers/schema.preprocessor.js') as {
  SchemaPreprocessor: new (document: object, options: object, responses: false) => { preProcess(): void };
};
const { ContentType } = load('express-openapi-validator/dist/middlewares/util.js') as {
  ContentType: { fromString(mediaType: string | undefined): object };
};
const { RequestValidator: EovRequestValidator } = load(
  'express-openapi-validator/dist/middlewares/openapi.request.validator.js',
) as {
  RequestValidator: new (document: object, options: object) => EovRequestValidator;
};

class OperationValidator {
  readonly #path: string;
  readonly #definition: JsonObject;
  readonly #queryNames: readonly string[];
  readonly #validator: EovRequestValidator;
  readonly #compiled = new Map<string | undefined, readonly Compiled[]>();

  constructor({ path, method }: OperationSummary, definition: JsonObject, { allErrors }: { allErrors: boolean }) {
    const schema = withoutReplies(definition);
    const document = { openapi: '3.1.0', info: { title: path, version: '1' }, paths: { [path]: { [method]: schema } } };
    const ajvOptions = new AjvOptions({
      formats: Object.fromEntries(
        Object.entries(formats).map(([name, validate]) => [name, { type: 'string', validate }]),
      ),
      validateFormats: true,
      ajvFormats: { mode: 'fast' },
      serDes: defaultSerDes,
      validateRequests: { allErrors, allowUnknownQueryParameters: true, coerceTypes: false },
    });
    new SchemaPreprocessor(document, ajvOptions.preprocessor, false).preProcess();
    this.#path = path;
    this.#definition = schema;
    this.#queryNames = queryNamesOf(definition);
    this.#validator = new EovRequestValidator(document, ajvOptions.request);
    // It coerces parameters whatever it is told: null would become an empty string.
    this.#validator.ajv.opts.coerceTypes = false;
  }

  /** Finds the violations of a request, and fills in the contract's defaults. */
  run({ query, headers, path, body, mediaType }: RequestParts): Violation[] {
    const parts = { query: pick(query, this.#queryNames), headers, params: path, body };
    const errors: ErrorObject[] = [];
    for (const validate of this.#compiledFor(mediaType)) if (!validate(parts)) errors.push(...errorsOf(validate));
    if (this.#queryNames.length > 0) Object.assign(query, parts.query);
    return errors.length === 0 ? [] : violationsOf(errors);
  }

  /** One check of the parameters and one of the body. */
  #compiledFor(mediaType: string | undefined): readonly Compiled[] {
    const known = this.#compiled.get(mediaType);
    if (known) return known;
    const key = mediaType ?? 'no body';
    this.#validator.buildMiddleware(this.#path, this.#definition, ContentType.fromString(mediaType), key);
    const compiled = [this.#validator.ajv, this.#validator.ajvBody].flatMap((ajv) => ajv.getSchema(key) ?? []);
    this.#compiled.set(mediaType, compiled);
    return compiled;
  }
}

/** Ajv's own errors: the ones that express-openapi-validator makes of them have lost their `schemaPath`. */
function violationsOf(errors: readonly ErrorObject[]): Violation[] {
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
