import { at, type Json, type OperationSummary } from '@gitlab-internal-api/contract';
import type { CheckedExchange, Violation, ViolationCode } from '@gitlab-internal-api/validator';
import { nearestName } from '@gitlab-internal-api/validator/nearest-name';
import type { FindingCode } from './catalogue.ts';
import type { Found } from './finding.ts';
import { isMaskedAt } from './masked.ts';

const requestCodes: Record<ViolationCode, FindingCode> = {
  missing: 'missing-parameter',
  'missing-alternative': 'missing-alternative',
  excluded: 'excluded-parameters',
  type: 'parameter-type',
  enum: 'parameter-enum',
  pattern: 'parameter-pattern',
  format: 'parameter-format',
  range: 'parameter-range',
  undeclared: 'parameter-range',
  'media-type': 'request-media-type',
  malformed: 'malformed-request',
  header: 'missing-parameter',
};

const replyCodes: Record<ViolationCode, FindingCode> = {
  missing: 'missing-property',
  'missing-alternative': 'missing-property',
  excluded: 'property-type',
  type: 'property-type',
  enum: 'property-enum',
  pattern: 'property-pattern',
  format: 'property-format',
  range: 'property-range',
  undeclared: 'undocumented-status',
  'media-type': 'reply-media-type',
  malformed: 'malformed-reply',
  header: 'missing-reply-header',
};

/** What breaks the contract in a request. */
export function requestFindings(
  operation: OperationSummary,
  { parameters, requestViolations }: CheckedExchange,
  mediaType: string | undefined,
): Found[] {
  if (requestViolations.length === 0) return [];
  const { path = {}, query = {}, body = {} } = parameters ?? {};
  const parts: Partial<Record<string, Json>> = { path, query, body };
  return requestViolations
    .filter(({ in: place, pointer }) => !isMaskedAt(parts[place], pointer))
    .map((violation) => ({
      code: requestCodes[violation.code],
      message: 'request',
      in: violation.in,
      pointer: violation.pointer,
      mediaType,
      sentence: violation.message,
      fix: requestFix(violation, parts[violation.in]),
      isTolerated: operation.lenient && isTolerated(operation, violation),
    }));
}

/** GitLab refuses a body that it cannot read, and crashes without a repository and without `key`. */
function isTolerated({ id }: OperationSummary, { code, names }: Violation): boolean {
  if (['malformed', 'media-type', 'missing-alternative'].includes(code)) return false;
  return !(id === 'findAuthorizedKey' && code === 'missing' && names.includes('key'));
}

function requestFix({ code, message, names, pointer }: Violation, part: Json | undefined): string | undefined {
  if (code === 'missing') return `Send ${names.join(', ')}.`;
  if (code === 'missing-alternative') return `Send one of ${names.join(', ')}.`;
  if (code !== 'enum' || part === undefined) return undefined;
  const [, list = ''] = / must be one of (.*)$/.exec(message) ?? [];
  const value = at(part, `#${pointer}`);
  const near = typeof value === 'string' && list !== '' ? nearestName(value, list.split(', ')) : undefined;
  return near === undefined ? undefined : `The nearest is ${near}.`;
}

/** What breaks the contract in a reply. */
export function replyFindings(
  { replyBody, replyViolations }: CheckedExchange,
  status: number,
  mediaType: string | undefined,
): Found[] {
  return replyViolations
    .filter(({ in: place, pointer }) => place !== 'body' || !isMaskedAt(replyBody, pointer))
    .map((violation) => ({
      code: replyCode(violation),
      message: 'reply',
      in: violation.in,
      pointer: violation.pointer,
      status,
      mediaType,
      sentence: violation.message,
    }));
}

function replyCode({ code, in: place, message }: Violation): FindingCode {
  if (code !== 'undeclared' || place !== 'body') return replyCodes[code];
  return message.endsWith(' has no body') ? 'unexpected-reply-body' : 'missing-reply-body';
}
