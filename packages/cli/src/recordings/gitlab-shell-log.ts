import type { JsonObject } from '@gitlab-internal-api/contract';
import { numberIn, textIn, timeOf } from './loose.ts';
import type { Position, RecordingItem } from './recording.ts';

/**
 * Reads a line of `gitlab-shell.log`, which tells of requests with `method`, `url` and `status`, and of much else. A
 * request that got no answer has no status.
 */
export function readGitlabShellLine(value: JsonObject, position: Position): RecordingItem {
  const [method, url] = [textIn(value, 'method'), textIn(value, 'url')];
  if (method === undefined || url === undefined) return { other: position };
  const status = numberIn(value, 'status');
  const nothing = { headers: undefined, body: undefined };
  return {
    exchange: {
      position,
      time: timeOf(textIn(value, 'time')),
      request: { method, url, ...nothing },
      reply: status === undefined ? undefined : { status, mediaType: undefined, ...nothing },
      consumer: 'gitlab-shell',
    },
  };
}
