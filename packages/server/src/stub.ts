import type { JsonObject, Release } from '@gitlab-internal-api/contract';
import type { Interference, OperationRequest, Reply, Responder } from '@gitlab-internal-api/validator';
import { router } from '../generated/router.ts';
import { authenticate } from './authentication/authenticate.ts';
import type { Caller } from './authentication/caller.ts';
import type { Secrets } from './authentication/secrets.ts';
import { userRefusal } from './authentication/user-refusal.ts';
import type { Clock } from './clock.ts';
import { Edition } from './edition.ts';
import type { Fault } from './faults/fault.ts';
import { interfere } from './faults/interfere.ts';
import { gate } from './gate.ts';
import type { Context } from './handler.ts';
import type { Random } from './random.ts';
import type { Namespace } from './store/namespaces.ts';
import type { ScimGroup } from './store/scim-groups.ts';
import type { Store } from './store/store.ts';
import type { User } from './store/users.ts';
import type { Instance } from './world/instance.ts';

/** The world in which a request is answered. */
export interface OpenWorld {
  readonly name: string;
  readonly instance: Instance;
  readonly secrets: Secrets;
  readonly store: Store;
  readonly clock: Clock;
  readonly faults: readonly Fault[];
}

/** What is found out about one request while it is answered; it is answered in one state of its world's settings. */
interface Turn {
  readonly world: OpenWorld;
  /** The group of a SCIM request, and what is set for it. */
  group?: Namespace | undefined;
  scim?: ScimGroup | undefined;
  caller?: Caller;
}

/** The responder that behaves as GitLab does: it checks credentials and answers from its state. */
export class Stub implements Responder {
  readonly #edition: Edition;
  readonly #random: Random;
  readonly #open: (request: OperationRequest) => OpenWorld | Promise<OpenWorld>;
  readonly #definitionOf: (id: string) => JsonObject;
  readonly #turns = new WeakMap<OperationRequest, Turn>();

  constructor(
    release: Release,
    random: Random,
    open: (request: OperationRequest) => OpenWorld | Promise<OpenWorld>,
    definitionOf: (id: string) => JsonObject,
  ) {
    this.#edition = new Edition(release);
    this.#random = random;
    this.#open = open;
    this.#definitionOf = definitionOf;
  }

  async gate(request: OperationRequest, remarks: Record<string, unknown>): Promise<Reply | undefined> {
    const turn: Turn = { world: await this.#open(request) };
    this.#turns.set(request, turn);
    const { instance, store } = turn.world;
    const result = await gate(request, instance, store);
    if ('reply' in result) {
      remarks.trace = [{ check: 'GitLab looks at the credential', passed: false, detail: 'it refuses before that' }];
      return result.reply;
    }
    turn.group = result.group;
    turn.scim = result.scim;
    return undefined;
  }

  async authenticate(request: OperationRequest, remarks: Record<string, unknown>): Promise<Reply | undefined> {
    const turn = this.#turnOf(request);
    const { group, scim } = turn;
    const { secrets, store, clock } = turn.world;
    const result = await authenticate(request, { secrets, store, clock, group, scim });
    if ('reply' in result) {
      remarks.refused = result.reasons;
      return result.reply;
    }
    const { caller } = result;
    turn.caller = caller;
    const refusal = caller.area === 'customers_dot' ? userRefusal(request.operation, caller) : undefined;
    remarks.accepted = acceptedText(result);
    if (refusal === undefined) return undefined;
    remarks.refused = [refusal];
    return { status: 403, body: { message: '403 Forbidden' } };
  }

  interfere(request: OperationRequest): Promise<Interference | undefined> | Interference | undefined {
    const { faults, store } = this.#turnOf(request).world;
    return interfere(request, { faults, strikes: store.faultStrikes, definitionOf: this.#definitionOf });
  }

  async respond(request: OperationRequest, remarks: Record<string, unknown>): Promise<Reply> {
    const { id, repeat } = request.operation;
    if (request.message.method === 'HEAD' && repeat !== 'safe') return untouched(request);
    const { caller, world } = this.#turnOf(request);
    const { instance, store, clock } = world;
    const run = async (within: Store): Promise<Reply> => {
      const context = { caller, edition: this.#edition, instance, store: within, clock, random: this.#random, remarks };
      const reply = (await handlers[id]?.(request.input, context)) as Reply;
      if (reply?.status === 403 && caller?.area === 'customers_dot') remarks.refused = [mayNot(caller.user)];
      return reply;
    };
    return repeat === 'safe' ? run(store) : store.transaction(run);
  }

  /** Every request begins at the gate. */
  #turnOf(request: OperationRequest): Turn {
    return this.#turns.get(request) as Turn;
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

/** Why a handler refuses a user, which GitLab does not tell. */
function mayNot({ username }: User): string {
  return `${username} is neither an administrator nor, where that is enough, an owner of the namespace`;
}

/** By which credentials somebody got in, and who that is. */
function acceptedText({ caller, schemes }: { caller: Caller; schemes: readonly string[] }): string {
  const how = schemes.join(' and ');
  if (caller.area === 'customers_dot') return `${how} of ${caller.user.username}`;
  if (caller.area === 'kubernetes' && caller.agent) return `${how} of agent ${caller.agent.id}, ${caller.agent.name}`;
  return caller.area === 'scim' ? `${how} of group ${caller.group.path}` : how;
}
