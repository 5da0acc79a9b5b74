import { roles } from '../store/members.ts';
import type { Namespace } from '../store/namespaces.ts';
import type { Store } from '../store/store.ts';
import type { User } from '../store/users.ts';
import { roleInNamespace } from './role.ts';

/** Whether a user may see a namespace: a private group is seen by its members and by those of what is in it, a personal namespace by its user. */
export async function maySee(store: Store, user: User, namespace: Namespace): Promise<boolean> {
  if (user.admin === 1) return true;
  if (namespace.kind === 'user') return owns(store, user, namespace);
  return (
    namespace.visibility !== 'private' ||
    (await roleInNamespace(store, user, namespace.id)) > 0 ||
    store.members.isWithin(namespace.id, user.id)
  );
}

/** Whether a user owns a namespace or one around it, or is an administrator, who may do whatever an owner may. */
export async function owns(store: Store, user: User, namespace: Namespace): Promise<boolean> {
  return user.admin === 1 || (await roleInNamespace(store, user, namespace.id)) >= roles.owner;
}
