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

/** The state of one world, by noun. */
export class Store {
  readonly #scope: Scope;
  readonly agents: Agents;
  readonly broadcastMessages: BroadcastMessages;
  readonly ciliumAlerts: CiliumAlerts;
  readonly errorTrackingKeys: ErrorTrackingKeys;
  readonly faultStrikes: FaultStrikes;
  readonly keys: Keys;
  readonly members: Members;
  readonly minutesPacks: MinutesPacks;
  readonly namespaces: Namespaces;
  readonly personalAccessTokens: PersonalAccessTokens;
  readonly policyConfigurations: PolicyConfigurations;
  readonly projects: Projects;
  readonly rateLimits: RateLimits;
  readonly recoveryCodes: RecoveryCodes;
  readonly referenceCounters: ReferenceCounters;
  readonly scanExecutionPolicies: ScanExecutionPolicies;
  readonly scimGroups: ScimGroups;
  readonly scimIdentities: ScimIdentities;
  readonly uniqueCounters: UniqueCounters;
  readonly usageCounters: UsageCounters;
  readonly subscriptions: Subscriptions;
  readonly upcomingReconciliations: UpcomingReconciliations;
  readonly users: Users;
  readonly vulnerabilities: Vulnerabilities;

  constructor(scope: Scope) {
    this.#scope = scope;
    this.agents = new Agents(scope);
    this.broadcastMessages = new BroadcastMessages(scope);
    this.ciliumAlerts = new CiliumAlerts(scope);
    this.errorTrackingKeys = new ErrorTrackingKeys(scope);
    this.faultStrikes = new FaultStrikes(scope);
    this.keys = new Keys(scope);
    this.members = new Members(scope);
    this.minutesPacks = new MinutesPacks(scope);
    this.namespaces = new Namespaces(scope);
    this.personalAccessTokens = new PersonalAccessTokens(scope);
    this.policyConfigurations = new PolicyConfigurations(scope);
    this.projects = new Projects(scope);
    this.rateLimits = new RateLimits(scope);
    this.recoveryCodes = new RecoveryCodes(scope);
    this.referenceCounters = new ReferenceCounters(scope);
    this.scanExecutionPolicies = new ScanExecutionPolicies(scope);
    this.scimGroups = new ScimGroups(scope);
    this.scimIdentities = new ScimIdentities(scope);
    this.uniqueCounters = new UniqueCounters(scope);
    this.usageCounters = new UsageCounters(scope);
    this.subscriptions = new Subscriptions(scope);
    this.upcomingReconciliations = new UpcomingReconciliations(scope);
    this.users = new Users(scope);
    this.vulnerabilities = new Vulnerabilities(scope);
  }

  /** Runs an operation so that all of its changes are kept or none. */
  transaction<Result>(run: (store: Store) => Promise<Result>): Promise<Result> {
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
