import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Json, JsonObject } from './document.ts';

/** What OpenAPI and this contract add to JSON Schema. */
const annotations = [
  'externalDocs',
  'x-gitlab-since',
  'x-gitlab-until',
  'x-gitlab-deprecated-since',
  'x-gitlab-required-until',
  'x-gitlab-sent-by',
  'x-gitlab-read-by',
  'x-gitlab-sensitive',
  'x-gitlab-case-insensitive',
];

const ajv = newAjv({});
const lenientAjv = newAjv({ coerceTypes: true });

/** Compiles a schema, which may be in no way doubtful itself. */
export function compile(schema: JsonObject): ValidateFunction {
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

function validated(own: Ajv2020, schema: Json | undefined, value: Json): object[] {
  if (schema === undefined) return [{ message: 'the contract has no schema for it' }];
  // Ajv keeps what it has compiled by the schema's identity.
  const validate = own.compile(schema as JsonObject);
  return validate(value) ? [] : (validate.errors ?? []);
}

/** Strict but for one habit of the contract: members of `allOf` and `anyOf` leave the type to those beside them. */
function newAjv(options: object): Ajv2020 {
  const made = new Ajv2020({ strict: true, strictTypes: false, allErrors: true, ...options });
  addFormats.default(made);
  for (const name of ['ip', 'ruby-date']) made.addFormat(name, true);
  made.addVocabulary(annotations);
  return made;
}
