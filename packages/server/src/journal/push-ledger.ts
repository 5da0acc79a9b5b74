import type { ControlInput, ControlSchemas } from '@gitlab-internal-api/contract';
import type { Exchange } from '@gitlab-internal-api/validator';
import { Push } from './push.ts';
import { type Call, callOf } from './push-call.ts';
import type { Facts } from './recorded.ts';

/** Which pushes are looked for, and for how long. */
export type PushFilter = Omit<ControlInput<'listPushes'>, 'world'>;

/** A push as the control API shows it. */
export type PushView = ControlSchemas['Push'];

/** How many pushes of a world are followed; the oldest make room. */
const limit = 250;

/** Puts the calls of each push together, and judges whether they keep the protocol. */
export class PushLedger {
  readonly #pushes: Push[] = [];
  readonly #byRepository = new Map<string, Push[]>();
  /** The few of them that are neither complete nor refused. */
  readonly #open = new Map<string, Push[]>();
  readonly #byCorrelation = new Map<string, Push>();
  #lastId = 0;

  /** Looks at an exchange; those that are no part of a push are passed over. */
  take(facts: Facts, exchange: Exchange): void {
    const call = callOf(facts, exchange);
    if (!call) return;
    const now = facts.worldTime;
    if (call.operation === 'checkGitAccess') this.#allowed(call);
    else if (call.operation === 'preReceive') this.#preReceive(call);
    else this.#postReceive(call, now);
  }

  /** The pushes that fit, as they stand at that time of the world. */
  list({ gl_repository, state, breached, correlation_id }: PushFilter, now: Date): PushView[] {
    return this.#pushes
      .map((push) => push.view(now.getTime()))
      .filter(
        (push) =>
          (gl_repository === undefined || push.gl_repository === gl_repository) &&
          (state === undefined || push.state === state) &&
          (breached === undefined || (push.state === 'breached') === breached) &&
          (correlation_id === undefined || push.correlation_ids.includes(correlation_id)),
      );
  }

  clear(): void {
    this.#pushes.length = 0;
    this.#byRepository.clear();
    this.#open.clear();
    this.#byCorrelation.clear();
  }

  /** GitLab Shell asks before a push and Gitaly with its refs: the second question belongs to a push that is there. */
  #allowed(call: Call): void {
    const same = this.#byCorrelation.get(call.correlationId);
    const push = same?.isIn(call.repository, 'allowed') ? same : call.hasRefs && this.#announced(call);
    if (push) {
      push.ask(call);
      if (!call.isYes) this.#close(push);
    } else if (call.isYes) this.#begin(call).ask(call);
  }

  #announced(call: Call): Push | undefined {
    return this.#in(call.repository, 'allowed').findLast((push) => !push.hasRefs && push.isBy(call));
  }

  /** Gitaly says nothing but the repository. */
  #preReceive(call: Call): void {
    const push = bestOf(this.#in(call.repository, 'allowed'), [
      (open) => open.hasCall(call.correlationId),
      (open) => open.hasRefs,
      () => true,
    ]);
    if (push) push.count(call);
    else this.#strayPreReceive(call);
  }

  #strayPreReceive(call: Call): void {
    const counted = this.#in(call.repository, 'received').find((open) => open.hasCall(call.correlationId));
    const late = counted ?? this.#begin(call);
    late.count(call);
    late.breach(
      counted
        ? `preReceive for ${call.repository} came a second time, and the counter was increased twice`
        : `preReceive for ${call.repository} came without a checkGitAccess that allowed a push there`,
    );
  }

  #postReceive(call: Call, now: number): void {
    const received = this.#in(call.repository, 'received');
    const push = bestOf(received, [
      (candidate) => candidate.hasCall(call.correlationId) && candidate.isBy(call),
      (candidate) => candidate.isBy(call),
      () => true,
    ]);
    if (push) this.#finish(push, call, now);
    else this.#strayPostReceive(call);
  }

  #finish(push: Push, call: Call, now: number): void {
    push.finish(call, now);
    this.#close(push);
    const others = this.#in(call.repository, 'received').filter((other) => !other.isOverdue(now)).length;
    if (call.counter !== null && call.counter > others)
      push.breach(
        `the counter of ${call.repository} stands at ${call.counter} after postReceive, while ${underWay(others)}`,
      );
  }

  /** One that finds no push under way in its repository was sent twice, too early, or for another one. */
  #strayPostReceive(call: Call): void {
    const before = this.#byRepository.get(call.repository) ?? [];
    const received = this.#pushes.filter(({ state }) => state === 'received');
    const same = received.find((push) => push.hasCall(call.correlationId));
    const early = same ? undefined : before.findLast((push) => push.state === 'allowed' && push.isBy(call));
    const done = same ? undefined : before.findLast((push) => push.state === 'complete' && push.isBy(call));
    const elsewhere = same ?? received.findLast((push) => push.isLike(call));
    const push = early ?? done ?? elsewhere ?? this.#begin(call);
    push.add(call);
    push.breach(
      early
        ? `postReceive for ${call.repository} came without a preReceive that counted the push`
        : done
          ? `postReceive for ${call.repository} came a second time`
          : elsewhere
            ? `postReceive names ${call.repository}, but the push went to ${elsewhere.repository}`
            : `postReceive for ${call.repository} came without checkGitAccess and preReceive`,
    );
  }

  #in(repository: string, state: 'allowed' | 'received'): Push[] {
    return (this.#open.get(repository) ?? []).filter((push) => push.state === state);
  }

  #begin({ repository, correlationId }: Call): Push {
    this.#lastId += 1;
    const push = new Push(this.#lastId, repository, correlationId);
    this.#pushes.push(push);
    this.#byCorrelation.set(correlationId, push);
    enlist(push, this.#byRepository);
    enlist(push, this.#open);
    if (this.#pushes.length > limit) this.#dropOldest();
    return push;
  }

  #close(push: Push): void {
    const open = this.#open.get(push.repository) ?? [];
    const place = open.indexOf(push);
    if (place >= 0) open.splice(place, 1);
    if (open.length === 0) this.#open.delete(push.repository);
  }

  #dropOldest(): void {
    const oldest = this.#pushes.shift();
    if (!oldest) return;
    // It is the first one there, too.
    const inRepository = this.#byRepository.get(oldest.repository);
    inRepository?.shift();
    if (inRepository?.length === 0) this.#byRepository.delete(oldest.repository);
    this.#close(oldest);
    const { correlationId } = oldest;
    if (this.#byCorrelation.get(correlationId) === oldest) this.#byCorrelation.delete(correlationId);
  }
}

function enlist(push: Push, lists: Map<string, Push[]>): void {
  const list = lists.get(push.repository);
  if (list) list.push(push);
  else lists.set(push.repository, [push]);
}

/** The newest of those that fit the first criterion that any of them fits. */
function bestOf(pushes: readonly Push[], criteria: readonly ((push: Push) => boolean)[]): Push | undefined {
  for (const criterion of criteria) {
    const found = pushes.findLast(criterion);
    if (found) return found;
  }
  return undefined;
}

function underWay(count: number): string {
  return count === 0
    ? 'no other push is under way there'
    : `only ${count} more ${count === 1 ? 'is' : 'are'} under way there`;
}
