import type { Store } from '../store/store.ts';
import type { Actor } from './question.ts';

/** The parameters by which GitLab Shell and Gitaly name an actor. */
export interface ActorParameters {
  readonly key_id?: number | string | undefined;
  readonly user_id?: number | string | undefined;
  readonly username?: string | undefined;
  readonly identifier?: string | undefined;
  readonly krb5principal?: string | undefined;
}

/** The actor that the first present parameter names, in GitLab's order; who is unknown is nobody. */
export async function resolveActor(parameters: ActorParameters, store: Store): Promise<Actor> {
  const { key_id, user_id, username, identifier } = parameters;
  if (key_id !== undefined) return byKey(toId(key_id), store);
  if (user_id !== undefined) return byUser(toId(user_id), store);
  if (username !== undefined) return { user: await store.users.findByUsername(username), key: undefined };
  const [, kind, id = ''] = /^(user|key)-(\d+)$/.exec(identifier ?? '') ?? [];
  if (kind === 'key') return byKey(toId(id), store);
  return kind === 'user' ? byUser(toId(id), store) : { user: undefined, key: undefined };
}

/** The parameter that names the actor, as a person would say it. */
export function namedActor({
  key_id,
  user_id,
  username,
  identifier,
  krb5principal,
}: ActorParameters): string | undefined {
  if (key_id !== undefined) return `key ${key_id}`;
  if (user_id !== undefined) return `user ${user_id}`;
  return username ?? identifier ?? krb5principal;
}

async function byKey(id: number, store: Store): Promise<Actor> {
  const key = await store.keys.find(id);
  return { key, user: key && key.user_id !== null ? await store.users.find(key.user_id) : undefined };
}

async function byUser(id: number, store: Store): Promise<Actor> {
  return { key: undefined, user: await store.users.find(id) };
}

/** An id as the database has it; what is no id is that of nobody. */
export function toId(id: number | string): number {
  const value = Number(id);
  return Number.isSafeInteger(value) && value > 0 && value <= 2_147_483_647 ? value : 0;
}
