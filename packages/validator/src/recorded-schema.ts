import type { Json, JsonObject } from '@gitlab-internal-api/contract';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { toViolations, type Violation } from './violation.ts';

/** Finds what keeps a value from fitting a JSON Schema: the shape in which somebody writes exchanges down. */
export function createSchemaValidator(schema: JsonObject): (value: Json) => Violation[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : toViolations(validate.errors ?? [], 'body'));
}
