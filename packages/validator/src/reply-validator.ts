import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { formats } from './formats.ts';
import { withShortArrays } from './short-arrays.ts';
import { toViolations, type Violation } from './violation.ts';

/** A reply as it is about to be sent, or as it was recorded. */
interface ReplyParts {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly mediaType: string | undefined;
  /** Undefined where there is no body. */
  readonly body: Json | undefined;
  /** Whether the body may be left out where the contract has one: the reply to `HEAD`. */
  readonly bodiless?: boolean;
}

/** Finds every violation of a reply at once. */
export type ReplyValidator = (reply: ReplyParts) => Violation[];

const all = createAjv({ allErrors: true });
let first: Ajv2020 | undefined;

function createAjv({ allErrors }: { allErrors: boolean }): Ajv2020 {
  // That schemas are schemas is a test's business: to make what they would be held against delays the start.
  const made = new Ajv2020({ allErrors, strict: false, validateSchema: false, meta: false });
  addFormats.default(made);
  for (const [name, validate] of Object.entries(formats)) made.addFormat(name, { type: 'string', validate });
  return made;
}

/** Finds what is wrong with a body. */
type BodyValidator = (body: Json) => Violation[];

function createBodyValidator(schema: JsonObject): BodyValidator {
  const validateAll = all.compile(schema);
  let validateFirst: ValidateFunction | undefined;
  return (body) => {
    const head = withShortArrays(body);
    if (!validateAll(head)) return toViolations(validateAll.errors ?? [], 'body');
    if (head === body) return [];
    first ??= createAjv({ allErrors: false });
    validateFirst ??= first.compile(schema);
    return validateFirst(body) ? [] : toViolations(validateFirst.errors ?? [], 'body');
  };
}

/** What the contract declares of one status. */
interface Declared {
  /** The headers that have to be there. */
  readonly headers: readonly string[];
  readonly content: JsonObject | undefined;
  /** By media type, each compiled when the first such body comes. */
  readonly bodies: Map<string | undefined, BodyValidator>;
}

/** Validates the replies of one operation. */
export function createReplyValidator({ responses }: JsonObject): ReplyValidator {
  const declared = new Map(Object.entries(responses as { [status: string]: JsonObject }).map(declaredOf));
  return (reply) => {
    const response = declared.get(reply.status);
    if (!response) return [undeclared('status', `status ${reply.status} is not declared`)];
    const violations = bodyViolations(response, reply);
    const missing = response.headers.filter((name) => reply.headers[name.toLowerCase()] === undefined);
    return missing.length === 0 ? violations : [...missing.map(headerViolation), ...violations];
  };
}

function declaredOf([status, { headers, content }]: [string, JsonObject]): [number, Declared] {
  const all = isObject(headers) ? Object.entries(headers) : [];
  const required = all.filter(([, header]) => isObject(header) && header.required === true).map(([name]) => name);
  return [Number(status), { headers: required, content: isObject(content) ? content : undefined, bodies: new Map() }];
}

function bodyViolations({ content, bodies }: Declared, { status, mediaType, body, bodiless }: ReplyParts): Violation[] {
  if (!content) return body === undefined ? [] : [undeclared('body', `status ${status} has no body`)];
  if (body === undefined && bodiless) return [];
  if (body === undefined) return [undeclared('body', `status ${status} has a body`)];
  const media = content[mediaType ?? ''];
  if (!isObject(media)) return [mediaTypeViolation(mediaType, Object.keys(content))];
  const validate = bodies.get(mediaType) ?? createBodyValidator(isObject(media.schema) ? media.schema : {});
  bodies.set(mediaType, validate);
  return validate(body);
}

function headerViolation(name: string): Violation {
  const message = `the header ${name} is required`;
  return { code: 'header', in: 'header', pointer: `/${name}`, names: [name], message };
}

function undeclared(place: 'status' | 'body', message: string): Violation {
  return { code: 'undeclared', in: place, pointer: '', names: [], message };
}

function mediaTypeViolation(mediaType: string | undefined, declared: readonly string[]): Violation {
  return {
    code: 'media-type',
    in: 'header',
    pointer: '/Content-Type',
    names: [],
    message: `${mediaType ?? 'no media type'} is not ${declared.join(' or ')}`,
  };
}
