import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { formats } from './formats.ts';
import type { ReadParameters } from './parameters.ts';

/** Whether a request has nothing against it at all. */
export type RequestFitter = (request: ReadParameters) => boolean;

const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: false });
addFormats.default(ajv);
for (const [name, validate] of Object.entries(formats)) ajv.addFormat(name, { type: 'string', validate });

/**
 * A quick look for recordings, which are mostly right: one schema of everything that the contract says about the parameters.
 * What it does not pass is looked at again by the validator of the pipeline, and only that says what is wrong.
 */
export function createRequestFitter(definition: JsonObject): RequestFitter {
  const compiled = new Map<string | undefined, ValidateFunction>();
  return ({ path, query, headers, body, mediaType }) => {
    const validate = compiled.get(mediaType) ?? ajv.compile(requestSchema(definition, mediaType));
    compiled.set(mediaType, validate);
    return validate({ path, query, header: headers, body }) === true;
  };
}

function requestSchema(definition: JsonObject, mediaType: string | undefined): JsonObject {
  const parts = (['path', 'query', 'header'] as const).map((place): [string, Json] => [
    place,
    parameterSchema(definition, place),
  ]);
  return { properties: { ...Object.fromEntries(parts), body: bodySchema(definition, mediaType) } };
}

function parameterSchema({ parameters }: JsonObject, place: string): JsonObject {
  const own = [parameters ?? []]
    .flat()
    .filter((each) => isObject(each))
    .filter((each) => each.in === place);
  const nameOf = ({ name }: JsonObject) => (place === 'header' ? String(name).toLowerCase() : String(name));
  const properties = own.map((each): [string, Json] => [nameOf(each), each.schema ?? {}]);
  const required = own.filter((each) => each.required === true).map(nameOf);
  return { type: 'object', properties: Object.fromEntries(properties), required };
}

function bodySchema({ requestBody }: JsonObject, mediaType: string | undefined): JsonObject {
  const content = isObject(requestBody) && isObject(requestBody.content) ? requestBody.content : {};
  const media = content[mediaType ?? ''];
  return isObject(media) && isObject(media.schema) ? media.schema : {};
}
