import type { OperationSummary } from '@gitlab-internal-api/contract';
import type { RecordedTraffic } from '@gitlab-internal-api/validator';
import type { Ask, NotAsked } from './ask.ts';
import { goodCredentials, lackOf } from './credentials.ts';
import { type Example, examplesOf } from './examples.ts';
import { success } from './expectations.ts';
import type { Facts } from './facts.ts';
import { isBroken } from './message.ts';
import { askOf, type Subject } from './subject.ts';
import { MissingFact, type Run, substitute } from './substitution.ts';
import {
  goodRequests,
  parameterRequests,
  strayRequests,
  unauthorizedRequests,
  unknownPath,
  unreadableRequests,
} from './variations.ts';

/** What is asked of a server, in this order. */
export interface Plan {
  readonly asks: readonly Ask[];
  readonly notAsked: readonly NotAsked[];
  /** How many requests are left out because they may change something. */
  readonly withheld: number;
}

/** Says what to ask a server for: every operation of the contract of its release. */
export async function planOf(traffic: RecordedTraffic, facts: Facts, run: Run): Promise<Plan> {
  const notAsked: NotAsked[] = [];
  const subjects: Subject[] = [];
  for (const operation of ordered(traffic.operations)) {
    const subject = subjectOf(operation, traffic, facts, run);
    if ('lack' in subject) notAsked.push(subject);
    else subjects.push(subject);
  }
  const all: Ask[] = [];
  for (const subject of subjects) all.push(...(await requestsOf(subject, subjects, traffic)));
  all.push(...strayRequests(subjects), unknownPath);
  const asks = run.allowWrites ? all : all.filter(({ writes }) => !writes);
  return { asks, notAsked, withheld: all.length - asks.length };
}

/** What creates something comes first, and what takes it away last; else the contract's order. */
const order: readonly string[] = [
  'createSubscription',
  'updateSubscription',
  'getSubscription',
  'createMinutesPacks',
  'moveMinutesPacks',
  'upsertUpcomingReconciliations',
  'deleteUpcomingReconciliation',
  'createScimUser',
  'getScimUser',
  'listScimUsers',
  'updateScimUser',
  'deleteScimUser',
];

function ordered(operations: readonly OperationSummary[]): OperationSummary[] {
  return operations.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

function subjectOf(operation: OperationSummary, traffic: RecordedTraffic, facts: Facts, run: Run): Subject | NotAsked {
  const good = goodCredentials(operation, facts, run.preferred);
  if (!good) return { operation: operation.id, lack: lackOf(operation, facts) };
  const definition = traffic.definitionOf(operation.id);
  try {
    const [first, ...others] = examplesOf(operation, definition).map(
      ({ name, parameters }): Example => ({ name, parameters: substitute(operation, parameters, facts, run) }),
    );
    if (!first) return { operation: operation.id, lack: 'an example in the contract' };
    return { operation, definition, examples: [first, ...others], good, facts, run };
  } catch (error) {
    if (error instanceof MissingFact) return { operation: operation.id, lack: error.message };
    throw error;
  }
}

async function requestsOf(subject: Subject, all: readonly Subject[], traffic: RecordedTraffic): Promise<Ask[]> {
  const variations: Ask[] = [];
  for (const ask of parameterRequests(subject)) {
    // The contract itself says whether a variation breaks it; what does not is no refusal to wait for.
    const isWrong = await isBroken(ask, traffic);
    const isValue = ask.name.startsWith('with the value ');
    if (isWrong !== isValue) variations.push(ask);
  }
  const asks = [...goodRequests(subject), ...unreadableRequests(subject), ...variations].flatMap((ask) =>
    withCompany(ask, subject, all),
  );
  return [...asks, ...unauthorizedRequests(subject), ...cleanUp(subject)];
}

/** Takes away what was made for others than the one that the example names. */
function cleanUp(subject: Subject): Ask[] {
  const { operation, facts } = subject;
  if (operation.id !== 'deleteUpcomingReconciliation') return [];
  return facts.groups.slice(1, 2).map(({ id }) => {
    const parameters = { path: {}, query: { namespace_id: id } };
    return askOf(subject, 'to clean up', parameters, success(operation));
  });
}

/** What a request needs before, and what takes away afterwards what it has done: counters of pushes end as they began. */
function withCompany(ask: Ask, { operation: { id } }: Subject, all: readonly Subject[]): Ask[] {
  if (ask.expects.kind !== 'success') return [ask];
  const helper = (name: string, other: string) =>
    all
      .filter(({ operation }) => operation.id === other)
      .map((subject) => askOf(subject, name, subject.examples[0].parameters, success(subject.operation)));
  if (id === 'preReceive') return [ask, ...helper('to end the push', 'postReceive')];
  if (id === 'postReceive') return [...helper('to begin a push', 'preReceive'), ask];
  if (id === 'deleteUpcomingReconciliation')
    return [...helper('to have one to delete', 'upsertUpcomingReconciliations'), ask];
  return [ask];
}
