import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const ids = [
  'authenticateErrorTracking',
  'authenticateLfs',
  'checkGitAccess',
  'checkInstance',
  'createCiliumAlert',
  'createMinutesPacks',
  'createPersonalAccessToken',
  'createScimUser',
  'createSubscription',
  'deleteScimUser',
  'deleteUpcomingReconciliation',
  'discoverUser',
  'findAuthorizedKey',
  'getAgentInfo',
  'getAgentProjectInfo',
  'getScimUser',
  'getSubscription',
  'listPolicyConfigurations',
  'listScanExecutionPolicies',
  'listScimUsers',
  'moveMinutesPacks',
  'postReceive',
  'preReceive',
  'recordAgentUsage',
  'regenerateRecoveryCodes',
  'regenerateRecoveryCodesByGet',
  'resolveStarboardVulnerabilities',
  'updateScimUser',
  'updateSubscription',
  'upsertStarboardVulnerability',
  'upsertUpcomingReconciliations',
];
const brokenIds = ['lookupUser', 'get_agent_info', 'GetAgentInfo', 'getScimURL', 'list', 'update'];

const { clean, broken } = lintContracts('operation-id', {
  clean: { 'openapi.yaml': { paths: pathsOf(ids) } },
  broken: { 'openapi.yaml': { paths: { ...pathsOf(brokenIds), '/nameless': { get: { summary: 'Who am I?' } } } } },
});

test('takes a verb of the list and what it is done to, and the names of Git hooks', () => {
  expect(clean).toEqual([]);
});

test('refuses other verbs, other spellings, a verb alone and no id at all', () => {
  expect(broken.map((finding) => finding.slice(0, finding.indexOf(':')))).toEqual([
    ...brokenIds.map((id) => `openapi.yaml#/paths/~1${id}/get/operationId`),
    'openapi.yaml#/paths/~1nameless/get/operationId',
  ]);
});

test('says which verbs there are', () => {
  expect(broken[0]).toMatchInlineSnapshot(
    `"openapi.yaml#/paths/~1lookupUser/get/operationId: Write as \`operationId\` in lowerCamelCase one of the verbs advance, authenticate, check, create, delete, discover, find, get, list, move, record, regenerate, resolve, update, upsert and what it is done to, as in \`getAgentInfo\`, or the name of a Git hook, preReceive or postReceive."`,
  );
});

function pathsOf(operationIds: readonly string[]) {
  return Object.fromEntries(operationIds.map((operationId) => [`/${operationId}`, { get: { operationId } }]));
}
