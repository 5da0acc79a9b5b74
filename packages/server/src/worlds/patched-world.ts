import { isObject, type Json } from '@gitlab-internal-api/contract';
import type { World } from '../world/world.ts';
import { mergePatch } from './merge-patch.ts';

/** A world after a patch. As on GitLab a personal namespace goes with its user, unless the patch says itself which ones stay. */
export function patchedWorld(before: World, patch: Json): Json {
  const after = mergePatch(before as Json, patch);
  if (!isObject(patch) || !isObject(after) || !('users' in patch) || 'namespaces' in patch) return after;
  const users = Array.isArray(after.users) ? after.users : [];
  const names = new Set(users.map((user) => (isObject(user) ? user.username : undefined)));
  const namespaces = before.namespaces?.filter(({ kind, path }) => kind !== 'user' || names.has(path));
  return { ...after, namespaces: (namespaces ?? []) as Json };
}
