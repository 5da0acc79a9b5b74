import type { Reply } from '@gitlab-internal-api/contract';
import { maySee, owns } from '../../access/namespace.ts';
import { forbidden, namespaceNotFound } from '../../billing/refusals.ts';
import {
  blankTerms,
  changesOf,
  describe,
  describeNone,
  isNewTerm,
  refusalOf,
  seatsInUse,
} from '../../billing/subscription.ts';
import type { Handler } from '../../handler.ts';

/** Creates the subscription of a namespace. */
export const createSubscription: Handler<'createSubscription'> = async (
  { id, plan, ...given },
  context,
): Promise<Reply<'createSubscription'>> => {
  const { caller, store } = context;
  if (caller.user.admin === 0) return forbidden;
  const namespace = await store.namespaces.findByIdOrPath(id);
  if (!namespace) return namespaceNotFound;
  // GitLab drops `plan`, the name under which its documentation sends `plan_code`; here the documented request gets the documented plan.
  const changes = changesOf(
    plan === undefined || given.plan_code !== undefined ? given : { ...given, plan_code: plan },
  );
  const refusal = refusalOf(changes);
  if (refusal)
    return {
      status: 400,
      body: { message: { ...refusal, ...((await store.subscriptions.find(namespace.id)) && taken) } },
    };
  const subscription = { ...blankTerms, ...changes, namespace_id: namespace.id };
  if (!(await store.subscriptions.add(subscription))) return { status: 400, body: { message: taken } };
  return { status: 201, body: await describe(namespace, subscription, context) };
};

const taken = { namespace_id: ['has already been taken'] };

/** Changes what is given about the subscription of a namespace. */
export const updateSubscription: Handler<'updateSubscription'> = async (
  { id, ...given },
  context,
): Promise<Reply<'updateSubscription'>> => {
  const { caller, store } = context;
  if (caller.user.admin === 0) return forbidden;
  const namespace = await store.namespaces.findByIdOrPath(id);
  if (!namespace) return namespaceNotFound;
  const before = await store.subscriptions.lock(namespace.id);
  if (!before) return { status: 404, body: { message: '404 GitlabSubscription Not Found' } };
  const changes = changesOf(given);
  const refusal = refusalOf(changes);
  if (refusal) return { status: 400, body: { message: refusal } };
  const after = { ...before, ...changes };
  // The reset wins over a `max_seats_used` of the same request: GitLab does it just before it saves.
  if (isNewTerm(before, after)) after.max_seats_used = await seatsInUse(namespace, after, context);
  await store.subscriptions.save(after);
  return { status: 200, body: await describe(namespace, after, context) };
};

/** Which subscription does this namespace have? */
export const getSubscription: Handler<'getSubscription'> = async (
  { id },
  context,
): Promise<Reply<'getSubscription'>> => {
  const { caller, store } = context;
  const namespace = await store.namespaces.findByIdOrPath(id);
  if (!namespace || !(await maySee(store, caller.user, namespace))) return namespaceNotFound;
  if (!(await owns(store, caller.user, namespace))) return forbidden;
  const subscription = await store.subscriptions.find(namespace.id);
  return { status: 200, body: subscription ? await describe(namespace, subscription, context) : describeNone(context) };
};
