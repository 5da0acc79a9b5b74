// Generated from openapi/ by `pnpm generate`. Do not edit.
import type * as gitlab13_7 from '@gitlab-internal-api/contract/13.7/types';
import type * as gitlab14_2 from '@gitlab-internal-api/contract/14.2/types';
import type * as gitlab15_5 from '@gitlab-internal-api/contract/15.5/types';
import type * as gitlab15_6 from '@gitlab-internal-api/contract/15.6/types';
import type { Endpoint } from '../src/endpoint.ts';

/** The types of each edition. */
export interface Editions {
  readonly '13.7': { readonly operations: gitlab13_7.operations; readonly paths: gitlab13_7.paths };
  readonly '14.2': { readonly operations: gitlab14_2.operations; readonly paths: gitlab14_2.paths };
  readonly '15.5': { readonly operations: gitlab15_5.operations; readonly paths: gitlab15_5.paths };
  readonly '15.6': { readonly operations: gitlab15_6.operations; readonly paths: gitlab15_6.paths };
}

/** The edition of a client that names none. */
export const latestEdition = '15.6';
export type LatestEdition = typeof latestEdition;

/** The editions, the earliest first. */
export const editions = ['13.7', '14.2', '15.5', '15.6'] as const;

/** The parameters that are dates. */
export type DateName = 'display_alert_from' | 'end_date' | 'expires_at' | 'next_reconciliation_date' | 'start_date' | 'trial_ends_on' | 'trial_starts_on';

