import { after, type Soon } from '@gitlab-internal-api/validator';
import type { Project } from '../store/projects.ts';
import type { Store } from '../store/store.ts';
import type { User } from '../store/users.ts';

/** The highest role of a user in a project: of its own members, or of those of the groups around it. */
export function roleInProject(store: Store, user: User | undefined, project: Project | undefined): Soon<number> {
  if (!user || !project) return 0;
  return after(store.members.role('project', project.id, user.id), (own) =>
    after(roleInNamespace(store, user, project.namespace_id), (around) => Math.max(own, around)),
  );
}

/** The highest role of a user in a namespace or in one of those around it. */
export function roleInNamespace(store: Store, user: User, namespaceId: number): Soon<number> {
  return store.members.highestRole(namespaceId, user.id);
}
