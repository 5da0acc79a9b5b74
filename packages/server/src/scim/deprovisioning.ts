import type { Namespace } from '../store/namespaces.ts';
import type { ScimIdentity } from '../store/scim-identities.ts';
import type { Store } from '../store/store.ts';

/**
 * Makes an identity inactive and ends the user's memberships in the group and in everything below it; false where the user is
 * the group's last owner and nothing was changed. The group has to be locked.
 */
export async function deprovision(store: Store, group: Namespace, identity: ScimIdentity): Promise<boolean> {
  const owners = await store.members.owners(group.id);
  if (owners.length === 1 && owners[0] === identity.user_id) return false;
  await store.scimIdentities.setActive(identity.id, 0);
  // GitLab leaves the memberships further down alone where there is none in the group itself.
  const member = (await store.members.role('namespace', group.id, identity.user_id)) > 0;
  if (member) await store.members.removeWithin(group.id, identity.user_id);
  return true;
}

/** Makes an identity active again and its user a member of the group, unless they are one. */
export async function reprovision(store: Store, group: Namespace, identity: ScimIdentity, role: number): Promise<void> {
  await store.scimIdentities.setActive(identity.id, 1);
  await store.members.add(group.id, identity.user_id, role);
}
