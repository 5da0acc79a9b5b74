import type { Input, Reply } from '@gitlab-internal-api/contract';
import type { Edition } from '../../edition.ts';
import type { Handler } from '../../handler.ts';

type Report = Input<'recordAgentUsage'>;
type Answer = Reply<'recordAgentUsage'>;

/** A number of a report: the parameter that carries it, and the counter or the set that it is for. */
interface Entry {
  readonly parameter: string;
  readonly name: string;
  readonly value: number;
}

/** Count what the agents have done. */
export const recordAgentUsage: Handler<'recordAgentUsage'> = async (input, { edition, store }): Promise<Answer> => {
  const counts = countsOf(input, edition);
  const members = membersOf(input, edition);
  const refusal = refuseUncountable([...counts, ...members]) ?? refuseNegative(counts, edition);
  if (refusal) return refusal;
  for (const { name, value } of counts) if (value > 0) await store.usageCounters.add(name, value);
  await store.uniqueCounters.add(
    ciTunnelUsers,
    members.map(({ value }) => value),
  );
  return { status: 204 };
};

const counters = ['gitops_sync', 'k8s_api_proxy_request'] as const;
const ciTunnelUsers = 'agent_users_using_ci_tunnel';

/** What a release does not know may hold anything and is ignored; always in the same order, so that no two requests wait for each other. */
function countsOf(input: Report, edition: Edition): Entry[] {
  const given = edition.since('15.3') ? (input.counters ?? {}) : {};
  const flat = flatCountsOf(input, edition);
  return counters.flatMap((name) => [
    ...entry(`counters[${name}]`, name, given[name]),
    ...entry(`${name}_count`, name, flat[name]),
  ]);
}

function flatCountsOf(
  input: Report,
  edition: Edition,
): { readonly [Name in (typeof counters)[number]]?: number | undefined } {
  if (edition.since('15.6')) return {};
  return {
    gitops_sync: input.gitops_sync_count,
    ...(edition.since('13.12') && { k8s_api_proxy_request: input.k8s_api_proxy_request_count }),
  };
}

function membersOf(input: Report, edition: Edition): Entry[] {
  const members = edition.since('15.3') ? input.unique_counters?.[ciTunnelUsers] : undefined;
  return (members ?? []).flatMap((value) => entry(`unique_counters[${ciTunnelUsers}]`, ciTunnelUsers, value));
}

function entry(parameter: string, name: string, value: number | undefined): Entry[] {
  return value === undefined ? [] : [{ parameter, name, value }];
}

/** GitLab's counters have 64 bits and it crashes on more; what JSON cannot tell exactly is refused like any other wrong number. */
function refuseUncountable(entries: readonly Entry[]): Answer | undefined {
  const remarks = entries
    .filter(({ value }) => !Number.isSafeInteger(value))
    .map(({ parameter }) => `${parameter} is invalid`);
  return remarks.length === 0 ? undefined : { status: 400, body: { error: [...new Set(remarks)].join(', ') } };
}

/** GitLab stops at the first negative counter and says nothing of the next. Since 13.12 it names the counter, not the parameter. */
function refuseNegative(counts: readonly Entry[], edition: Edition): Answer | undefined {
  const negative = counts.find(({ value }) => value < 0);
  if (!negative) return undefined;
  const subject = edition.since('13.12') ? `${negative.name} count` : negative.parameter;
  return { status: 400, body: { message: `400 Bad request - ${subject} must be greater than or equal to zero` } };
}
