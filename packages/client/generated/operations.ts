// Generated from openapi/ by `pnpm generate`. Do not edit.
import type { OperationId } from '@gitlab-internal-api/contract';
import type { Call, OperationFunction } from '../src/call.ts';
import type { Endpoint } from '../src/endpoint.ts';

/** One function per operation. */
export interface Operations {
  /** May this actor run this Git command on this repository? */
  readonly checkGitAccess: OperationFunction<'checkGitAccess'>;
  /** With which credentials does this actor reach the large files of this project? */
  readonly authenticateLfs: OperationFunction<'authenticateLfs'>;
  /** Does GitLab know this SSH key? */
  readonly findAuthorizedKey: OperationFunction<'findAuthorizedKey'>;
  /** Who is this? */
  readonly discoverUser: OperationFunction<'discoverUser'>;
  /** Is GitLab there, and which release is it? */
  readonly checkInstance: OperationFunction<'checkInstance'>;
  /** Give this user new recovery codes, by the method that the documentation names. */
  readonly regenerateRecoveryCodesByGet: OperationFunction<'regenerateRecoveryCodesByGet'>;
  /** Give this user new recovery codes for two-factor authentication. */
  readonly regenerateRecoveryCodes: OperationFunction<'regenerateRecoveryCodes'>;
  /** Make a personal access token for this user. */
  readonly createPersonalAccessToken: OperationFunction<'createPersonalAccessToken'>;
  /** Count a push that is about to be accepted. */
  readonly preReceive: OperationFunction<'preReceive'>;
  /** Process a push that a repository has received. */
  readonly postReceive: OperationFunction<'postReceive'>;
  /** May errors be reported with this client key? */
  readonly authenticateErrorTracking: OperationFunction<'authenticateErrorTracking'>;
  /** Which agent does this token belong to? */
  readonly getAgentInfo: OperationFunction<'getAgentInfo'>;
  /** Where does the repository of this project lie? */
  readonly getAgentProjectInfo: OperationFunction<'getAgentProjectInfo'>;
  /** Count what the agents have done. */
  readonly recordAgentUsage: OperationFunction<'recordAgentUsage'>;
  /** Raise an alert about traffic that a network policy dropped. */
  readonly createCiliumAlert: OperationFunction<'createCiliumAlert'>;
  /** Record a vulnerability that a scan of the cluster found. */
  readonly upsertStarboardVulnerability: OperationFunction<'upsertStarboardVulnerability'>;
  /** Resolve the vulnerabilities that a scan no longer found. */
  readonly resolveStarboardVulnerabilities: OperationFunction<'resolveStarboardVulnerabilities'>;
  /** Which scans do the policies of the agent's project demand? */
  readonly listScanExecutionPolicies: OperationFunction<'listScanExecutionPolicies'>;
  /** When is this agent to scan, and which namespaces? */
  readonly listPolicyConfigurations: OperationFunction<'listPolicyConfigurations'>;
  /** Which subscription does this namespace have? */
  readonly getSubscription: OperationFunction<'getSubscription'>;
  /** Change the subscription of a namespace. */
  readonly updateSubscription: OperationFunction<'updateSubscription'>;
  /** Create the subscription of a namespace. */
  readonly createSubscription: OperationFunction<'createSubscription'>;
  /** Add packs of CI/CD minutes to a namespace. */
  readonly createMinutesPacks: OperationFunction<'createMinutesPacks'>;
  /** Move all packs of CI/CD minutes from one namespace to another. */
  readonly moveMinutesPacks: OperationFunction<'moveMinutesPacks'>;
  /** Say when namespaces are reconciled next. */
  readonly upsertUpcomingReconciliations: OperationFunction<'upsertUpcomingReconciliations'>;
  /** Say that a namespace is not reconciled any more. */
  readonly deleteUpcomingReconciliation: OperationFunction<'deleteUpcomingReconciliation'>;
  /** List the users that the identity provider manages in a group. */
  readonly listScimUsers: OperationFunction<'listScimUsers'>;
  /** Create a user in a group, or bring in one who exists. */
  readonly createScimUser: OperationFunction<'createScimUser'>;
  /** What does GitLab know of this user? */
  readonly getScimUser: OperationFunction<'getScimUser'>;
  /** Remove a user from the group. */
  readonly deleteScimUser: OperationFunction<'deleteScimUser'>;
  /** Deactivate or reactivate a user, or change their external UID. */
  readonly updateScimUser: OperationFunction<'updateScimUser'>;
}

