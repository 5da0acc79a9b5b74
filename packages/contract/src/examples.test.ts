import { describe, expect, test } from 'vitest';
import { complaints } from './ajv.test-support.ts';
import { loadChecklist, loadWhole, operationOf } from './checklist.test-support.ts';
import { isObject, type Json, type JsonObject } from './document.ts';
import { allOperations } from './operation.ts';
import { editions } from './release.ts';

/** A value that stands somewhere in the contract as an example of a schema. */
interface Example {
  readonly where: string;
  readonly schema: Json | undefined;
  readonly value: Json;
}

describe.each(editions)('In the contract of %s', (edition) => {
  const contract = loadWhole(edition);
  const ids = allOperations(contract).map(({ id }) => id);
  const documented = loadChecklist(edition).operations;

  test.each(ids)('every example of %s is what its schema says', (id) => {
    const examples = examplesIn(operationOf(contract, id), id);
    const wrong = examples.filter(({ schema, value }) => complaints(schema, value).length > 0);
    expect(wrong.map(({ where }) => where)).toEqual([]);
    expect(examples.length).toBeGreaterThan(4);
  });

  test.each(ids)('every body of %s has an example', (id) => {
    const operation = operationOf(contract, id);
    const bodies = [operation.requestBody, ...Object.values(operation.responses as JsonObject)].flatMap(mediaOf);
    expect(bodies.filter(([, { examples }]) => Object.keys(examples ?? {}).length === 0)).toEqual([]);
  });

  test.each(documented.map(({ operation }) => operation))('the examples of %s differ', (id) => {
    for (const message of Object.values(operationOf(contract, id).responses as JsonObject)) {
      for (const [, { examples }] of mediaOf(message)) {
        const values = Object.values(examples as { [name: string]: JsonObject }).map(({ value }) =>
          JSON.stringify(value),
        );
        expect(new Set(values).size, id).toBe(values.length);
      }
    }
  });
});

/** The examples of bodies, parameters and headers, by name and without, and those that schemas give of themselves. */
function examplesIn(node: Json | undefined, where: string): Example[] {
  if (Array.isArray(node)) return node.flatMap((member, index) => examplesIn(member, `${where}/${index}`));
  if (!isObject(node)) return [];
  const schema = node.schema ?? node;
  const listed = Array.isArray(node.examples) ? node.examples : 'example' in node ? [node.example as Json] : [];
  const named = isObject(node.examples) ? Object.entries(node.examples as { [name: string]: JsonObject }) : [];
  return [
    ...listed.map((value) => ({ where, schema, value })),
    ...named.map(([name, { value }]) => ({ where: `${where}/${name}`, schema, value: value as Json })),
    ...Object.entries(node).flatMap(([key, value]) => (key === 'examples' ? [] : examplesIn(value, `${where}/${key}`))),
  ];
}

function mediaOf(message: Json | undefined): [string, JsonObject][] {
  if (!isObject(message) || !isObject(message.content)) return [];
  return Object.entries(message.content as { [mediaType: string]: JsonObject });
}
