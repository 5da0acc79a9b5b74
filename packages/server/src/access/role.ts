import type { Project } from '../store/projects.ts';
import type { Store } from '../store/store.ts';
import type { User } from '../store/users.ts';

/** The highest role of a user in a project: of its own members, or of those of the groups around it. */
export async function roleInProject(
  store: Store,
  user: User | undefined,
  project: Project | undefined,
): Promise<number> {
  if (!user || !project) return 0;
  const own = await store.members.role('project', project.id, user.id);
  return Math.max(own, await roleInNamespace(store, user, project.namespace_id));
}

/** The highest role of a user in a namespace or in one of those around it. */
export function roleInNamespace(store: Store, user: User, namespaceId: number): Promise<number> {
  return store.members.highestRole(namespaceId, user.id);
}
