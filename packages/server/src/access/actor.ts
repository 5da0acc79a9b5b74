import { after, type Soon } from '@gitlab-internal-api/validator';
import type { Store } from '../store/store.ts';
import type { User } from '../store/users.ts';
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
export function resolveActor(parameters: ActorParameters, store: Store): Soon<Actor> {
  const { key_id, user_id, username, identifier } = parameters;
  if (key_id !== undefined) return byKey(toId(key_id), store);
  if (user_id !== undefined) return byUser(toId(user_id), store);
  if (username !== undefined) return after(store.users.findByUsername(username), ofUser);
  const [, kind, id = ''] = /^(user|key)-(\d+)$/.exec(identifier ?? '') ?? [];
  if (kind === 'key') return byKey(toId(id), store);
  return kind === 'user' ? byUser(toId(id), store) : ofUser(undefined);
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

function byKey(id: number, store: Store): Soon<Actor> {
  return after(store.keys.find(id), (key) => {
    if (!key || key.user_id === null) return { user: undefined, key };
    return after(store.users.find(key.user_id), (user) => ({ user, key }));
  });
}

function byUser(id: number, store: Store): Soon<Actor> {
  return after(store.users.find(id), ofUser);
}

function ofUser(user: User | undefined): Actor {
  return { user, key: undefined };
}

/** An id as the database has it; what is no id is that of nobody. */
export function toId(id: number | string): number {
  const value = Number(id);
  return Number.isSafeInteger(value) && value > 0 && value <= 2_147_483_647 ? value : 0;
}
