import type { ControlSchemas } from '@gitlab-internal-api/contract';
import type { Call } from './push-call.ts';

type View = ControlSchemas['Push'];

/** GitLab lets a counter expire so long after it was increased, in milliseconds. */
const lifetime = 600_000;

/** How many calls of a push are kept: a client in a loop makes no end of them. */
const callLimit = 50;

/** What is kept of a call. */
type KeptCall = Pick<Call, 'entry' | 'operation' | 'correlationId' | 'worldTime' | 'counter'>;

/** A push, and how far it has come. */
export class Push {
  readonly repository: string;
  /** That of the call with which it began. */
  readonly correlationId: string;
  readonly #id: number;
  readonly #calls: KeptCall[] = [];
  #actors: readonly string[] = [];
  #breaches: readonly string[] = [];
  #state: Exclude<View['state'], 'breached'> = 'allowed';
  #countedAt = 0;
  #hasRefs = false;

  constructor(id: number, repository: string, correlationId: string) {
    this.#id = id;
    this.repository = repository;
    this.correlationId = correlationId;
  }

  /** How far it has come, whether or not its callers kept the protocol. */
  get state(): Exclude<View['state'], 'breached'> {
    return this.#state;
  }

  /** Whether Gitaly has asked for it, with its refs. */
  get hasRefs(): boolean {
    return this.#hasRefs;
  }

  isIn(repository: string, state: Push['state']): boolean {
    return this.repository === repository && this.#state === state;
  }

  /** Whether whoever calls may be who pushes. */
  isBy({ actors }: Call): boolean {
    return actors.length === 0 || this.#actors.length === 0 || actors.some((actor) => this.#actors.includes(actor));
  }

  /** Whether a call for another repository comes from this push: by its correlation id, or else by who pushes. */
  isLike(call: Call): boolean {
    return this.hasCall(call.correlationId) || call.actors.some((actor) => this.#actors.includes(actor));
  }

  hasCall(correlationId: string): boolean {
    return this.#calls.some((call) => call.correlationId === correlationId);
  }

  isOverdue(now: number): boolean {
    return this.#state === 'received' && now - this.#countedAt > lifetime;
  }

  /** GitLab was asked, and has said yes or no. */
  ask(call: Call): void {
    this.add(call);
    this.#hasRefs ||= call.hasRefs;
    if (!call.isYes) this.#state = 'refused';
  }

  /** The counter was increased. */
  count(call: Call): void {
    this.add(call);
    this.#state = 'received';
    this.#countedAt = call.worldTime;
  }

  /** The counter was decreased. */
  finish(call: Call, now: number): void {
    if (!this.isBy(call))
      this.breach(
        `postReceive names ${call.actors.join(', ')}, but the push was allowed to ${this.#actors.join(', ')}`,
      );
    if (this.isOverdue(now))
      this.breach(`${this.#overdue()}; it came after ${Math.round((now - this.#countedAt) / 1000)} s`);
    this.add(call);
    this.#state = 'complete';
  }

  add(call: Call): void {
    const others = call.actors.filter((actor) => !this.#actors.includes(actor));
    if (others.length > 0) this.#actors = [...this.#actors, ...others];
    const { entry, operation, correlationId, worldTime, counter } = call;
    if (this.#calls.length < callLimit) this.#calls.push({ entry, operation, correlationId, worldTime, counter });
  }

  breach(sentence: string): void {
    if (!this.#breaches.includes(sentence)) this.#breaches = [...this.#breaches, sentence];
  }

  /** How it stands at that time of its world. */
  view(now: number): View {
    const breaches = [...this.#breaches, ...(this.isOverdue(now) ? [this.#overdue()] : [])];
    return {
      id: this.#id,
      gl_repository: this.repository,
      state: breaches.length > 0 ? 'breached' : this.#state,
      actor: this.#actors[0] ?? null,
      correlation_ids: [...new Set(this.#calls.map(({ correlationId }) => correlationId))],
      breaches,
      calls: this.#calls.map(({ entry, operation, worldTime, counter }) => ({
        ...{ entry, operation, counter },
        world_time: new Date(worldTime).toISOString(),
      })),
    };
  }

  #overdue(): string {
    return `postReceive for ${this.repository} did not come within 600 s of preReceive; GitLab's counter has expired`;
  }
}
