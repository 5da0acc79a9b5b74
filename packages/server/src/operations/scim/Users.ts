import type { Input, Reply } from '@gitlab-internal-api/contract';
import { rubyInspect } from '@gitlab-internal-api/validator';
import type { Handler } from '../../handler.ts';
import { scimError } from '../../scim/error.ts';
import { parseFilter } from '../../scim/filter.ts';
import { provision } from '../../scim/provisioning.ts';
import { search } from '../../scim/search.ts';
import { scimUser } from '../../scim/user.ts';

/** List the users that the identity provider manages in a group. */
export const listScimUsers: Handler<'listScimUsers'> = async (
  input,
  { caller: { group, scim }, store },
): Promise<Reply<'listScimUsers'>> => {
  const { filter = '', startIndex = 1, count = 0 } = input;
  const page = { offset: Math.max(startIndex, 1) - 1, limit: count < 1 ? 20 : Math.min(count, 100) };
  const enabled = scim.enabled === 1;
  const wanted = filter.trim() === '' ? 'everybody' : parseFilter(filter);
  // A filter is not even read while single sign-on is switched off.
  if (enabled && !wanted) return scimError(412, 'Unsupported Filter');
  const { total, identities } =
    enabled && wanted ? await search(store, group.id, wanted, page) : { total: 0, identities: [] };
  return {
    status: 200,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: total,
      itemsPerPage: page.limit,
      startIndex,
      Resources: identities.map(scimUser),
    },
  };
};

/** Create a user in a group, or bring in one who exists. */
export const createScimUser: Handler<'createScimUser'> = async (
  input,
  { caller: { group }, store },
): Promise<Reply<'createScimUser'>> => {
  const email = input.emails.find(({ type, primary }) => type === 'work' || primary)?.value;
  if (email === undefined) return scimError(412, notSaved(input, 'Missing params: [:email]'));
  const profile = {
    externUid: unquoted(input.externalId),
    username: unquoted(input.userName),
    email,
    name: nameOf(input),
  };
  const provisioned = await provision(store, group, profile);
  if ('identity' in provisioned) return { status: 201, body: scimUser(provisioned.identity) };
  const conflict = provisioned.problem.includes('has already been taken');
  return scimError(conflict ? 409 : 412, notSaved(input, provisioned.problem));
};

/** GitLab removes the quotes out of every text but names and addresses. */
function unquoted(text: string): string {
  return text.replaceAll('"', '');
}

function nameOf({ name }: Input<'createScimUser'>): string {
  const { formatted, givenName, familyName } = name;
  return formatted?.trim() ? formatted : [givenName, familyName].filter((part) => typeof part === 'string').join(' ');
}

/** GitLab calls the group in the path by another name. */
function notSaved({ group_path: group, ...sent }: Input<'createScimUser'>, problem: string): string {
  return `Error saving user with ${rubyInspect({ ...sent, group })}: ${problem}`;
}
