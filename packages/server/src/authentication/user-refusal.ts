import type { OperationSummary } from '@gitlab-internal-api/contract';
import type { User } from '../store/users.ts';

/** The operations that only an administrator may use, whatever their parameters are. */
const forAdministrators = new Set([
  'createMinutesPacks',
  'moveMinutesPacks',
  'upsertUpcomingReconciliations',
  'deleteUpcomingReconciliation',
]);

/** Why a personal access token that is good is not good enough for an operation; undefined when it is. */
export function userRefusal(
  { id, repeat }: OperationSummary,
  { user, scopes }: { readonly user: User; readonly scopes: readonly string[] },
): string | undefined {
  const whose = `the personal access token of ${user.username}`;
  const wanted = repeat === 'safe' ? ['api', 'read_api'] : ['api'];
  if (!wanted.some((scope) => scopes.includes(scope)))
    return `${whose} has the scopes ${scopes.join(', ') || 'none'}; ${id} wants ${wanted.join(' or ')}`;
  if (user.admin === 1 || !forAdministrators.has(id)) return undefined;
  return `${whose} is good, but ${id} is for administrators`;
}

/** As {@link userRefusal}, and why the operation itself would refuse the user whatever the request is. */
export function lastingRefusal(
  operation: OperationSummary,
  caller: { readonly user: User; readonly scopes: readonly string[] },
): string | undefined {
  const refusal = userRefusal(operation, caller);
  if (refusal !== undefined || caller.user.admin === 1) return refusal;
  // GitLab looks at the parameters of these first.
  const isClosed = ['createSubscription', 'updateSubscription'].includes(operation.id);
  return isClosed
    ? `the personal access token of ${caller.user.username} is good, but ${operation.id} is for administrators`
    : undefined;
}
