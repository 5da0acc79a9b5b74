import {
  allOperations,
  isObject,
  type Json,
  type JsonObject,
  loadDocument,
  type OperationSummary,
  operationObjects,
} from '@gitlab-internal-api/contract';
import { securitySchemes } from '@gitlab-internal-api/contract/operations';
import fc from 'fast-check';
import { exampleExchanges, type Line } from '../recordings/example-exchanges.test-support.ts';
import { type SchemaMutation, schemaMutations } from './schema-mutations.test-support.ts';

/** A clean exchange with one thing changed. */
export interface Mutant {
  readonly kind: string;
  readonly operation: string;
  readonly line: Line;
  /** Whether the contract forbids the result, by how it was made. */
  readonly isForbidden: boolean;
}

type Reply = NonNullable<Line['response']>;

/** A clean exchange with what the contract says about its operation. */
interface Subject {
  readonly line: Line;
  readonly reply: Reply;
  readonly operation: OperationSummary;
  readonly definition: JsonObject;
}

type Mutation = Omit<Mutant, 'operation'>;

const document = loadDocument('15.6');
const operations = allOperations(document);
const definitions = operationObjects(document);

/** The mutants that a seed chooses, of each kind some for each operation. */
export function mutants(seed: number, ofEach: number): Mutant[] {
  const all = exampleExchanges('15.6').flatMap(subjectOf).flatMap(mutantsOf);
  const groups = Map.groupBy(all, ({ kind, operation }) => `${kind} ${operation}`);
  return [...groups.values()].flatMap((group) => {
    const size = Math.min(ofEach, group.length);
    return fc.sample(fc.shuffledSubarray(group, { minLength: size, maxLength: size }), { seed, numRuns: 1 }).flat();
  });
}

/** What was exchanged with an operation; the path tells which. */
function subjectOf(line: Line): Subject[] {
  const operation = operations.find((each) => leadsTo(each, line.request.method, pathOf(line.request.url)));
  const definition = operation && definitions.get(operation.id);
  return operation && definition && line.response ? [{ line, reply: line.response, operation, definition }] : [];
}

function leadsTo({ method, path }: OperationSummary, asked: string, pathname: string): boolean {
  return method.toUpperCase() === asked && fitsPath(path, pathname);
}

function fitsPath(path: string, pathname: string): boolean {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname);
}

function pathOf(url: string): string {
  return url.replace(/\?.*$/, '');
}

function mutantsOf(subject: Subject): Mutant[] {
  const makers = [targetMutations, queryMutations, credentialMutations, requestMutations, replyMutations];
  const operation = subject.operation.id;
  return makers.flatMap((make) => make(subject)).map((mutation) => ({ ...mutation, operation }));
}

function forbidden(kind: string, line: Line): Mutation {
  return { kind, line, isForbidden: true };
}

function targetMutations({ line }: Subject): Mutation[] {
  const { url } = line.request;
  const path = pathOf(url).replace(/\/(internal|namespaces|v2)\//, '/mutant-$1/');
  const method = ['DELETE', 'PATCH', 'PUT', 'POST'].find(
    (other) => !operations.some((operation) => leadsTo(operation, other, pathOf(url))),
  );
  return [
    ...(operations.some((operation) => fitsPath(operation.path, path))
      ? []
      : [forbidden('path changed', asking(line, { url: url.replace(pathOf(url), path) }))]),
    ...(method === undefined ? [] : [forbidden('method changed', asking(line, { method }))]),
  ];
}

function queryMutations({ line, definition }: Subject): Mutation[] {
  const [, sent = ''] = line.request.url.split('?');
  const listed = [definition.parameters ?? []].flat().filter(isObject);
  return listed
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name, required, schema }) => {
      const without = new URLSearchParams(sent);
      without.delete(String(name));
      const spoilt = new URLSearchParams(without);
      spoilt.set(String(name), '<a mutant>');
      const takesNoText = isObject(schema) && (schema.pattern !== undefined || schema.type === 'integer');
      const urlWith = (query: URLSearchParams) => asking(line, { url: `${pathOf(line.request.url)}?${query}` });
      return [
        ...(required === true ? [forbidden('required parameter dropped', urlWith(without))] : []),
        ...(takesNoText ? [forbidden('parameter left its form', urlWith(spoilt))] : []),
      ];
    });
}

