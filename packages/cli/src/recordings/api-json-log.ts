import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';
import { numberIn, textIn, timeOf } from './loose.ts';
import type { Position, RecordingItem } from './recording.ts';
import { consumerOfAgent } from './user-agent.ts';

/** Reads a line of Rails' `api_json.log`, which has the parameters of query and body, secrets filtered. */
export function readApiJsonLine(value: JsonObject, position: Position): RecordingItem {
  const [method, path, status] = [textIn(value, 'method'), textIn(value, 'path'), numberIn(value, 'status')];
  if (method === undefined || path === undefined || status === undefined) return { other: position };
  const nothing = { headers: undefined, body: undefined };
  return {
    exchange: {
      position,
      time: timeOf(textIn(value, 'time')),
      request: { method, url: path, ...nothing, parameters: parametersOf(value.params) },
      reply: { status, mediaType: undefined, ...nothing },
      consumer: consumerOfAgent(textIn(value, 'ua')),
    },
  };
}

/** A list of `key` and `value`; older releases wrote an object. */
function parametersOf(params: Json | undefined): JsonObject | undefined {
  if (isObject(params)) return params;
  if (!Array.isArray(params)) return undefined;
  const pairs = params.filter(isObject).map(({ key, value }): [string, Json] => [String(key), value ?? null]);
  return Object.fromEntries(pairs);
}
