import { roles } from '../store/members.ts';
import type { Project } from '../store/projects.ts';
import { type Actor, isDeployKey } from './question.ts';

/** Who an actor is, as a trace names them. */
export function actorName(actor: Actor): string {
  if (isDeployKey(actor)) return `deploy key ${actor.key.id}`;
  return actor.user?.username ?? 'nobody';
}

/** What an actor is in a project: `rubi is developer in group/public`, `no role in secret/vault`. */
export function roleText(actor: Actor, role: number, { path }: Project): string {
  const found = Object.entries(roles).find(([, number]) => number === role)?.[0];
  if (found !== undefined) return `${actorName(actor)} is ${found} in ${path}`;
  return role > 0 ? `${actorName(actor)} has role ${role} in ${path}` : `${actorName(actor)} has no role in ${path}`;
}
