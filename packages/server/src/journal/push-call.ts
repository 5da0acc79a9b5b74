import { isObject, type JsonObject } from '@gitlab-internal-api/contract';
import type { Exchange } from '@gitlab-internal-api/validator';
import type { Facts } from './recorded.ts';

/** A call that is part of a push. */
export interface Call {
  readonly entry: number;
  readonly operation: 'checkGitAccess' | 'preReceive' | 'postReceive';
  readonly repository: string;
  /** The identifiers of who pushes, all that the call tells: `key-11`, `user-1`, `username-root`. */
  readonly actors: readonly string[];
  readonly correlationId: string;
  readonly worldTime: number;
  /** The reference counter after the call; null where it was not touched. */
  readonly counter: number | null;
  /** Whether access was allowed. */
  readonly isYes: boolean;
  /** Whether it names the refs of the push, as Gitaly does. */
  readonly hasRefs: boolean;
}

/** What an exchange means for a push; undefined where nothing. */
export function callOf(
  { id, worldTime }: Facts,
  { operation, input, reply, remarks, requestId, defect }: Exchange,
): Call | undefined {
  const name = operation?.id;
  if (!isOfPush(name) || input === undefined || defect !== undefined) return undefined;
  const counter = typeof remarks.referenceCounter === 'number' ? remarks.referenceCounter : null;
  const about = { entry: id, worldTime, correlationId: requestId, counter };
  if (name !== 'checkGitAccess') {
    // A call that was refused, or that found no Redis, has counted nothing.
    if (counter === null) return undefined;
    const repository = textOf(input.gl_repository) ?? '';
    return { ...about, operation: name, repository, actors: identifiers(input), isYes: true, hasRefs: true };
  }
  return accessCall({ input, reply }, about);
}

/** Only a decision counts: not a refused credential, nor that the push belongs to a Geo primary. */
function accessCall(
  { input = {}, reply }: Pick<Exchange, 'input' | 'reply'>,
  about: Pick<Call, 'entry' | 'worldTime' | 'correlationId' | 'counter'>,
): Call | undefined {
  const answer = isObject(reply.body) ? reply.body : {};
  const isYes = answer.status === true;
  const repository = textOf(answer.gl_repository) ?? textOf(input.gl_repository);
  const isDecided = isYes ? reply.status === 200 : answer.status === false;
  if (input.action !== 'git-receive-pack' || repository === undefined || !isDecided) return undefined;
  const hasRefs = (textOf(input.changes) ?? '_any') !== '_any';
  const actors = identifiers(answer, identifiers(input));
  return { ...about, operation: 'checkGitAccess', repository, actors, isYes, hasRefs };
}

function isOfPush(name: string | undefined): name is Call['operation'] {
  return name === 'checkGitAccess' || name === 'preReceive' || name === 'postReceive';
}

/** Gitaly's hooks name the actor as checkGitAccess did in its reply, or as GitLab Shell did when it asked. */
const identities: readonly (readonly [prefix: string, name: string])[] = [
  ['', 'identifier'],
  ['', 'gl_id'],
  ['key-', 'key_id'],
  ['key-', 'gl_key_id'],
  ['user-', 'user_id'],
  ['username-', 'username'],
  ['username-', 'gl_username'],
];

function identifiers(values: JsonObject, found: string[] = []): string[] {
  for (const [prefix, name] of identities) {
    const text = textOf(values[name]);
    if (text !== undefined && !found.includes(prefix + text)) found.push(prefix + text);
  }
  return found;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
