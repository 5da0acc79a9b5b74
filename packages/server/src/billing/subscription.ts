import type { Input, Reply } from '@gitlab-internal-api/contract';
import { parseRubyDate } from '@gitlab-internal-api/validator';
import { today } from '../clock.ts';
import type { Context } from '../handler.ts';
import { roles } from '../store/members.ts';
import type { Namespace } from '../store/namespaces.ts';
import type { Flag } from '../store/schema.ts';
import type { Subscription } from '../store/subscriptions.ts';
import { excludesGuests, isHighestPlan, isPaidPlan, isPlan, planTitle } from './plans.ts';

type Terms = Omit<Subscription, 'namespace_id'>;
type Given = Omit<Input<'updateSubscription'>, 'id'>;
type Answer = Extract<Reply<'getSubscription'>, { status: 200 }>['body'];

/** A subscription of which nothing was said: the defaults of GitLab's database. */
export const blankTerms: Terms = {
  plan_code: null,
  seats: 0,
  max_seats_used: 0,
  start_date: null,
  end_date: null,
  auto_renew: null,
  trial: 0,
  trial_starts_on: null,
  trial_ends_on: null,
  trial_extension_type: null,
};

/** What a request changes about a subscription: nothing that it does not give. */
export function changesOf({ plan_code, auto_renew, trial, ...given }: Given): Partial<Terms> {
  const { seats, max_seats_used, start_date, end_date, trial_ends_on, trial_extension_type } = given;
  // A trial that does not say when it starts does so with the subscription of the same request.
  const trial_starts_on = given.trial_starts_on ?? (trial ? start_date : given.trial_starts_on);
  return {
    ...(plan_code !== undefined && { plan_code: knownPlan(plan_code) }),
    ...(seats !== undefined && { seats }),
    ...(max_seats_used !== undefined && { max_seats_used }),
    ...(start_date !== undefined && { start_date: toDate(start_date) }),
    ...(end_date !== undefined && { end_date: toDate(end_date) }),
    ...(auto_renew !== undefined && { auto_renew: auto_renew === null ? null : toFlag(auto_renew) }),
    ...(trial !== undefined && { trial: toFlag(trial) }),
    ...(trial_starts_on !== undefined && { trial_starts_on: toDate(trial_starts_on) }),
    ...(trial_ends_on !== undefined && { trial_ends_on: toDate(trial_ends_on) }),
    ...(trial_extension_type !== undefined && { trial_extension_type }),
  };
}

/** GitLab takes null for the free plan, and forgets a code that it does not know. */
function knownPlan(code: string | null): string | null {
  return code === null ? 'free' : isPlan(code) ? code : null;
}

/** What GitLab's model says about changes that it cannot save, by attribute; undefined where it can. */
export function refusalOf({ seats, start_date }: Partial<Terms>): Record<string, string[]> | undefined {
  const blank = {
    ...(seats === null && { seats: ["can't be blank"] }),
    ...(start_date === null && { start_date: ["can't be blank"] }),
  };
  return Object.keys(blank).length > 0 ? blank : undefined;
}

/** Both dates changed, and the new start is not before the old end: what was used in the old term does not count any more. */
export function isNewTerm(before: Terms, after: Terms): boolean {
  if (after.start_date === null || after.start_date === before.start_date || after.end_date === before.end_date)
    return false;
  return before.end_date === null || after.start_date >= before.end_date;
}

/** How many seats a namespace needs: one for each active member of it or of anything below it. A user alone needs one. */
export function seatsInUse(
  namespace: Namespace,
  { plan_code }: Terms,
  { store }: Pick<Context<'getSubscription'>, 'store'>,
): Promise<number> | number {
  return namespace.kind === 'user'
    ? 1
    : store.members.countWithin(namespace.id, excludesGuests(plan_code) ? roles.guest : 0);
}

/** A subscription as GitLab shows it. */
export async function describe(
  namespace: Namespace,
  terms: Terms,
  context: Pick<Context<'getSubscription'>, 'store' | 'edition' | 'clock'>,
): Promise<Answer> {
  const { plan_code, seats, max_seats_used, auto_renew, trial } = terms;
  const inUse = await seatsInUse(namespace, terms, context);
  return {
    plan: {
      code: plan_code,
      name: plan_code === null ? null : planTitle(plan_code),
      trial: toBoolean(trial),
      auto_renew: toBoolean(auto_renew),
      upgradable: isPaid(terms) && !isExpired(terms, today(context.clock)) && !isHighestPlan(plan_code),
      ...(context.edition.since('15.0') && { exclude_guests: excludesGuests(plan_code) }),
    },
    usage: { seats_in_subscription: seats, seats_in_use: inUse, max_seats_used, seats_owed: seatsOwed(terms, inUse) },
    billing: {
      subscription_start_date: terms.start_date,
      subscription_end_date: terms.end_date,
      trial_ends_on: terms.trial_ends_on,
    },
  };
}

/** The same three objects for a namespace without a subscription. */
export function describeNone({ edition }: Pick<Context<'getSubscription'>, 'edition'>): Answer {
  const excludeGuests = edition.since('15.0') && { exclude_guests: null };
  return {
    plan: { code: null, name: null, trial: null, auto_renew: null, upgradable: null, ...excludeGuests },
    usage: { seats_in_subscription: null, seats_in_use: null, max_seats_used: null, seats_owed: null },
    billing: { subscription_start_date: null, subscription_end_date: null, trial_ends_on: null },
  };
}

/**
 * GitLab owes to the highest number of seats used, into which a job of its own takes those in use several times a day. A
 * stub has no such job, so what is in use counts at once: as documented, 82 in use of 80 owe 2, whatever the highest number.
 */
function seatsOwed(terms: Terms, inUse: number): number {
  return isPaid(terms) ? Math.max(0, Math.max(terms.max_seats_used, inUse) - (terms.seats ?? 0)) : 0;
}

function isPaid({ plan_code, seats, trial }: Terms): boolean {
  return isPaidPlan(plan_code) && trial !== 1 && (seats ?? 0) > 0;
}

function isExpired({ end_date }: Terms, day: string): boolean {
  return end_date !== null && end_date < day;
}

function toDate(text: string | null): string | null {
  return text === null ? null : (parseRubyDate(text) ?? null);
}

function toFlag(value: boolean): Flag {
  return value ? 1 : 0;
}

function toBoolean(flag: Flag | null): boolean | null {
  return flag === null ? null : flag === 1;
}
