import type { Reply } from '@gitlab-internal-api/contract';
import type { ScimIdentity } from '../store/scim-identities.ts';

type ScimUser = Extract<Reply<'getScimUser'>, { status: 200 }>['body'];

/** A user as the identity provider sees them; what GitLab took from the provider and did not keep is not there. */
export function scimUser({ extern_uid, active, name, email, username }: ScimIdentity): ScimUser {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: extern_uid,
    active: active === 1,
    emails: [{ type: 'work', value: email, primary: true }],
    'name.formatted': name,
    meta: { resourceType: 'User' },
    userName: username,
  };
}
