import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  isObject,
  type Json,
  type JsonObject,
  latestEdition,
  type OperationSummary,
} from '@gitlab-internal-api/contract';
import express, { type ErrorRequestHandler } from 'express';
import { middleware } from 'express-openapi-validator';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { flat, valuesOf } from './arbitraries.test-support.ts';
import { documentOf } from './examples.test-support.ts';
import { formats } from './formats.ts';
import { createParameterReader } from './parameters.ts';
import { RecordedTraffic } from './recorded-exchange.ts';
import { createRequestValidator } from './request-validator.ts';

const document = documentOf(latestEdition);
const traffic = new RecordedTraffic(document);
const path = { id: '1', target_id: '2', group_path: 'group' };

/** Express-openapi-validator as its README shows it: one middleware on the whole document. */
const referee = createServer(
  express()
    .use(express.json({ type: () => true, strict: false }))
    .use(
      middleware({
        apiSpec: structuredClone(document) as object as Parameters<typeof middleware>[0]['apiSpec'],
        formats: Object.fromEntries(
          Object.entries(formats).map(([name, validate]) => [name, { type: 'string' as const, validate }]),
        ),
        validateApiSpec: false,
        validateRequests: { allErrors: true, allowUnknownQueryParameters: true, coerceTypes: false },
        validateResponses: false,
        validateSecurity: false,
      }),
    )
    .use((request, response) => void response.json({ body: request.body ?? null }))
    .use(((error, _request, response, _next) => {
      response.status(error.status ?? 500).json({ message: error.message });
    }) satisfies ErrorRequestHandler),
);

beforeAll(() => {
  // Making up the next request may take longer than an idle connection is kept by default.
  referee.keepAliveTimeout = 60_000;
  return new Promise<void>((resolve) => void referee.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void referee.close());

interface Asked {
  readonly query: JsonObject;
  readonly body: JsonObject | undefined;
}

/** What the referee says of a request: its body with the contract's defaults, or nothing where it refuses it. */
async function refereed(operation: OperationSummary, { query, body }: Asked): Promise<Json | undefined> {
  const { port } = referee.address() as AddressInfo;
  const target = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof path) => path[name]);
  const search = Object.entries(query).map(([name, value]) => `${name}=${escaped(String(value))}`);
  const response = await fetch(`http://127.0.0.1:${port}${target}?${search.join('&')}`, {
    method: operation.method.toUpperCase(),
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': operation.requestMediaTypes[0] ?? '' } }),
  });
  const answer = (await response.json()) as { body: Json };
  expect(response.status === 200 || response.status === 400, JSON.stringify(answer)).toBe(true);
  return response.status === 200 ? answer.body : undefined;
}

/** Every byte as an escape: express-openapi-validator refuses reserved characters in a query, such as those of a filter. */
function escaped(text: string): string {
  return Buffer.from(text).toString('hex').replaceAll(/../g, '%$&');
}

function parametersOf(definition: JsonObject): JsonObject {
  const { requestBody, parameters } = definition;
  const [media] = isObject(requestBody) && isObject(requestBody.content) ? Object.values(requestBody.content) : [];
  if (isObject(media)) return isObject(media.schema) ? flat(media.schema) : {};
  const query = ((parameters ?? []) as JsonObject[]).filter((parameter) => parameter.in === 'query');
  return {
    type: 'object',
    properties: Object.fromEntries(query.map(({ name, schema }) => [String(name), schema ?? {}])),
  };
}

/** The examples of the contract. */
function documented({ requestBody }: JsonObject): JsonObject[] {
  const content = isObject(requestBody) && isObject(requestBody.content) ? Object.values(requestBody.content) : [];
  const examples = content.flatMap((media) =>
    isObject(media) && isObject(media.examples) ? Object.values(media.examples) : [],
  );
  return examples.map((example) => (isObject(example) ? example.value : undefined)).filter((value) => isObject(value));
}

/** Parameters that are right, and parameters of which one is gone or something else. */
function asked(schema: JsonObject, others: readonly Json[]): fc.Arbitrary<JsonObject> {
  const right = valuesOf(schema).map((value) => (isObject(value) ? value : {}));
  return fc.tuple(right, fc.nat(), fc.constantFrom(undefined, null, ...others)).map(([value, at, other]) => {
    const names = Object.keys(value);
    const name = names[at % Math.max(names.length, 1)];
    if (other === undefined || name === undefined) return value;
    const { [name]: _, ...rest } = value;
    return other === null ? rest : { ...rest, [name]: other };
  });
}

const inBodies: readonly Json[] = [
  '',
  'x',
  'true',
  '7',
  '{"a":1}',
  -1,
  1.5,
  7,
  true,
  [],
  ['x'],
  [7],
  {},
  'x'.repeat(300),
];
const inQueries: readonly Json[] = ['', 'x', '7', '-1', '1.5', 'x'.repeat(300)];

describe('A request is valid here when it is for express-openapi-validator by itself', () => {
  test.each(traffic.operations)('$id', async (operation) => {
    const definition = traffic.definitionOf(operation.id);
    const readRequest = createParameterReader(operation, definition);
    const validate = createRequestValidator(operation, definition);
    const hasBody = operation.requestMediaTypes.length > 0;
    const parameters = asked(parametersOf(definition), hasBody ? inBodies : inQueries);
    const headers = { 'content-type': operation.replyMediaType };
    await fc.assert(
      fc.asyncProperty(parameters, async (sent) => {
        const body = Buffer.from(JSON.stringify(sent));
        const read = await readRequest({ method: operation.method, target: operation.path, headers, body }, path);
        if ('reply' in read) return;
        const theirs = await refereed(operation, structuredClone({ query: read.query, body: read.body }));
        const isValid = validate(read).length === 0;
        expect({ sent, isValid }).toEqual({ sent, isValid: theirs !== undefined });
        if (isValid && hasBody) expect(read.body).toEqual(theirs);
      }),
      { examples: documented(definition).map((value) => [value]), numRuns: 30, seed: 8 },
    );
  });
});
