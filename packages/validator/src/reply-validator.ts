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
const first = createAjv({ allErrors: false });

function createAjv({ allErrors }: { allErrors: boolean }): Ajv2020 {
  const made = new Ajv2020({ allErrors, strict: false, validateSchema: false });
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
    validateFirst ??= first.compile(schema);
    return validateFirst(body) ? [] : toViolations(validateFirst.errors ?? [], 'body');
  };
}

/** Validates the replies of one operation; each schema is compiled when the first such reply comes. */
export function createReplyValidator(definition: JsonObject): ReplyValidator {
  const responses = definition.responses as { [status: string]: JsonObject };
  const compiled = new Map<string, BodyValidator>();
  const compile = (key: string, schema: JsonObject) => {
    const known = compiled.get(key) ?? createBodyValidator(schema);
    compiled.set(key, known);
    return known;
  };
  return (reply) => {
    const response = responses[reply.status];
    if (!response) return [undeclared('status', `status ${reply.status} is not declared`)];
    return [...headerViolations(response, reply), ...bodyViolations(response, reply, compile)];
  };
}

function bodyViolations(
  response: JsonObject,
  reply: ReplyParts,
  compile: (key: string, schema: JsonObject) => BodyValidator,
): Violation[] {
  const content = isObject(response.content) ? response.content : undefined;
  if (!content) return reply.body === undefined ? [] : [undeclared('body', `status ${reply.status} has no body`)];
  if (reply.body === undefined && reply.bodiless) return [];
  if (reply.body === undefined) return [undeclared('body', `status ${reply.status} has a body`)];
  const media = content[reply.mediaType ?? ''];
  if (!isObject(media)) return [mediaTypeViolation(reply.mediaType, Object.keys(content))];
  const validate = compile(`${reply.status} ${reply.mediaType}`, isObject(media.schema) ? media.schema : {});
  return validate(reply.body);
}

function headerViolations(response: JsonObject, { headers }: ReplyParts): Violation[] {
  const declared = isObject(response.headers) ? Object.entries(response.headers) : [];
  return declared
    .filter(
      ([name, header]) => isObject(header) && header.required === true && headers[name.toLowerCase()] === undefined,
    )
    .map(([name]) => ({
      code: 'header',
      in: 'header',
      pointer: `/${name}`,
      names: [name],
      message: `the header ${name} is required`,
    }));
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
