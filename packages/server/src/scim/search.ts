import type { ScimIdentity } from '../store/scim-identities.ts';
import type { Store } from '../store/store.ts';
import type { User } from '../store/users.ts';
import type { Filter } from './filter.ts';

/** A part of a list; the offset counts users and not pages. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** The identities on a page, and how many there are on all pages. */
export interface Found {
  readonly total: number;
  readonly identities: readonly ScimIdentity[];
}

/** Finds the identities of a group: everybody, or the one whom a filter names. */
export async function search(
  store: Store,
  groupId: number,
  filter: Filter | 'everybody',
  { offset, limit }: Page,
): Promise<Found> {
  if (filter === 'everybody')
    return {
      total: await store.scimIdentities.count(groupId),
      identities: await store.scimIdentities.page(groupId, offset, limit),
    };
  const identity = await findOne(store, groupId, filter);
  return identity ? { total: 1, identities: offset === 0 ? [identity] : [] } : { total: 0, identities: [] };
}

async function findOne(store: Store, groupId: number, { attribute, value }: Filter): Promise<ScimIdentity | undefined> {
  const identity = await store.scimIdentities.find(groupId, value);
  if (identity || attribute === 'extern_uid') return identity;
  const user = await findUser(store, value);
  return user && store.scimIdentities.findByUser(groupId, user.id);
}

/** Providers tend to send an address as the name of a user. */
async function findUser(store: Store, username: string): Promise<User | undefined> {
  const user = await store.users.findByUsername(username);
  if (user || !/^[^@\s]+@[^@\s]+$/.test(username)) return user;
  return (
    (await store.users.findByEmail(username)) ??
    store.users.findByUsername(username.slice(0, username.lastIndexOf('@')))
  );
}
