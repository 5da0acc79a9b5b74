import { isObject, type Json, type JsonObject, type OperationSummary } from '@gitlab-internal-api/contract';
import { bodyMedia, listedParameters, type Parameters } from './parameters.ts';

/** A request that the contract shows. */
export interface Example {
  readonly name: string;
  readonly parameters: Parameters;
}

/** The requests that the contract shows for an operation; the first has nothing special. */
export function examplesOf({ requestMediaTypes: [mediaType] }: OperationSummary, definition: JsonObject): Example[] {
  const bodies = Object.entries(examplesIn(bodyMedia(definition, mediaType)));
  const plain = { path: placeExample(definition, 'path'), query: placeExample(definition, 'query') };
  if (bodies.length > 0) return bodies.map(([name, body]) => ({ name, parameters: { ...plain, body } }));
  const body = mediaType === undefined ? {} : { body: {} };
  const names = new Set(['path', 'query'].flatMap((place) => namesIn(definition, place)));
  if (names.size === 0) return [{ name: 'documented', parameters: { ...plain, ...body } }];
  return [...names].map((name) => ({
    name,
    parameters: {
      path: placeExample(definition, 'path', name),
      query: placeExample(definition, 'query', name),
      ...body,
    },
  }));
}

function namesIn(definition: JsonObject, place: string): string[] {
  return listedParameters(definition, place).flatMap((parameter) => Object.keys(examplesIn(parameter)));
}

/** What has an example of the name; what is required has its first one otherwise. */
function placeExample(definition: JsonObject, place: string, name?: string): JsonObject {
  const values = listedParameters(definition, place).flatMap((parameter): [string, Json][] => {
    const examples = examplesIn(parameter);
    const [first] = Object.values(examples);
    const value =
      (name === undefined ? undefined : examples[name]) ?? (parameter.required === true ? first : undefined);
    return value === undefined ? [] : [[String(parameter.name), value]];
  });
  return Object.fromEntries(values);
}

/** The examples of a parameter or a body by their names; a single one has none. */
function examplesIn(node: JsonObject | undefined): JsonObject {
  if (node?.example !== undefined) return { documented: node.example };
  const named = isObject(node?.examples) ? Object.entries(node.examples) : [];
  return Object.fromEntries(
    named.flatMap(([name, one]) => (isObject(one) && 'value' in one ? [[name, one.value]] : [])),
  );
}
