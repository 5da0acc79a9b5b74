import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { complaints, complaintsOfText } from './ajv.test-support.ts';
import { loadWhole, operationOf } from './checklist.test-support.ts';
import { type Document, dereference, isObject, type Json, type JsonObject } from './document.ts';
import { allOperations } from './operation.ts';
import { editions } from './release.ts';

/** What another package gets that has the contract installed. */
const load = createRequire(new URL('../../server/package.json', import.meta.url));

/** Ajv knows `nullable` as OpenAPI 3.0 means it: beside a `type`. */
const schemasOf30 = newAjv({});
const textsOf30 = newAjv({ coerceTypes: true });

describe.each(editions)('In OpenAPI 3.0, %s', (edition) => {
  const contract = loadWhole(edition);
  const written: Document = load(`@gitlab-internal-api/contract/${edition}/openapi-3.0.json`);
  const converted = dereference(written);
  const ids = allOperations(contract).map(({ id }) => id);

  test('says that it is 3.0, and has the same operations and security', () => {
    expect(written.openapi).toBe('3.0.3');
    expect(allOperations(converted)).toEqual(allOperations(contract));
    expect(written.components.securitySchemes).toEqual(contract.components.securitySchemes);
  });

  test.each(ids)('%s takes and refuses the same messages', (id) => {
    const differences = messagesOf(contract, id).flatMap(({ where, schema, examples }) => {
      const other = messagesOf(converted, id).find((message) => message.where === where);
      expect(other?.examples, where).toEqual(examples);
      const isRight = schemasOf30.compile(other?.schema ?? false);
      return examples
        .flatMap((example) => [example, ...variantsOf(example)])
        .filter((value) => isRight(value) !== (complaints(schema, value).length === 0))
        .map((value) => `${where}: ${JSON.stringify(value)}`);
    });
    expect(differences).toEqual([]);
  });

  test.each(ids)('%s takes and refuses the same parameters', (id) => {
    const others = parametersOf(converted, id);
    for (const [index, { name, schema = null, examples }] of parametersOf(contract, id).entries()) {
      const other = others[index];
      expect(other).toMatchObject({ name });
      const isRight = textsOf30.compile((other?.schema ?? false) as JsonObject);
      const texts = [...valuesOf(examples), '', '7', '-7', '7.5', 'text', 'a/b', 'true'].map(String);
      for (const text of texts) {
        expect(isRight(text), `${name} ${text}`).toBe(complaintsOfText(schema, text).length === 0);
      }
      expect(valuesOf(other?.examples).map(String)).toEqual(valuesOf(examples).map(String));
    }
  });
});

interface Message {
  readonly where: string;
  readonly schema: JsonObject;
  readonly examples: readonly Json[];
}

/** The bodies of an operation by status (or `request`) and media type. */
function messagesOf(document: Document, id: string): Message[] {
  const { requestBody, responses } = operationOf(document, id);
  const all = { ...(requestBody === undefined ? {} : { request: requestBody }), ...(responses as JsonObject) };
  return Object.entries(all).flatMap(([name, message]) =>
    Object.entries(isObject(message) && isObject(message.content) ? message.content : {}).flatMap(([type, media]) =>
      isObject(media) && isObject(media.schema)
        ? [{ where: `${name} ${type}`, schema: media.schema, examples: valuesOf(media.examples) }]
        : [],
    ),
  );
}

function parametersOf(document: Document, id: string): JsonObject[] {
  const { parameters } = operationOf(document, id);
  return Array.isArray(parameters) ? parameters.filter(isObject) : [];
}

function valuesOf(examples: Json | undefined): Json[] {
  return isObject(examples) ? Object.values(examples).map((example) => (example as JsonObject).value ?? null) : [];
}

/** The value with each part of it left out or replaced by something of every type. */
function variantsOf(value: Json): Json[] {
  const replacements: Json[] = [null, true, 0, -1, 2, 1.5, '', '7', 'text', '2020-07-15', [], [null], {}];
  if (Array.isArray(value)) {
    const [first = null] = value;
    return [...replacements, ...variantsOf(first).map((variant) => [variant])];
  }
  if (!isObject(value)) return replacements;
  const inside = Object.entries(value).flatMap(([name, member]) => {
    const { [name]: _, ...others } = value;
    return [others, ...variantsOf(member).map((variant) => ({ ...value, [name]: variant }))];
  });
  return [...replacements, ...inside];
}

function newAjv(options: object): Ajv {
  const made = new Ajv({ strict: false, ...options });
  addFormats.default(made);
  for (const name of ['ip', 'ruby-date']) made.addFormat(name, true);
  return made;
}
