import type { OperationRequest, Reply, Soon } from '@gitlab-internal-api/validator';
import type { Namespace } from './store/namespaces.ts';
import type { ScimGroup } from './store/scim-groups.ts';
import type { Store } from './store/store.ts';
import type { Instance } from './world/instance.ts';

/** What stands before the credentials: a refusal, or the group of a SCIM request. */
export type Gate = { readonly reply: Reply } | { readonly group?: Namespace; readonly scim?: ScimGroup };

/** The refusals that GitLab makes before it looks at a credential. */
export function gate({ operation, input }: OperationRequest, instance: Instance, store: Store): Soon<Gate> {
  if (instance.maintenance)
    return { reply: { status: 503, headers: { 'Retry-After': '60' }, body: { message: '503 Service Unavailable' } } };
  if (operation.area === 'scim') return scimGate(String(input.group_path), instance, store);
  if (operation.stem === 'customers_dot/upcoming_reconciliations' && !instance.gitlab_com)
    return { reply: forbidden('This API is gitlab.com only!') };
  return open;
}

const open: Gate = {};

/** GitLab looks for the group of a SCIM request before it looks at the token. */
async function scimGate(groupPath: string, instance: Instance, store: Store): Promise<Gate> {
  if (!instance.group_saml) return { reply: forbidden('Group SAML not enabled.') };
  const group = await store.namespaces.findByIdOrPath(groupPath);
  if (group?.kind !== 'group') return { reply: scimNotFound(`Group ${groupPath} not found`) };
  const scim = await store.scimGroups.find(group.id);
  return scim?.saml === 1
    ? { group, scim }
    : { reply: scimNotFound(`Group ${groupPath} does not have SAML SSO configured`) };
}

function forbidden(reason: string): Reply {
  return { status: 403, body: { message: `403 Forbidden - ${reason}` } };
}

function scimNotFound(detail: string): Reply {
  return { status: 404, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], detail, status: 404 } };
}