/** The functions, each of which hands its input to the one that calls. */
export const operationsOf = (call: Call): Operations => ({
  checkGitAccess: (input, options) => call('checkGitAccess', input, options),
  authenticateLfs: (input, options) => call('authenticateLfs', input, options),
  findAuthorizedKey: (input, options) => call('findAuthorizedKey', input, options),
  discoverUser: (input, options) => call('discoverUser', input, options),
  checkInstance: (input, options) => call('checkInstance', input, options),
  regenerateRecoveryCodesByGet: (input, options) => call('regenerateRecoveryCodesByGet', input, options),
  regenerateRecoveryCodes: (input, options) => call('regenerateRecoveryCodes', input, options),
  createPersonalAccessToken: (input, options) => call('createPersonalAccessToken', input, options),
  preReceive: (input, options) => call('preReceive', input, options),
  postReceive: (input, options) => call('postReceive', input, options),
  authenticateErrorTracking: (input, options) => call('authenticateErrorTracking', input, options),
  getAgentInfo: (input, options) => call('getAgentInfo', input, options),
  getAgentProjectInfo: (input, options) => call('getAgentProjectInfo', input, options),
  recordAgentUsage: (input, options) => call('recordAgentUsage', input, options),
  createCiliumAlert: (input, options) => call('createCiliumAlert', input, options),
  upsertStarboardVulnerability: (input, options) => call('upsertStarboardVulnerability', input, options),
  resolveStarboardVulnerabilities: (input, options) => call('resolveStarboardVulnerabilities', input, options),
  listScanExecutionPolicies: (input, options) => call('listScanExecutionPolicies', input, options),
  listPolicyConfigurations: (input, options) => call('listPolicyConfigurations', input, options),
  getSubscription: (input, options) => call('getSubscription', input, options),
  updateSubscription: (input, options) => call('updateSubscription', input, options),
  createSubscription: (input, options) => call('createSubscription', input, options),
  createMinutesPacks: (input, options) => call('createMinutesPacks', input, options),
  moveMinutesPacks: (input, options) => call('moveMinutesPacks', input, options),
  upsertUpcomingReconciliations: (input, options) => call('upsertUpcomingReconciliations', input, options),
  deleteUpcomingReconciliation: (input, options) => call('deleteUpcomingReconciliation', input, options),
  listScimUsers: (input, options) => call('listScimUsers', input, options),
  createScimUser: (input, options) => call('createScimUser', input, options),
  getScimUser: (input, options) => call('getScimUser', input, options),
  deleteScimUser: (input, options) => call('deleteScimUser', input, options),
  updateScimUser: (input, options) => call('updateScimUser', input, options),
});

