import type { Soon } from '@gitlab-internal-api/validator';
import { Migrator } from 'kysely/migration';
import { Agents } from './agents.ts';
import { BroadcastMessages } from './broadcast-messages.ts';
import { CiliumAlerts } from './cilium-alerts.ts';
import type { Engine } from './engines/engine.ts';
import { ErrorTrackingKeys } from './error-tracking-keys.ts';
import { FaultStrikes } from './fault-strikes.ts';
import { Keys } from './keys.ts';
import { Members } from './members.ts';
import { migrations } from './migrations.ts';
import { MinutesPacks } from './minutes-packs.ts';
import { Namespaces } from './namespaces.ts';
import { PersonalAccessTokens } from './personal-access-tokens.ts';
import { PolicyConfigurations } from './policy-configurations.ts';
import { Projects } from './projects.ts';
import { RateLimits } from './rate-limits.ts';
import { RecoveryCodes } from './recovery-codes.ts';
import { ReferenceCounters } from './reference-counters.ts';
import { ScanExecutionPolicies } from './scan-execution-policies.ts';
import { ScimGroups } from './scim-groups.ts';
import { ScimIdentities } from './scim-identities.ts';
import type { Scope } from './scope.ts';
import { Subscriptions } from './subscriptions.ts';
import { transact } from './transact.ts';
import { UniqueCounters } from './unique-counters.ts';
import { UpcomingReconciliations } from './upcoming-reconciliations.ts';
import { UsageCounters } from './usage-counters.ts';
import { Users } from './users.ts';
import { Vulnerabilities } from './vulnerabilities.ts';

/** The state of one world, by noun. A noun is made when it is asked for: a transaction has a store of its own and needs few of them. */
export class Store {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  get agents(): Agents {
    return new Agents(this.#scope);
  }

  get broadcastMessages(): BroadcastMessages {
    return new BroadcastMessages(this.#scope);
  }

  get ciliumAlerts(): CiliumAlerts {
    return new CiliumAlerts(this.#scope);
  }

  get errorTrackingKeys(): ErrorTrackingKeys {
    return new ErrorTrackingKeys(this.#scope);
  }

  get faultStrikes(): FaultStrikes {
    return new FaultStrikes(this.#scope);
  }

  get keys(): Keys {
    return new Keys(this.#scope);
  }

  get members(): Members {
    return new Members(this.#scope);
  }

  get minutesPacks(): MinutesPacks {
    return new MinutesPacks(this.#scope);
  }

  get namespaces(): Namespaces {
    return new Namespaces(this.#scope);
  }

  get personalAccessTokens(): PersonalAccessTokens {
    return new PersonalAccessTokens(this.#scope);
  }

  get policyConfigurations(): PolicyConfigurations {
    return new PolicyConfigurations(this.#scope);
  }

  get projects(): Projects {
    return new Projects(this.#scope);
  }

  get rateLimits(): RateLimits {
    return new RateLimits(this.#scope);
  }

  get recoveryCodes(): RecoveryCodes {
    return new RecoveryCodes(this.#scope);
  }

  get referenceCounters(): ReferenceCounters {
    return new ReferenceCounters(this.#scope);
  }

  get scanExecutionPolicies(): ScanExecutionPolicies {
    return new ScanExecutionPolicies(this.#scope);
  }

  get scimGroups(): ScimGroups {
    return new ScimGroups(this.#scope);
  }

  get scimIdentities(): ScimIdentities {
    return new ScimIdentities(this.#scope);
  }

  get uniqueCounters(): UniqueCounters {
    return new UniqueCounters(this.#scope);
  }

  get usageCounters(): UsageCounters {
    return new UsageCounters(this.#scope);
  }

  get subscriptions(): Subscriptions {
    return new Subscriptions(this.#scope);
  }

  get upcomingReconciliations(): UpcomingReconciliations {
    return new UpcomingReconciliations(this.#scope);
  }

  get users(): Users {
    return new Users(this.#scope);
  }

  get vulnerabilities(): Vulnerabilities {
    return new Vulnerabilities(this.#scope);
  }

  /** Runs an operation so that all of its changes are kept or none. */
  transaction<Result>(run: (store: Store) => Promise<Result>): Promise<Result>;
  transaction<Result>(run: (store: Store) => Soon<Result>): Soon<Result>;
  transaction<Result>(run: (store: Store) => Soon<Result>): Soon<Result> {
    return transact(this.#scope, (scope) => run(new Store(scope)));
  }
}

/** Brings the tables of an engine up to date; safe when several processes start together. */
export function migrate(engine: Engine): Promise<void> {
  return engine.takeTurns(async (db) => {
    const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
    if (error) throw explained(error);
  });
}

/** Kysely takes a migration that it does not know for a corruption. */
function explained(error: unknown): unknown {
  const [, unknown] = /executed migration (\S+) is missing/.exec(String(error)) ?? [];
  return unknown === undefined
    ? error
    : new Error(`a newer release of this server has changed its tables (${unknown})`);
}
