import type { OperationSummary } from '@gitlab-internal-api/contract';
import type { Expectation } from './ask.ts';

/** Statuses that a good request may get beside that of success, because servers differ or nobody knows. */
const elsewhere: Readonly<Record<string, readonly number[]>> = {
  // It is documented, and real servers have no such route.
  regenerateRecoveryCodesByGet: [404],
  // The namespace may have a subscription already, which no other request takes away.
  createSubscription: [400],
};

/** A request that is good is answered with the status of success. */
export function success({ id, statuses }: OperationSummary): Expectation {
  const ok = statuses.filter((status) => status < 300);
  return { kind: 'success', statuses: [...ok, ...(elsewhere[id] ?? [])] };
}

/** A request that has nothing against it may be refused for what it asks, but not for how. */
export function answer({ statuses }: OperationSummary): Expectation {
  return {
    kind: 'answer',
    statuses: statuses.filter((status) => status < 500 && ![400, 415, 422, 429].includes(status)),
  };
}

/** No credential, or none that is good. */
export const unauthorized: Expectation = { kind: 'unauthorized', statuses: [401] };

/** A path that GitLab does not have. */
export const noPath: Expectation = { kind: 'no route', statuses: [404] };

/** A method that a path does not have: SCIM says so; under `/api/v4` GitLab says that there is nothing, or so it is thought. */
export function noMethod({ area }: OperationSummary): Expectation {
  return { kind: 'no route', statuses: area === 'scim' ? [405] : [404, 405] };
}

/** A media type that GitLab does not read. */
export const unsupported: Expectation = { kind: 'refusal', statuses: [415] };

/** A body that is not what its media type says. */
export const malformed: Expectation = { kind: 'refusal', statuses: [400] };

/**
 * What becomes of a request that breaks the contract. GitLab checks no parameters of the operations that are marked lenient:
 * there it may do whatever the contract declares.
 */
export function refusal(operation: OperationSummary, isMissing: boolean): Expectation {
  const { id, area, lenient, statuses } = operation;
  const own = area === 'scim' ? [400, 412] : area === 'error_tracking' ? [422] : [400];
  const crashes = isMissing && ['checkGitAccess', 'findAuthorizedKey'].includes(id);
  const declared = statuses.filter((status) => status < 500 || (status === 500 && crashes));
  if (lenient) return { kind: 'answer', statuses: declared };
  // GitLab answers 204 even where there are no Operations, and to those that it does not know.
  return { kind: 'refusal', statuses: id === 'updateScimUser' ? [...own, 204] : own };
}

/** Whether GitLab itself does not know a credential that the contract lists because it is documented. */
export function isForDocumentationOnly({ area }: OperationSummary, scheme: string): boolean {
  if (scheme === 'PrivateTokenAlias') return true;
  return area === 'error_tracking' && !scheme.startsWith('ErrorTracking');
}
