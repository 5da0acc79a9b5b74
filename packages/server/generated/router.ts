// Generated from openapi/ by `pnpm generate`. Do not edit.
import type { Handler } from '../src/handler.ts';
import { createSubscription, getSubscription, updateSubscription } from '../src/operations/customers_dot/namespaces.{id}.gitlab_subscription.ts';
import { moveMinutesPacks } from '../src/operations/customers_dot/namespaces.{id}.minutes.move.{target_id}.ts';
import { createMinutesPacks } from '../src/operations/customers_dot/namespaces.{id}.minutes.ts';
import { deleteUpcomingReconciliation, upsertUpcomingReconciliations } from '../src/operations/customers_dot/upcoming_reconciliations.ts';
import { authenticateErrorTracking } from '../src/operations/error_tracking/allowed.ts';
import { getAgentInfo } from '../src/operations/kubernetes/agent_info.ts';
import { createCiliumAlert } from '../src/operations/kubernetes/modules.cilium_alert.ts';
import { listPolicyConfigurations } from '../src/operations/kubernetes/modules.starboard_vulnerability.policies_configuration.ts';
import { listScanExecutionPolicies } from '../src/operations/kubernetes/modules.starboard_vulnerability.scan_execution_policies.ts';
import { resolveStarboardVulnerabilities } from '../src/operations/kubernetes/modules.starboard_vulnerability.scan_result.ts';
import { upsertStarboardVulnerability } from '../src/operations/kubernetes/modules.starboard_vulnerability.ts';
import { getAgentProjectInfo } from '../src/operations/kubernetes/project_info.ts';
import { recordAgentUsage } from '../src/operations/kubernetes/usage_metrics.ts';
import { createScimUser, listScimUsers } from '../src/operations/scim/Users.ts';
import { deleteScimUser, getScimUser, updateScimUser } from '../src/operations/scim/Users.{id}.ts';
import { checkGitAccess } from '../src/operations/shell/allowed.ts';
import { findAuthorizedKey } from '../src/operations/shell/authorized_keys.ts';
import { checkInstance } from '../src/operations/shell/check.ts';
import { discoverUser } from '../src/operations/shell/discover.ts';
import { authenticateLfs } from '../src/operations/shell/lfs_authenticate.ts';
import { createPersonalAccessToken } from '../src/operations/shell/personal_access_token.ts';
import { postReceive } from '../src/operations/shell/post_receive.ts';
import { preReceive } from '../src/operations/shell/pre_receive.ts';
import { regenerateRecoveryCodes, regenerateRecoveryCodesByGet } from '../src/operations/shell/two_factor_recovery_codes.ts';

/** The handler of each operation. */
export const router: { readonly [Id in keyof Handlers]: Handlers[Id] } = {
  checkGitAccess,
  authenticateLfs,
  findAuthorizedKey,
  discoverUser,
  checkInstance,
  regenerateRecoveryCodesByGet,
  regenerateRecoveryCodes,
  createPersonalAccessToken,
  preReceive,
  postReceive,
  authenticateErrorTracking,
  getAgentInfo,
  getAgentProjectInfo,
  recordAgentUsage,
  createCiliumAlert,
  upsertStarboardVulnerability,
  resolveStarboardVulnerabilities,
  listScanExecutionPolicies,
  listPolicyConfigurations,
  getSubscription,
  updateSubscription,
  createSubscription,
  createMinutesPacks,
  moveMinutesPacks,
  upsertUpcomingReconciliations,
  deleteUpcomingReconciliation,
  listScimUsers,
  createScimUser,
  getScimUser,
  deleteScimUser,
  updateScimUser,
};

interface Handlers {
  checkGitAccess: Handler<'checkGitAccess'>;
  authenticateLfs: Handler<'authenticateLfs'>;
  findAuthorizedKey: Handler<'findAuthorizedKey'>;
  discoverUser: Handler<'discoverUser'>;
  checkInstance: Handler<'checkInstance'>;
  regenerateRecoveryCodesByGet: Handler<'regenerateRecoveryCodesByGet'>;
  regenerateRecoveryCodes: Handler<'regenerateRecoveryCodes'>;
  createPersonalAccessToken: Handler<'createPersonalAccessToken'>;
  preReceive: Handler<'preReceive'>;
  postReceive: Handler<'postReceive'>;
  authenticateErrorTracking: Handler<'authenticateErrorTracking'>;
  getAgentInfo: Handler<'getAgentInfo'>;
  getAgentProjectInfo: Handler<'getAgentProjectInfo'>;
  recordAgentUsage: Handler<'recordAgentUsage'>;
  createCiliumAlert: Handler<'createCiliumAlert'>;
  upsertStarboardVulnerability: Handler<'upsertStarboardVulnerability'>;
  resolveStarboardVulnerabilities: Handler<'resolveStarboardVulnerabilities'>;
  listScanExecutionPolicies: Handler<'listScanExecutionPolicies'>;
  listPolicyConfigurations: Handler<'listPolicyConfigurations'>;
  getSubscription: Handler<'getSubscription'>;
  updateSubscription: Handler<'updateSubscription'>;
  createSubscription: Handler<'createSubscription'>;
  createMinutesPacks: Handler<'createMinutesPacks'>;
  moveMinutesPacks: Handler<'moveMinutesPacks'>;
  upsertUpcomingReconciliations: Handler<'upsertUpcomingReconciliations'>;
  deleteUpcomingReconciliation: Handler<'deleteUpcomingReconciliation'>;
  listScimUsers: Handler<'listScimUsers'>;
  createScimUser: Handler<'createScimUser'>;
  getScimUser: Handler<'getScimUser'>;
  deleteScimUser: Handler<'deleteScimUser'>;
  updateScimUser: Handler<'updateScimUser'>;
}
