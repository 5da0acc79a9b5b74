import { at, type Json, type JsonObject, type OperationSummary } from '@gitlab-internal-api/contract';
import { carrierReplies } from './carrier.ts';
import type { Reply } from './reply.ts';
import { rubyInspect } from './ruby-inspect.ts';
import type { Violation } from './violation.ts';

/** What GitLab answers to a request that breaks the contract, in the words of the operation's family. */
export function refuse(operation: OperationSummary, violations: readonly Violation[], parameters: JsonObject): Reply {
  if (operation.area === 'scim') return scimRefusal(operation, violations, parameters);
  if (operation.area === 'error_tracking') return { status: 422, body: { message: '422 Unprocessable Entity' } };
  if (operation.area === 'control') return { status: 400, body: { error: sentencesOf(violations) } };
  const remarks = violations.flatMap((violation) => remarksOn(operation.id, violation, parameters));
  return { status: 400, body: { error: [...new Set(remarks)].join(', ') } };
}

/** GitLab has no control API whose words would be kept: the sentences say what would be right, too. */
function sentencesOf(violations: readonly Violation[]): string {
  return `400 Bad Request: ${[...new Set(violations.map(({ message }) => message))].join('; ')}`;
}

/** The refusal of a body that is not what its media type says; the text about JSON is that of Grape, GitLab's API framework. */
export function refuseMalformed(operation: OperationSummary, reason: string, isForm: boolean): Reply {
  const error = [
    '',
    'Problem:',
    '  message body does not match declared format',
    'Resolution:',
    "  when specifying application/json as content-type, you must pass valid application/json in the request's 'body'",
    '',
  ].join('\n');
  if (operation.area === 'scim')
    return scimError(400, 'Request is unparsable, syntactically incorrect, or violates schema.');
  return isForm ? carrierReplies.badRequest(reason) : { status: 400, body: { error } };
}

/** The refusal of a media type that GitLab does not read. */
export function refuseMediaType(mediaType: string): Reply {
  return { status: 415, body: { error: `The provided content-type '${mediaType}' is not supported.` } };
}

function remarksOn(operationId: string, { code, names, pointer }: Violation, parameters: JsonObject): string[] {
  if (code === 'missing-alternative')
    return [`${names.join(', ')} are missing, at least one parameter must be provided`];
  if (code === 'excluded') return [`${names.join(', ')} are mutually exclusive`];
  const name = names.map((given) => displayName(operationId, given)).join(', ') || 'body';
  if (code === 'missing')
    return refusesBlank(operationId, name) ? [`${name} is missing`, `${name} is empty`] : [`${name} is missing`];
  if (refusesBlank(operationId, name) && isBlank(at(parameters, `#${pointer}`))) return [`${name} is empty`];
  return [code === 'enum' || code === 'range' ? `${name} does not have a valid value` : `${name} is invalid`];
}

/** GitLab names the array and not its element, and declares reconciliations as `Array[JSON]`, whose remarks carry no index. */
function displayName(operationId: string, name: string): string {
  return operationId === 'upsertUpcomingReconciliations'
    ? name.replaceAll(/\[\d+\]/g, '')
    : name.replace(/\[\d+\]$/, '');
}

/** GitLab declares the namespace of a reconciliation with `allow_blank: false`, which remarks on top of a missing value. */
function refusesBlank(operationId: string, name: string): boolean {
  return /UpcomingReconciliations?$/.test(operationId) && /\bnamespace_id\b/.test(name);
}

function isBlank(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '';
}

/** GitLab misses its own attributes, whose names are not those of SCIM. */
const scimAttributes: Record<string, string> = { externalId: 'extern_uid', userName: 'username', emails: 'email' };

function scimRefusal(
  { id }: OperationSummary,
  violations: readonly Violation[],
  { group_path: group, ...sent }: JsonObject,
): Reply {
  const missing = violations.filter(({ code }) => code === 'missing').flatMap(({ names }) => names);
  const symbols = missing.map((name) => `:${scimAttributes[name] ?? name}`).join(', ');
  const saving = id === 'createScimUser' ? `Error saving user with ${rubyInspect({ ...sent, group })}: ` : '';
  if (missing.length > 0) return scimError(412, `${saving}Missing params: [${symbols}]`);
  return scimError(412, `${saving}${violations.map(({ message }) => message).join(', ')}`);
}

function scimError(status: number, detail: string): Reply {
  return { status, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], detail, status } };
}
