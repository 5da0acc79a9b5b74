import type { Release } from '@gitlab-internal-api/contract';
import type { OperationRequest, Reply, Responder } from '@gitlab-internal-api/validator';
import { router } from '../generated/router.ts';
import { authenticate } from './authentication/authenticate.ts';
import type { Caller } from './authentication/caller.ts';
import type { Secrets } from './authentication/secrets.ts';
import type { Clock } from './clock.ts';
import { Edition } from './edition.ts';
import { gate } from './gate.ts';
import type { Context } from './handler.ts';
import type { Random } from './random.ts';
import type { Namespace } from './store/namespaces.ts';
import type { Store } from './store/store.ts';
import type { Instance } from './world/instance.ts';

/** The world in which a request is answered. */
export interface OpenWorld {
  readonly name: string;
  readonly instance: Instance;
  readonly secrets: Secrets;
  readonly store: Store;
  readonly clock: Clock;
}

/** The responder that behaves as GitLab does: it checks credentials and answers from its state. */
export class Stub implements Responder {
  readonly #edition: Edition;
  readonly #random: Random;
  readonly #open: (request: OperationRequest) => Promise<OpenWorld>;
  readonly #worlds = new WeakMap<OperationRequest, OpenWorld>();
  readonly #groups = new WeakMap<OperationRequest, Namespace>();
  readonly #callers = new WeakMap<OperationRequest, Caller>();

  constructor(release: Release, random: Random, open: (request: OperationRequest) => Promise<OpenWorld>) {
    this.#edition = new Edition(release);
    this.#random = random;
    this.#open = open;
  }

  async gate(request: OperationRequest): Promise<Reply | undefined> {
    const { instance, store } = await this.#worldOf(request);
    const result = await gate(request, instance, store);
    if ('reply' in result) return result.reply;
    if (result.group) this.#groups.set(request, result.group);
    return undefined;
  }

  async authenticate(request: OperationRequest, remarks: Record<string, unknown>): Promise<Reply | undefined> {
    const { secrets, store, clock } = await this.#worldOf(request);
    const group = this.#groups.get(request);
    const result = await authenticate(request, { secrets, store, clock, group, groupId: group?.id });
    if ('reply' in result) {
      remarks.refused = result.reasons;
      return result.reply;
    }
    this.#callers.set(request, result.caller);
    return refuseUser(request, result.caller);
  }

  async respond(request: OperationRequest, remarks: Record<string, unknown>): Promise<Reply> {
    const { id, repeat } = request.operation;
    if (request.message.method === 'HEAD' && repeat !== 'safe') return untouched(request);
    const { instance, store, clock } = await this.#worldOf(request);
    const caller = this.#callers.get(request);
    const run = async (within: Store): Promise<Reply> => {
      const context = { caller, edition: this.#edition, instance, store: within, clock, random: this.#random, remarks };
      return handlers[id]?.(request.input, context) as Promise<Reply>;
    };
    return repeat === 'safe' ? run(store) : store.transaction(run);
  }

  /** One request is answered in one state of its world's settings, whatever happens to them in the meantime. */
  async #worldOf(request: OperationRequest): Promise<OpenWorld> {
    const world = this.#worlds.get(request) ?? (await this.#open(request));
    this.#worlds.set(request, world);
    return world;
  }
}

/** The router without its types: the contract's validation stands for them from here on. */
const handlers = router as unknown as Record<
  string,
  (input: object, context: Omit<Context<never>, 'caller'> & { caller: Caller | undefined }) => unknown
>;

/** HEAD of an operation that changes something runs nothing. */
function untouched({ operation }: OperationRequest): Reply {
  return { status: operation.statuses.find((status) => status < 300) ?? 200 };
}

/** The operations that only an administrator may use, whatever their parameters are. */
const forAdministrators = new Set([
  'createMinutesPacks',
  'moveMinutesPacks',
  'upsertUpcomingReconciliations',
  'deleteUpcomingReconciliation',
]);

function refuseUser({ operation }: OperationRequest, caller: Caller): Reply | undefined {
  if (caller.area !== 'customers_dot') return undefined;
  const enough = caller.scopes.includes('api') || (operation.repeat === 'safe' && caller.scopes.includes('read_api'));
  const allowed = enough && (caller.user.admin === 1 || !forAdministrators.has(operation.id));
  return allowed ? undefined : { status: 403, body: { message: '403 Forbidden' } };
}