/** How each operation is called, by any edition that has it. */
export const endpoints = {
  checkGitAccess: {
    method: 'POST',
    path: '/api/v4/internal/allowed',
    mediaType: 'application/json',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 300, 400, 401, 404, 415, 429, 500, 503],
    repeatable: true,
    since: { 429: '15.5', shellJwt: '15.5' },
  },
  authenticateLfs: {
    method: 'POST',
    path: '/api/v4/internal/lfs_authenticate',
    mediaType: 'application/json',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 404, 415, 500, 503],
    repeatable: true,
    since: { shellJwt: '15.5' },
  },
  findAuthorizedKey: {
    method: 'GET',
    path: '/api/v4/internal/authorized_keys',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 404, 500, 503],
    repeatable: true,
    since: { shellJwt: '15.5' },
  },
  discoverUser: {
    method: 'GET',
    path: '/api/v4/internal/discover',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 500, 503],
    repeatable: true,
    since: { shellJwt: '15.5' },
  },
  checkInstance: {
    method: 'GET',
    path: '/api/v4/internal/check',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 401, 500, 503],
    repeatable: true,
    since: { shellJwt: '15.5' },
  },
  regenerateRecoveryCodesByGet: {
    method: 'GET',
    path: '/api/v4/internal/two_factor_recovery_codes',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 404, 500, 503],
    since: { shellJwt: '15.5' },
  },
  regenerateRecoveryCodes: {
    method: 'POST',
    path: '/api/v4/internal/two_factor_recovery_codes',
    mediaType: 'application/json',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 415, 500, 503],
    since: { shellJwt: '15.5' },
  },
  createPersonalAccessToken: {
    method: 'POST',
    path: '/api/v4/internal/personal_access_token',
    mediaType: 'application/json',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 415, 500, 503],
    since: { shellJwt: '15.5' },
  },
  preReceive: {
    method: 'POST',
    path: '/api/v4/internal/pre_receive',
    mediaType: 'application/json',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 415, 500, 503],
    since: { shellJwt: '15.5' },
  },
  postReceive: {
    method: 'POST',
    path: '/api/v4/internal/post_receive',
    mediaType: 'application/json',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 415, 500, 503],
    since: { shellJwt: '15.5' },
  },
  authenticateErrorTracking: {
    method: 'POST',
    path: '/api/v4/internal/error_tracking/allowed',
    mediaType: 'application/json',
    security: [['errorTrackingToken'], ['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 404, 415, 422, 500, 503],
    repeatable: true,
    editions: ['15.5', '15.6'],
  },
  getAgentInfo: {
    method: 'GET',
    path: '/api/v4/internal/kubernetes/agent_info',
    security: [['kasJwt', 'agentToken']],
    statuses: [200, 401, 404, 500, 503],
    repeatable: true,
  },
  getAgentProjectInfo: {
    method: 'GET',
    path: '/api/v4/internal/kubernetes/project_info',
    security: [['kasJwt', 'agentToken']],
    statuses: [200, 400, 401, 404, 500, 503],
    repeatable: true,
  },
  recordAgentUsage: {
    method: 'POST',
    path: '/api/v4/internal/kubernetes/usage_metrics',
    mediaType: 'application/json',
    security: [['kasJwt']],
    statuses: [204, 400, 401, 404, 415, 500, 503],
  },
  createCiliumAlert: {
    method: 'POST',
    path: '/api/v4/internal/kubernetes/modules/cilium_alert',
    mediaType: 'application/json',
    security: [['kasJwt', 'agentToken']],
    statuses: [200, 400, 401, 403, 404, 415, 500, 503],
    editions: ['14.2'],
  },
  upsertStarboardVulnerability: {
    method: 'PUT',
    path: '/api/v4/internal/kubernetes/modules/starboard_vulnerability',
    mediaType: 'application/json',
    security: [['kasJwt', 'agentToken']],
    statuses: [200, 400, 401, 403, 404, 415, 500, 503],
    repeatable: true,
    editions: ['15.5', '15.6'],
  },
  resolveStarboardVulnerabilities: {
    method: 'POST',
    path: '/api/v4/internal/kubernetes/modules/starboard_vulnerability/scan_result',
    mediaType: 'application/json',
    security: [['kasJwt', 'agentToken']],
    statuses: [200, 400, 401, 403, 404, 415, 500, 503],
    repeatable: true,
    editions: ['15.5', '15.6'],
  },
  listScanExecutionPolicies: {
    method: 'GET',
    path: '/api/v4/internal/kubernetes/modules/starboard_vulnerability/scan_execution_policies',
    security: [['kasJwt', 'agentToken']],
    statuses: [200, 401, 404, 500, 503],
    repeatable: true,
    editions: ['15.5', '15.6'],
  },
  listPolicyConfigurations: {
    method: 'GET',
    path: '/api/v4/internal/kubernetes/modules/starboard_vulnerability/policies_configuration',
    security: [['kasJwt', 'agentToken']],
    statuses: [200, 401, 404, 500, 503],
    repeatable: true,
    editions: ['15.5', '15.6'],
  },
  getSubscription: {
    method: 'GET',
    path: '/api/v4/namespaces/{id}/gitlab_subscription',
    security: [['privateToken']],
    statuses: [200, 401, 403, 404, 500, 503],
    repeatable: true,
    editions: ['14.2', '15.5', '15.6'],
  },
  updateSubscription: {
    method: 'PUT',
    path: '/api/v4/namespaces/{id}/gitlab_subscription',
    mediaType: 'application/json',
    security: [['privateToken']],
    statuses: [200, 400, 401, 403, 404, 415, 500, 503],
    repeatable: true,
    editions: ['14.2', '15.5', '15.6'],
  },
  createSubscription: {
    method: 'POST',
    path: '/api/v4/namespaces/{id}/gitlab_subscription',
    mediaType: 'application/json',
    security: [['privateToken']],
    statuses: [201, 400, 401, 403, 404, 415, 500, 503],
    editions: ['14.2', '15.5', '15.6'],
  },
  createMinutesPacks: {
    method: 'POST',
    path: '/api/v4/namespaces/{id}/minutes',
    mediaType: 'application/json',
    security: [['privateToken']],
    statuses: [201, 400, 401, 403, 404, 415, 500, 503],
    repeatable: true,
    editions: ['14.2', '15.5', '15.6'],
  },
  moveMinutesPacks: {
    method: 'PATCH',
    path: '/api/v4/namespaces/{id}/minutes/move/{target_id}',
    security: [['privateToken']],
    statuses: [202, 400, 401, 403, 404, 500, 503],
    repeatable: true,
    editions: ['14.2', '15.5', '15.6'],
  },
  upsertUpcomingReconciliations: {
    method: 'PUT',
    path: '/api/v4/internal/upcoming_reconciliations',
    mediaType: 'application/json',
    security: [['privateToken']],
    statuses: [200, 400, 401, 403, 415, 500, 503],
    repeatable: true,
    editions: ['14.2', '15.5', '15.6'],
  },
  deleteUpcomingReconciliation: {
    method: 'DELETE',
    path: '/api/v4/internal/upcoming_reconciliations',
    security: [['privateToken']],
    statuses: [204, 400, 401, 403, 404, 500, 503],
    repeatable: true,
    editions: ['15.5', '15.6'],
  },
  listScimUsers: {
    method: 'GET',
    path: '/api/scim/v2/groups/{group_path}/Users',
    security: [['scimToken']],
    statuses: [200, 401, 403, 404, 412, 500, 503],
    repeatable: true,
    editions: ['15.5', '15.6'],
  },
  createScimUser: {
    method: 'POST',
    path: '/api/scim/v2/groups/{group_path}/Users',
    mediaType: 'application/scim+json',
    security: [['scimToken']],
    statuses: [201, 400, 401, 403, 404, 409, 412, 415, 500, 503],
    repeatable: true,
    editions: ['15.5', '15.6'],
  },
  getScimUser: {
    method: 'GET',
    path: '/api/scim/v2/groups/{group_path}/Users/{id}',
    security: [['scimToken']],
    statuses: [200, 401, 403, 404, 500, 503],
    repeatable: true,
    editions: ['15.5', '15.6'],
  },
  deleteScimUser: {
    method: 'DELETE',
    path: '/api/scim/v2/groups/{group_path}/Users/{id}',
    security: [['scimToken']],
    statuses: [204, 401, 403, 404, 412, 500, 503],
    repeatable: true,
    editions: ['15.5', '15.6'],
  },
  updateScimUser: {
    method: 'PATCH',
    path: '/api/scim/v2/groups/{group_path}/Users/{id}',
    mediaType: 'application/scim+json',
    security: [['scimToken']],
    statuses: [204, 400, 401, 403, 404, 412, 415, 500, 503],
    repeatable: true,
    editions: ['15.5', '15.6'],
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
