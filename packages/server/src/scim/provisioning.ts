import { roles } from '../store/members.ts';
import type { Namespace } from '../store/namespaces.ts';
import type { ScimIdentity } from '../store/scim-identities.ts';
import type { Store } from '../store/store.ts';
import type { User } from '../store/users.ts';
import { candidates, cleanUsername, isReserved } from './username.ts';

/** Whom the identity provider wants in the group. */
export interface Profile {
  readonly externUid: string;
  readonly username: string;
  readonly email: string;
  readonly name: string;
}

/** The identity, made now or long before, or what is wrong with it in the words of GitLab's models. */
export type Provisioned = { readonly identity: ScimIdentity } | { readonly problem: string };

/** Brings a user into a group, and makes the user where nobody has the address. */
export async function provision(store: Store, group: Namespace, profile: Profile): Promise<Provisioned> {
  const { default_role } = await store.scimGroups.lock(group.id);
  const known = await store.scimIdentities.find(group.id, profile.externUid);
  if (known && (await store.members.role('namespace', group.id, known.user_id)) > 0) return { identity: known };
  const existing = await store.users.findByEmail(profile.email);
  const problem = existing
    ? problemOf(problemsOfIdentity(profile))
    : problemOf([...problemsOfUser(profile), ...problemsOfNewIdentity(known)]);
  if (problem !== undefined) return { problem };
  const user = existing ?? (await createUser(store, profile));
  // A known identity stays as it is, inactive and whoever's it is, although it is the user with the address who becomes a member.
  const identity = known ?? (await store.scimIdentities.add(group.id, user.id, profile.externUid));
  if (!identity) return { problem: 'User has already been taken' };
  await store.members.add(group.id, user.id, default_role);
  return { identity };
}

/** GitLab joins the messages of its models into a sentence. */
function problemOf(problems: readonly string[]): string | undefined {
  return problems.length === 0 ? undefined : new Intl.ListFormat('en').format(problems);
}

function problemsOfIdentity({ externUid }: Profile): string[] {
  return externUid.trim() === '' ? ["Extern uid can't be blank"] : [];
}

/** The user and the new identity are saved together, and the identity's own message is lost. */
function problemsOfNewIdentity(known: ScimIdentity | undefined): string[] {
  return known ? ['Scim identities is invalid'] : [];
}

const longest = 255;

function problemsOfUser(profile: Profile): string[] {
  const { email, name, username } = profile;
  const problems = problemsOfIdentity(profile);
  if (email.trim() === '') problems.push("Email can't be blank");
  else if (!/^[^@\s]+@[^@\s]+$/.test(email)) problems.push('Email is invalid');
  if (name.trim() === '') problems.push("Name can't be blank");
  else if ([...name].length > longest) problems.push(`Name is too long (maximum is ${longest} characters)`);
  if (cleanUsername(username).length > longest)
    problems.push(`Username is too long (maximum is ${longest} characters)`);
  return problems;
}

/** Makes a user under the first free username; where somebody with this address was made meanwhile, it is that user. */
async function createUser(store: Store, { username: wanted, email, name }: Profile): Promise<User> {
  for (const username of candidates(cleanUsername(wanted))) {
    if (isReserved(username) || (await store.namespaces.findByPath(username))) continue;
    const user = await store.users.create({ username, name, email: email.toLowerCase() });
    if (user) return withNamespace(store, user);
    const other = await store.users.findByEmail(email);
    if (other) return other;
  }
  throw new Error('there is always a free username');
}

async function withNamespace(store: Store, user: User): Promise<User> {
  const namespace = await store.namespaces.addPersonal(user.username, user.name);
  await store.members.add(namespace, user.id, roles.owner);
  return user;
}
