import type { JsonObject, Release } from '@gitlab-internal-api/contract';
import {
  type Answering,
  after,
  type Interference,
  type OperationRequest,
  type Reply,
  type Soon,
} from '@gitlab-internal-api/validator';
import { router } from '../generated/router.ts';
import { type Authentication, authenticate } from './authentication/authenticate.ts';
import type { Caller } from './authentication/caller.ts';
import type { Secrets } from './authentication/secrets.ts';
import { userRefusal } from './authentication/user-refusal.ts';
import type { Clock } from './clock.ts';
import { Edition } from './edition.ts';
import type { Fault } from './faults/fault.ts';
import { interfere } from './faults/interfere.ts';
import { type Gate, gate } from './gate.ts';
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

/** What all requests are answered with. */
interface Surroundings {
  readonly edition: Edition;
  readonly random: Random;
  readonly open: (request: OperationRequest) => Soon<OpenWorld>;
  readonly definitionOf: (id: string) => JsonObject;
}

/** The responder that behaves as GitLab does: it checks credentials and answers from its state. */
export class Stub {
  readonly #surroundings: Surroundings;

  constructor(release: Release, surroundings: Omit<Surroundings, 'edition'>) {
    this.#surroundings = { ...surroundings, edition: new Edition(release) };
  }

  /** Begins to answer a request. */
  begin(): Answering {
    return new Turn(this.#surroundings);
  }
}

/** The way of one request, which is answered in one state of its world's settings. */
class Turn implements Answering {
  readonly #surroundings: Surroundings;
  #world: OpenWorld | undefined;
  /** The group of a SCIM request, and what is set for it. */
  #group: Namespace | undefined;
  #scim: ScimGroup | undefined;
  #caller: Caller | undefined;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Every request begins here. */
  gate(request: OperationRequest, remarks: Record<string, unknown>): Soon<Reply | undefined> {
    return after(this.#surroundings.open(request), (world) => {
      this.#world = world;
      return after(gate(request, world.instance, world.store), (passed) => this.#pass(passed, remarks));
    });
  }

  authenticate(request: OperationRequest, remarks: Record<string, unknown>): Soon<Reply | undefined> {
    const { secrets, store, clock } = this.#opened;
    const evidence = { secrets, store, clock, group: this.#group, scim: this.#scim };
    return after(authenticate(request, evidence), (found) => this.#accept(request, found, remarks));
  }

  interfere(request: OperationRequest): Soon<Interference | undefined> {
    const { faults, store } = this.#opened;
    const { definitionOf } = this.#surroundings;
    return interfere(request, { faults, strikes: store.faultStrikes, definitionOf });
  }

  respond(request: OperationRequest, remarks: Record<string, unknown>): Soon<Reply> {
    const { repeat } = request.operation;
    if (request.message.method === 'HEAD' && repeat !== 'safe') return untouched(request);
    const { store } = this.#opened;
    if (repeat === 'safe') return this.#run(request, store, remarks);
    return store.transaction((within) => this.#run(request, within, remarks));
  }

  #run({ operation, input }: OperationRequest, store: Store, remarks: Record<string, unknown>): Soon<Reply> {
    const { instance, clock } = this.#opened;
    const { edition, random } = this.#surroundings;
    const caller = this.#caller;
    const context = { caller, edition, instance, store, clock, random, remarks };
    return after(handlers[operation.id]?.(input, context) as Soon<Reply>, (reply) => {
      if (reply?.status === 403 && caller?.area === 'customers_dot') remarks.refused = [mayNot(caller.user)];
      return reply;
    });
  }

  #pass(passed: Gate, remarks: Record<string, unknown>): Reply | undefined {
    if ('reply' in passed) {
      remarks.trace = [{ check: 'GitLab looks at the credential', passed: false, detail: 'it refuses before that' }];
      return passed.reply;
    }
    this.#group = passed.group;
    this.#scim = passed.scim;
    return undefined;
  }

  #accept({ operation }: OperationRequest, found: Authentication, remarks: Record<string, unknown>): Reply | undefined {
    if ('reply' in found) {
      remarks.refused = found.reasons;
      return found.reply;
    }
    const { caller } = found;
    this.#caller = caller;
    remarks.accepted = acceptedText(found);
    const refusal = caller.area === 'customers_dot' ? userRefusal(operation, caller) : undefined;
    if (refusal === undefined) return undefined;
    remarks.refused = [refusal];
    return { status: 403, body: { message: '403 Forbidden' } };
  }

  get #opened(): OpenWorld {
    return this.#world as OpenWorld;
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
