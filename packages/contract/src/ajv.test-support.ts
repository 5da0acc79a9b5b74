import { createRequire } from 'node:module';
import type { Json, JsonObject } from './document.ts';

type Validate = { (value: Json): boolean; errors?: object[] | null };

interface Ajv {
  compile(schema: JsonObject): Validate;
  addFormat(name: string, format: true): void;
  addVocabulary(keywords: string[]): void;
}

// The contract depends on nothing, not even for its tests: they borrow the validator's Ajv.
const load = createRequire(new URL('../../validator/package.json', import.meta.url));
const { Ajv2020 } = load('ajv/dist/2020.js') as { Ajv2020: new (options: object) => Ajv };
const { default: addFormats } = load('ajv-formats') as { default: (ajv: Ajv) => void };

/** What OpenAPI and this contract add to JSON Schema. */
const annotations = [
  'externalDocs',
  'x-gitlab-since',
  'x-gitlab-until',
  'x-gitlab-deprecated-since',
  'x-gitlab-required-until',
  'x-gitlab-sensitive',
  'x-gitlab-case-insensitive',
];

const ajv = newAjv({});
const lenientAjv = newAjv({ coerceTypes: true });

/** Compiles a schema, which may be in no way doubtful itself. */
export function compile(schema: JsonObject): Validate {
  return ajv.compile(schema);
}

/** What is wrong with a value by its schema; nothing, if it is right. */
export function complaints(schema: Json | undefined, value: Json): object[] {
  return validated(ajv, schema, value);
}

/** The same for data of a form or a query, which are all text: a text may stand for the number that is wanted. */
export function complaintsOfText(schema: Json | undefined, value: Json): object[] {
  return validated(lenientAjv, schema, structuredClone(value));
}

function validated(own: Ajv, schema: Json | undefined, value: Json): object[] {
  if (schema === undefined) return [{ message: 'the contract has no schema for it' }];
  // Ajv keeps what it has compiled by the schema's identity.
  const validate = own.compile(schema as JsonObject);
  return validate(value) ? [] : (validate.errors ?? []);
}

/** Strict but for one habit of the contract: members of `allOf` and `anyOf` leave the type to those beside them. */
function newAjv(options: object): Ajv {
  const made = new Ajv2020({ strict: true, strictTypes: false, allErrors: true, ...options });
  addFormats(made);
  for (const name of ['ip', 'ruby-date']) made.addFormat(name, true);
  made.addVocabulary(annotations);
  return made;
}
