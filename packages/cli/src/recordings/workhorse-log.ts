import type { JsonObject } from '@gitlab-internal-api/contract';
import { numberIn, textIn, timeOf } from './loose.ts';
import type { Position, RecordingItem } from './recording.ts';
import { consumerOfAgent } from './user-agent.ts';

/** Reads a line of Workhorse's JSON log; those of requests have the message `access`. */
export function readWorkhorseLine(value: JsonObject, position: Position): RecordingItem {
  const [method, uri, status] = [textIn(value, 'method'), textIn(value, 'uri'), numberIn(value, 'status')];
  if (method === undefined || uri === undefined || status === undefined || value.msg !== 'access')
    return { other: position };
  return {
    exchange: {
      position,
      time: timeOf(textIn(value, 'time')),
      request: { method, url: uri, headers: undefined, body: undefined },
      reply: { status, headers: undefined, mediaType: textIn(value, 'content_type') || undefined, body: undefined },
      consumer: consumerOfAgent(textIn(value, 'user_agent')),
    },
  };
}