/** Each header with a credential is taken away alone, which is forbidden where every alternative then lacks something. */
function credentialMutations({ line, operation }: Subject): Mutation[] {
  const names = Object.fromEntries(Object.entries(securitySchemes).map(([scheme, { name }]) => [scheme, name]));
  const present = Object.keys(line.request.headers);
  return operation.security
    .flat()
    .filter((scheme) => present.includes(names[scheme] ?? ''))
    .map((scheme) => {
      const { [names[scheme] ?? '']: _, ...headers } = line.request.headers;
      const isForbidden = !operation.security.some((all) => all.every((each) => (names[each] ?? '') in headers));
      return {
        kind: 'credential dropped',
        line: asking(line, { headers: { Accept: '*/*', ...headers } }),
        isForbidden,
      };
    });
}

function requestMutations({ line, definition }: Subject): Mutation[] {
  const { body, headers } = line.request;
  const content = isObject(definition.requestBody) ? definition.requestBody.content : undefined;
  const media = isObject(content) ? content[headers['Content-Type'] ?? ''] : undefined;
  if (!isObject(body) || !isObject(media)) return [];
  const text = JSON.stringify(body).slice(0, -1);
  return [
    ...schemaMutations(body, media.schema, 'request').map(({ kind, value, isForbidden }) => {
      return { kind, isForbidden, line: asking(line, { body: value }) };
    }),
    { kind: 'unknown parameter added', isForbidden: false, line: asking(line, { body: { ...body, a_mutant: 1 } }) },
    forbidden('request cut off', asking(line, { body: text })),
    forbidden('media type of a request changed', asking(line, { headers: { ...headers, 'Content-Type': 'text/xml' } })),
  ];
}

function replyMutations({ line, reply, definition }: Subject): Mutation[] {
  const responses = isObject(definition.responses) ? definition.responses : {};
  const response = responses[reply.status];
  if (!isObject(response)) return [];
  const [, media] = Object.entries(isObject(response.content) ? response.content : {})[0] ?? [];
  const status = [206, 418, 207].find((other) => !(other in responses)) ?? 299;
  return [
    forbidden('status changed', answering(line, { ...reply, status })),
    ...headerMutations(line, reply, response),
    ...(isObject(media)
      ? bodyMutations(line, reply, media)
      : [forbidden('body added', answering(line, { ...reply, body: '{}' }))]),
  ];
}

function headerMutations(line: Line, reply: Reply, { headers }: JsonObject): Mutation[] {
  return Object.entries(isObject(headers) ? headers : {})
    .filter(([name]) => name in reply.headers)
    .map(([name, header]) => {
      const { [name]: _, ...others } = reply.headers;
      const isForbidden = isObject(header) && header.required === true;
      return { kind: 'header dropped', line: answering(line, { ...reply, headers: others }), isForbidden };
    });
}

function bodyMutations(line: Line, reply: Reply, { schema }: JsonObject): Mutation[] {
  const body: Json = JSON.parse(String(reply.body));
  const headers = { ...reply.headers, 'Content-Type': 'text/html' };
  const changes: SchemaMutation[] = schemaMutations(body, schema, 'reply');
  return [
    ...changes.map(({ kind, value, isForbidden }) => {
      return { kind, isForbidden, line: answering(line, { ...reply, body: JSON.stringify(value) }) };
    }),
    forbidden('media type of a reply changed', answering(line, { ...reply, headers })),
    forbidden('body of a reply dropped', answering(line, { ...reply, body: '' })),
    ...(isObject(body)
      ? [forbidden('reply cut off', answering(line, { ...reply, body: `${JSON.stringify(body)}}` }))]
      : []),
  ];
}

function asking(line: Line, changes: Partial<Line['request']>): Line {
  return { ...line, request: { ...line.request, ...changes } };
}

function answering(line: Line, response: Reply): Line {
  return { ...line, response };
}
