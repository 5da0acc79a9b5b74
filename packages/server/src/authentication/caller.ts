import type { Agent } from '../store/agents.ts';
import type { Namespace } from '../store/namespaces.ts';
import type { ScimGroup } from '../store/scim-groups.ts';
import type { User } from '../store/users.ts';

/** Who calls, as far as the credentials tell; one shape for each area of the API. */
export type Caller =
  /** Somebody who knows the secret of GitLab Shell. */
  | { readonly area: 'shell' }
  | { readonly area: 'error_tracking' }
  /** `kas`, with the agent whose token it passes on where the operation asks for one. */
  | { readonly area: 'kubernetes'; readonly agent: Agent | undefined }
  | { readonly area: 'customers_dot'; readonly user: User; readonly scopes: readonly string[] }
  /** The identity provider of a group. */
  | { readonly area: 'scim'; readonly group: Namespace; readonly scim: ScimGroup };
