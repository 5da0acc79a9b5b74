import type { Input, Reply } from '@gitlab-internal-api/contract';
import { rubyInspect } from '@gitlab-internal-api/validator';
import type { Handler } from '../../handler.ts';
import { type Changes, malformation, readChanges } from '../../scim/changes.ts';
import { deprovision, reprovision } from '../../scim/deprovisioning.ts';
import { scimError, userNotFound } from '../../scim/error.ts';
import { scimUser } from '../../scim/user.ts';
import type { Namespace } from '../../store/namespaces.ts';
import type { ScimIdentity } from '../../store/scim-identities.ts';
import type { Store } from '../../store/store.ts';

/** What does GitLab know of this user? */
export const getScimUser: Handler<'getScimUser'> = async (
  { id },
  { caller: { group }, store },
): Promise<Reply<'getScimUser'>> => {
  const identity = await store.scimIdentities.find(group.id, id);
  return identity ? { status: 200, body: scimUser(identity) } : userNotFound(id);
};

/** Deactivate or reactivate a user, or change their external UID. */
export const updateScimUser: Handler<'updateScimUser'> = async (
  input,
  { caller: { group }, store },
): Promise<Reply<'updateScimUser'>> => {
  const { default_role } = await store.scimGroups.lock(group.id);
  const identity = await store.scimIdentities.find(group.id, input.id);
  if (!identity) return userNotFound(input.id);
  const malformed = malformation(input.Operations);
  if (malformed !== undefined) return scimError(412, `${notUpdated(identity, input)}: ${malformed}`);
  const updated = await update(store, group, identity, { changes: readChanges(input.Operations), role: default_role });
  return updated ? { status: 204 } : scimError(412, notUpdated(identity, input));
};

/** GitLab does one thing, whatever else there is to do; names and addresses have been read-only since 15.0. */
async function update(
  store: Store,
  group: Namespace,
  identity: ScimIdentity,
  { changes, role }: { changes: Changes; role: number },
): Promise<boolean> {
  if (changes.get('active') === false) return deprovision(store, group, identity);
  if (identity.active === 0) await reprovision(store, group, identity, role);
  else if (changes.has('extern_uid')) return rename(store, identity, changes.get('extern_uid'));
  return true;
}

/** Neither nothing nor `false` changes an external UID for GitLab; what is blank, no text or somebody else's is not acceptable. */
async function rename(store: Store, identity: ScimIdentity, externUid: unknown): Promise<boolean> {
  if (externUid === null || externUid === undefined || externUid === false) return true;
  const text = typeof externUid === 'number' ? String(externUid) : externUid;
  return typeof text === 'string' && text.trim() !== '' && store.scimIdentities.rename(identity, text);
}

/** The user's name is all that GitLab tells of the reason. */
function notUpdated({ name }: ScimIdentity, { group_path: group, id, ...sent }: Input<'updateScimUser'>): string {
  return `Error updating ${name} with ${rubyInspect({ ...sent, group, id })}`;
}

/** Remove a user from the group. */
export const deleteScimUser: Handler<'deleteScimUser'> = async (
  { id },
  { caller: { group }, store },
): Promise<Reply<'deleteScimUser'>> => {
  await store.scimGroups.lock(group.id);
  const identity = await store.scimIdentities.find(group.id, id);
  if (!identity) return userNotFound(id);
  const removed = await deprovision(store, group, identity);
  return removed
    ? { status: 204 }
    : scimError(412, `Could not remove ${identity.name} from ${group.name}. Cannot remove last group owner.`);
};