/** How each operation is called. */
export const endpoints: Readonly<Record<OperationId, Endpoint>> = {
  checkGitAccess: {
    method: 'POST',
    path: '/api/v4/internal/allowed',
    mediaType: 'application/json',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 300, 400, 401, 404, 415, 429, 500, 503],
  },
  authenticateLfs: {
    method: 'POST',
    path: '/api/v4/internal/lfs_authenticate',
    mediaType: 'application/json',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 404, 415, 500, 503],
  },
  findAuthorizedKey: {
    method: 'GET',
    path: '/api/v4/internal/authorized_keys',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 404, 500, 503],
  },
  discoverUser: {
    method: 'GET',
    path: '/api/v4/internal/discover',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 500, 503],
  },
  checkInstance: {
    method: 'GET',
    path: '/api/v4/internal/check',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 401, 500, 503],
  },
  regenerateRecoveryCodesByGet: {
    method: 'GET',
    path: '/api/v4/internal/two_factor_recovery_codes',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 404, 500, 503],
  },
  regenerateRecoveryCodes: {
    method: 'POST',
    path: '/api/v4/internal/two_factor_recovery_codes',
    mediaType: 'application/json',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 415, 500, 503],
  },
  createPersonalAccessToken: {
    method: 'POST',
    path: '/api/v4/internal/personal_access_token',
    mediaType: 'application/json',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 415, 500, 503],
  },
  preReceive: {
    method: 'POST',
    path: '/api/v4/internal/pre_receive',
    mediaType: 'application/json',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 415, 500, 503],
  },
  postReceive: {
    method: 'POST',
    path: '/api/v4/internal/post_receive',
    mediaType: 'application/json',
    security: [['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 415, 500, 503],
  },
  authenticateErrorTracking: {
    method: 'POST',
    path: '/api/v4/internal/error_tracking/allowed',
    mediaType: 'application/json',
    security: [['errorTrackingToken'], ['sharedSecret'], ['shellJwt']],
    statuses: [200, 400, 401, 404, 415, 422, 500, 503],
  },
  getAgentInfo: {
    method: 'GET',
    path: '/api/v4/internal/kubernetes/agent_info',
    security: [['kasJwt', 'agentToken']],
    statuses: [200, 401, 404, 500, 503],
  },
  getAgentProjectInfo: {
    method: 'GET',
    path: '/api/v4/internal/kubernetes/project_info',
    security: [['kasJwt', 'agentToken']],
    statuses: [200, 400, 401, 404, 500, 503],
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
  },
  upsertStarboardVulnerability: {
    method: 'PUT',
    path: '/api/v4/internal/kubernetes/modules/starboard_vulnerability',
    mediaType: 'application/json',
    security: [['kasJwt', 'agentToken']],
    statuses: [200, 400, 401, 403, 404, 415, 500, 503],
  },
  resolveStarboardVulnerabilities: {
    method: 'POST',
    path: '/api/v4/internal/kubernetes/modules/starboard_vulnerability/scan_result',
    mediaType: 'application/json',
    security: [['kasJwt', 'agentToken']],
    statuses: [200, 400, 401, 403, 404, 415, 500, 503],
  },
  listScanExecutionPolicies: {
    method: 'GET',
    path: '/api/v4/internal/kubernetes/modules/starboard_vulnerability/scan_execution_policies',
    security: [['kasJwt', 'agentToken']],
    statuses: [200, 401, 404, 500, 503],
  },
  listPolicyConfigurations: {
    method: 'GET',
    path: '/api/v4/internal/kubernetes/modules/starboard_vulnerability/policies_configuration',
    security: [['kasJwt', 'agentToken']],
    statuses: [200, 401, 404, 500, 503],
  },
  getSubscription: {
    method: 'GET',
    path: '/api/v4/namespaces/{id}/gitlab_subscription',
    security: [['privateToken']],
    statuses: [200, 401, 403, 404, 500, 503],
  },
  updateSubscription: {
    method: 'PUT',
    path: '/api/v4/namespaces/{id}/gitlab_subscription',
    mediaType: 'application/json',
    security: [['privateToken']],
    statuses: [200, 400, 401, 403, 404, 415, 500, 503],
  },
  createSubscription: {
    method: 'POST',
    path: '/api/v4/namespaces/{id}/gitlab_subscription',
    mediaType: 'application/json',
    security: [['privateToken']],
    statuses: [201, 400, 401, 403, 404, 415, 500, 503],
  },
  createMinutesPacks: {
    method: 'POST',
    path: '/api/v4/namespaces/{id}/minutes',
    mediaType: 'application/json',
    security: [['privateToken']],
    statuses: [201, 400, 401, 403, 404, 415, 500, 503],
  },
  moveMinutesPacks: {
    method: 'PATCH',
    path: '/api/v4/namespaces/{id}/minutes/move/{target_id}',
    security: [['privateToken']],
    statuses: [202, 400, 401, 403, 404, 500, 503],
  },
  upsertUpcomingReconciliations: {
    method: 'PUT',
    path: '/api/v4/internal/upcoming_reconciliations',
    mediaType: 'application/json',
    security: [['privateToken']],
    statuses: [200, 400, 401, 403, 415, 500, 503],
  },
  deleteUpcomingReconciliation: {
    method: 'DELETE',
    path: '/api/v4/internal/upcoming_reconciliations',
    security: [['privateToken']],
    statuses: [204, 400, 401, 403, 404, 500, 503],
  },
  listScimUsers: {
    method: 'GET',
    path: '/api/scim/v2/groups/{group_path}/Users',
    security: [['scimToken']],
    statuses: [200, 401, 403, 404, 412, 500, 503],
  },
  createScimUser: {
    method: 'POST',
    path: '/api/scim/v2/groups/{group_path}/Users',
    mediaType: 'application/scim+json',
    security: [['scimToken']],
    statuses: [201, 400, 401, 403, 404, 409, 412, 415, 500, 503],
  },
  getScimUser: {
    method: 'GET',
    path: '/api/scim/v2/groups/{group_path}/Users/{id}',
    security: [['scimToken']],
    statuses: [200, 401, 403, 404, 500, 503],
  },
  deleteScimUser: {
    method: 'DELETE',
    path: '/api/scim/v2/groups/{group_path}/Users/{id}',
    security: [['scimToken']],
    statuses: [204, 401, 403, 404, 412, 500, 503],
  },
  updateScimUser: {
    method: 'PATCH',
    path: '/api/scim/v2/groups/{group_path}/Users/{id}',
    mediaType: 'application/scim+json',
    security: [['scimToken']],
    statuses: [204, 400, 401, 403, 404, 412, 415, 500, 503],
  },
};
