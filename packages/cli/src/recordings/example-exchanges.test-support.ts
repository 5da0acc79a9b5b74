import { createHmac } from 'node:crypto';
import {
  allOperations,
  isObject,
  type Json,
  type JsonObject,
  loadDocument,
  type OperationSummary,
  operationObjects,
  type Release,
} from '@gitlab-internal-api/contract';

/** An exchange as a line of NDJSON has it; tests change parts of it. */
export interface Line {
  started_at: string;
  request: { method: string; url: string; headers: Record<string, string>; body?: Json };
  response: { status: number; headers: Record<string, string>; body?: Json } | null;
}

/** The secret of GitLab Shell in the recordings of tests. */
export const shellSecret = 'a-secret-for-tests';

/** The secret of kas in the recordings of tests. */
export const kasSecret: string = Buffer.alloc(32, 3).toString('base64');

/** When the exchanges of tests happened. */
export const happenedAt = '2022-11-22T10:00:00.000Z';

const now = Date.parse(happenedAt) / 1000;

/** A JSON Web Token with these claims. */
export function tokenWith(claims: JsonObject, key: Buffer | string = Buffer.from(kasSecret, 'base64')): string {
  const parts = [{ alg: 'HS256', typ: 'JWT' }, claims];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

/** The headers that each area of the API asks for. */
const credentials: Record<string, Record<string, string>> = {
  shell: { 'Gitlab-Shared-Secret': Buffer.from(shellSecret).toString('base64') },
  error_tracking: { 'Gitlab-Error-Tracking-Token': 'a-token-for-tests' },
  kubernetes: {
    'Gitlab-Kas-Api-Request': tokenWith({ iss: 'gitlab-kas', aud: ['gitlab'], iat: now, nbf: now - 5, exp: now + 5 }),
    Authorization: 'Bearer an-agent-token-for-tests',
  },
  customers_dot: { 'PRIVATE-TOKEN': 'a-token-for-tests' },
  scim: { Authorization: 'Bearer a-scim-token-for-tests' },
};

/** Every example of the contract of a release as an exchange of its own: nothing is wrong with any of them. */
export function exampleExchanges(release: Release): Line[] {
  const document = loadDocument(release);
  const definitions = operationObjects(document);
  return allOperations(document).flatMap((operation) => exchangesOf(operation, definitions.get(operation.id) ?? {}));
}

function exchangesOf(operation: OperationSummary, definition: JsonObject): Line[] {
  const [mediaType] = operation.requestMediaTypes;
  const content = mediaType === undefined ? {} : mediaOf(definition.requestBody, mediaType);
  const bodies: (Json | undefined)[] = mediaType === undefined ? [undefined] : examplesOf(content);
  const replies = repliesOf(definition);
  const line = (body: Json | undefined, response: Line['response']): Line => ({
    started_at: happenedAt,
    request: {
      method: operation.method.toUpperCase(),
      url: urlOf(operation, definition),
      headers: { ...credentials[operation.area], ...(mediaType !== undefined && { 'Content-Type': mediaType }) },
      ...(body !== undefined && { body }),
    },
    response,
  });
  return [
    ...bodies.map((body) => line(body, replies[0] ?? null)),
    ...replies.slice(1).map((reply) => line(bodies[0], reply)),
  ];
}

function urlOf({ path }: OperationSummary, { parameters }: JsonObject): string {
  const listed = [parameters ?? []].flat().filter(isObject);
  const query = new URLSearchParams();
  let url = path;
  for (const parameter of listed) {
    const value = String(sampleOf(parameter));
    if (parameter.in === 'path') url = url.replace(`{${parameter.name}}`, encodeURIComponent(value));
    else if (parameter.in === 'query' && parameter.required === true) query.set(String(parameter.name), value);
  }
  return query.size === 0 ? url : `${url}?${query}`;
}

function sampleOf(parameter: JsonObject): Json {
  const schema = isObject(parameter.schema) ? parameter.schema : {};
  const [listed] = [schema.examples ?? []].flat();
  return parameter.example ?? examplesOf(parameter)[0] ?? schema.example ?? listed ?? 7;
}

function repliesOf({ responses }: JsonObject): NonNullable<Line['response']>[] {
  return Object.entries(responses as Record<string, JsonObject>).flatMap(([status, response]) => {
    const [mediaType, media] = Object.entries(isObject(response.content) ? response.content : {})[0] ?? [];
    const headers = { 'X-Request-Id': '01GDYG9R9JJTHJJ4VDAJGHMZ5R', 'Retry-After': '5' };
    if (mediaType === undefined || !isObject(media)) return [{ status: Number(status), headers }];
    const typed = { ...headers, 'Content-Type': mediaType };
    return examplesOf(media).map((body) => ({ status: Number(status), headers: typed, body: JSON.stringify(body) }));
  });
}

function mediaOf(requestBody: Json | undefined, mediaType: string): JsonObject {
  const content = isObject(requestBody) && isObject(requestBody.content) ? requestBody.content : {};
  const media = content[mediaType];
  return isObject(media) ? media : {};
}

function examplesOf({ examples }: JsonObject): Json[] {
  return isObject(examples)
    ? Object.values(examples).flatMap((each) => (isObject(each) ? [each.value ?? null] : []))
    : [];
}

/** The lines of a recording. */
export function ndjson(lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
