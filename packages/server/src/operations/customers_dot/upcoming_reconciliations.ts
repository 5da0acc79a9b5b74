import type { Input, Reply } from '@gitlab-internal-api/contract';
import { parseRubyDate } from '@gitlab-internal-api/validator';
import type { Handler } from '../../handler.ts';
import type { UpcomingReconciliation } from '../../store/upcoming-reconciliations.ts';

/** Says when namespaces are reconciled next. */
export const upsertUpcomingReconciliations: Handler<'upsertUpcomingReconciliations'> = async (
  { upcoming_reconciliations: given },
  { store },
): Promise<Reply<'upsertUpcomingReconciliations'>> => {
  const namespaces = await store.namespaces.existing(given.map(({ namespace_id }) => Number(namespace_id)));
  const valid = given.flatMap((one) => toReconciliation(one, namespaces) ?? []);
  const errors = given.flatMap<object>((one) => remarksOn(one, namespaces) ?? []);
  if (namesOneTwice(valid)) errors.push({ bulk_upsert: twice });
  else await store.upcomingReconciliations.put(valid);
  return errors.length === 0
    ? { status: 200, body: 200 }
    : { status: 400, body: { message: { error: JSON.stringify(errors) } } };
};

type Given = Input<'upsertUpcomingReconciliations'>['upcoming_reconciliations'][number];

/** The reconciliation as it is stored; undefined where GitLab's model refuses it. */
function toReconciliation(
  { namespace_id, ...days }: Given,
  namespaces: ReadonlySet<number>,
): UpcomingReconciliation | undefined {
  const next_reconciliation_date = parseRubyDate(days.next_reconciliation_date ?? '');
  const display_alert_from = parseRubyDate(days.display_alert_from ?? '');
  const complete =
    namespaces.has(Number(namespace_id)) && next_reconciliation_date !== undefined && display_alert_from !== undefined;
  return complete ? { namespace_id: Number(namespace_id), next_reconciliation_date, display_alert_from } : undefined;
}

/** What GitLab's model says about a reconciliation, in its own words and order, under the id of the namespace; undefined for nothing. */
function remarksOn(
  { namespace_id, ...days }: Given,
  namespaces: ReadonlySet<number>,
): Record<string, string[]> | undefined {
  const blank = {
    Namespace: !namespaces.has(Number(namespace_id)),
    'Next reconciliation date': days.next_reconciliation_date === null,
    'Display alert from': days.display_alert_from === null,
  };
  const remarks = Object.entries(blank).flatMap(([name, isBlank]) => (isBlank ? [`${name} can't be blank`] : []));
  return remarks.length === 0 ? undefined : { [BigInt(namespace_id).toString()]: remarks };
}

/** GitLab writes them all in one statement, in which PostgreSQL refuses to write a row twice; then none is written. */
function namesOneTwice(reconciliations: readonly UpcomingReconciliation[]): boolean {
  return new Set(reconciliations.map(({ namespace_id }) => namespace_id)).size < reconciliations.length;
}

const twice =
  'PG::CardinalityViolation: ERROR:  ON CONFLICT DO UPDATE command cannot affect row a second time\n' +
  'HINT:  Ensure that no rows proposed for insertion within the same command have duplicate constrained values.\n';

/** Says that a namespace is not reconciled any more. */
export const deleteUpcomingReconciliation: Handler<'deleteUpcomingReconciliation'> = async (
  { namespace_id },
  { store },
): Promise<Reply<'deleteUpcomingReconciliation'>> => {
  const namespace = await store.namespaces.findByIdOrPath(namespace_id);
  const deleted = namespace !== undefined && (await store.upcomingReconciliations.delete(namespace.id));
  return deleted ? { status: 204 } : { status: 404, body: { message: '404 Not Found' } };
};
