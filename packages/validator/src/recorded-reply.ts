import { isObject, type JsonObject, type OperationSummary } from '@gitlab-internal-api/contract';
import { mediaTypeOf } from './body.ts';
import { carrierReplies } from './carrier.ts';
import { type Headers, headerOf } from './credential.ts';
import type { RecordedBody } from './recorded-body.ts';
import type { RecordedReply } from './recorded-message.ts';
import type { ReplyValidator } from './reply-validator.ts';
import type { Violation } from './violation.ts';

/** What a recorded reply is held against. */
interface Expected {
  readonly operation: OperationSummary;
  readonly definition: JsonObject;
  readonly validateReply: ReplyValidator;
  /** Whether the request was `HEAD`, whose reply has no body. */
  readonly bodiless: boolean;
}

/** Finds what is wrong with a recorded reply; what was not recorded is not held against it. */
export function recordedReplyViolations(
  reply: RecordedReply,
  body: RecordedBody,
  { operation, definition, validateReply, bodiless }: Expected,
): Violation[] {
  const told = recordedMediaType(reply);
  const mediaType = told ?? (reply.headers === undefined ? operation.replyMediaType : undefined);
  const headers = namesOf(reply.headers);
  const parts = { status: reply.status, headers, mediaType, body: body.value };
  const found = validateReply({ ...parts, bodiless: bodiless || !body.isRecorded });
  const violations = reply.headers === undefined ? found.filter(({ code }) => code !== 'header') : found;
  const declared = replyMediaTypes(definition, reply.status);
  if (body.broken !== undefined && declared && (mediaType === undefined || declared.includes(mediaType)))
    return [...violations.filter(({ in: place }) => place !== 'body'), malformed(body.broken)];
  const isOther = !body.isRecorded && told !== undefined && declared !== undefined && !declared.includes(told);
  return isOther ? [...violations, otherMediaType(told, declared)] : violations;
}

/** The statuses of a carrier that no operation has. */
const carrierStatuses: readonly number[] = [408, 413, 431];

/** Whether a recorded reply is a refusal of whoever carries the message, which is no operation's. */
export function isCarriers({ status, headers = {}, body }: RecordedReply): boolean {
  if (carrierStatuses.includes(status)) return true;
  // An operation that GitLab does not have is answered so, too, and that is worth telling: only the stub's hint says
  // that the operation is there and was not reached, for want of the world that the request named.
  if (status !== 404 || headerOf(headers, 'gitlab-stub-hint') === undefined) return false;
  return !body?.length || Buffer.from(body).toString() === JSON.stringify(carrierReplies.notFound().body);
}

/** Of a header that came more than once, the first; few replies have one. */
function namesOf(headers: Headers = {}): Readonly<Record<string, string | undefined>> {
  if (hasOnlyTexts(headers)) return headers;
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat()[0]]));
}

function hasOnlyTexts(headers: Headers): headers is Readonly<Record<string, string | undefined>> {
  for (const name in headers) if (typeof headers[name] === 'object') return false;
  return true;
}

function malformed(reason: string): Violation {
  return { code: 'malformed', in: 'body', pointer: '', names: [], message: `the body cannot be read: ${reason}` };
}

function otherMediaType(told: string, declared: readonly string[]): Violation {
  const message = `${told} is not ${declared.join(' or ')}`;
  return { code: 'media-type', in: 'header', pointer: '/Content-Type', names: [], message };
}

/** The media types that a definition declares for the body of a reply; undefined where it declares no body. */
function replyMediaTypes({ responses }: JsonObject, status: number): string[] | undefined {
  const response = isObject(responses) ? responses[status] : undefined;
  const content = isObject(response) ? response.content : undefined;
  return isObject(content) ? Object.keys(content) : undefined;
}

/** The media type that a recorded reply says it has. */
function recordedMediaType({ headers, mediaType }: RecordedReply): string | undefined {
  return mediaTypeOf(headerOf(headers ?? {}, 'content-type') ?? mediaType);
}
