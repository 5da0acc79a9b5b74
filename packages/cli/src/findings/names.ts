import { isObject, type Json, type JsonObject, type OperationSummary } from '@gitlab-internal-api/contract';
import { securitySchemes } from '@gitlab-internal-api/contract/operations';
import type { CheckedExchange } from '@gitlab-internal-api/validator';
import type { Found } from './finding.ts';
import { namesToTell } from './known-names.ts';

/** Parameters of every operation: credentials, which some operations take from the query or the body. */
const credentialNames: ReadonlySet<string> = new Set([
  ...Object.values(securitySchemes)
    .filter((scheme) => scheme.in === 'query')
    .map((scheme) => scheme.name),
  'private_token',
  'access_token',
]);

/** The releases that have a parameter which this release does not have: what the contract of all releases says. */
export type OtherReleases = (operation: OperationSummary, pointer: string) => string | undefined;

/** What a request names that the contract does not describe, or describes as deprecated. */
export function parameterNameFindings(
  operation: OperationSummary,
  { parameters, definition }: CheckedExchange,
  otherReleases: OtherReleases,
): Found[] {
  if (!parameters) return [];
  const place = parameters.body === undefined ? 'query' : 'body';
  const schema = described(definition ?? {}, parameters.body === undefined ? null : (parameters.schema ?? null));
  const ignored = new Set([...credentialNames, ...Object.keys(parameters.path)]);
  return namesToTell(parameters.body ?? parameters.query, schema)
    .filter(({ pointer }) => !ignored.has(pointer.slice(1)))
    .map(({ pointer, kind }) => {
      const name = parameterName(pointer);
      const elsewhere = kind === 'unknown' ? otherReleases(operation, pointer) : undefined;
      return {
        code: kind === 'unknown' ? 'unknown-parameter' : 'deprecated-parameter',
        message: 'request',
        in: place,
        pointer,
        mediaType: parameters.mediaType,
        sentence: nameSentence(name, kind, elsewhere),
        ...(kind === 'unknown' && { isTolerated: true }),
      };
    });
}

function nameSentence(name: string, kind: 'unknown' | 'deprecated', elsewhere: string | undefined): string {
  if (kind === 'deprecated') return `${name} is deprecated`;
  return elsewhere === undefined ? `${name} is not in the contract` : `${name} is not in this release: ${elsewhere}`;
}

const describedBy = new WeakMap<JsonObject, Map<Json, JsonObject>>();

/** What describes the parameters of an operation, in a body or not; made once, because every request asks for it. */
function described(definition: JsonObject, schema: Json): JsonObject {
  const known = describedBy.get(definition) ?? new Map<Json, JsonObject>();
  const made = known.get(schema) ?? { allOf: [schema ?? {}, ownParameters(definition)] };
  known.set(schema, made);
  describedBy.set(definition, known);
  return made;
}

/** Parameters of the query are allowed in the body, too; GitLab merges both. */
function ownParameters(definition: JsonObject): JsonObject {
  const listed = [definition.parameters ?? []].flat().filter(isObject);
  const properties = listed.map((parameter): [string, Json] => [
    String(parameter.name),
    { ...(isObject(parameter.schema) ? parameter.schema : {}), deprecated: parameter.deprecated ?? false },
  ]);
  return { properties: Object.fromEntries(properties) };
}

/** What a reply names that the contract does not describe. */
export function propertyNameFindings({ replyBody, definition }: CheckedExchange, status: number): Found[] {
  const schema = replySchema(definition, status);
  if (replyBody === undefined || schema === undefined) return [];
  return namesToTell(replyBody, schema)
    .filter(({ kind }) => kind === 'unknown')
    .map(({ pointer }) => ({
      code: 'unknown-property',
      message: 'reply',
      in: 'body',
      pointer,
      status,
      sentence: `${parameterName(pointer)} is not in the contract`,
    }));
}

function replySchema(definition: JsonObject | undefined, status: number): Json | undefined {
  const response = isObject(definition?.responses) ? definition.responses[status] : undefined;
  const content = isObject(response) && isObject(response.content) ? response.content : {};
  const [media] = Object.values(content);
  return isObject(media) ? media.schema : undefined;
}

/** The way GitLab names a nested parameter: `/packs/0/expires_at` is `packs[0][expires_at]`. */
function parameterName(pointer: string): string {
  const [first = '', ...rest] = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return [first, ...rest.map((token) => `[${token}]`)].join('').slice(0, 100);
}
