import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compile, complaints } from './ajv.test-support.ts';
import { examplesOf, loadChecklist, loadWhole, operationOf } from './checklist.test-support.ts';
import type { Json, JsonObject } from './document.ts';
import { loadDocument, loadSource } from './load.ts';
import { allOperations, messageSchemas } from './operation.ts';
import { project } from './projection.ts';
import { editions } from './release.ts';

const name = '@gitlab-internal-api/contract';

/** What another package of the workspace gets, like every program that has the contract installed. */
const load = createRequire(new URL('../../server/package.json', import.meta.url));

describe.each(editions)('The message schemas of %s', (edition) => {
  const folder = join(import.meta.dirname, '..', 'generated', edition, 'schemas');
  const schemas = new Map<string, JsonObject>(
    readdirSync(folder).map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
  );
  const contract = loadWhole(edition);

  test('are one file for each message, and no more', () => {
    const wanted = allOperations(contract).flatMap((operation) =>
      messageSchemas(contract, operation).map(([message]) => `${operation.id}.${message}.json`),
    );
    expect([...schemas.keys()].sort()).toEqual(wanted.sort());
  });

  test('are correct JSON Schemas that need nothing else', () => {
    for (const [file, schema] of schemas) expect(() => compile(schema), file).not.toThrow();
  });

  test.each(loadChecklist(edition).operations.map(({ operation }) => operation))('take the examples of %s', (id) => {
    const { requestBody, responses } = operationOf(contract, id);
    const messages = { ...(requestBody === undefined ? {} : { request: requestBody }), ...(responses as JsonObject) };
    for (const [message, definition] of Object.entries(messages)) {
      for (const example of examplesOf(definition)) {
        expect(
          complaints(schemas.get(`${id}.${message}.json`), example.value),
          `${id} ${message} ${example.name}`,
        ).toEqual([]);
      }
    }
  });

  test.each(
    loadChecklist(edition).operations.flatMap(({ operation, status, examples }) =>
      examples.flatMap(({ response }) => (response === undefined ? [] : [{ operation, status, response }])),
    ),
  )('take the documented answer of $operation', ({ operation, status, response }) => {
    const [success] = Object.keys(operationOf(contract, operation).responses as JsonObject);
    expect(complaints(schemas.get(`${operation}.${status ?? success}.json`), response as Json)).toEqual([]);
  });
});

test.each(editions)('Another package gets the document of %s in each format', (edition) => {
  const document = project(loadSource(), edition);
  expect(loadDocument(edition)).toEqual(document);
  expect(load(`${name}/${edition}/openapi.json`)).toEqual(document);
  expect(parse(readFileSync(load.resolve(`${name}/${edition}/openapi.yaml`), 'utf8'))).toEqual(document);
  const dereferenced = load(`${name}/${edition}/openapi.dereferenced.json`);
  expect(dereferenced.paths).toEqual(loadWhole(edition).paths);
  expect(load(`${name}/${edition}/schemas/checkGitAccess.200.json`)).toMatchObject({ title: 'checkGitAccess 200' });
});

test('`latest` is the newest edition', () => {
  const newest = loadDocument('15.6');
  expect(load(`${name}/latest`)).toEqual(newest);
  expect(load(`${name}/latest/openapi.json`)).toEqual(newest);
  expect(load.resolve(`${name}/latest/openapi.yaml`)).toBe(load.resolve(`${name}/15.6/openapi.yaml`));
  expect(load(`${name}/latest/schemas/checkGitAccess.request.json`)).toHaveProperty('$defs');
});

test('The package gives out nothing else', () => {
  for (const path of ['package.json', 'src/index.ts', '15.4/openapi.json', 'generated/15.6/openapi.json']) {
    expect(() => load.resolve(`${name}/${path}`), path).toThrow();
  }
});
