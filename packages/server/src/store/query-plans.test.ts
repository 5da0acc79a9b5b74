import { type KyselyPlugin, type RootOperationNode, sql } from 'kysely';
import { expect, test } from 'vitest';
import { defaultWorld } from '../world/default.ts';
import { enter } from '../world/enter.ts';
import { openDatabase } from './engines/open.ts';
import { migrate, Store } from './store.ts';

// What is read whole: the namespaces and projects around or below one, which a query has collected before.
const collected = /^SCAN (around|tree|places)$/;

test('No look-up reads a whole table, nor the whole of a world', async () => {
  const engine = openDatabase('memory');
  await migrate(engine);
  const scope = { database: engine.database, world: 'default' };
  await enter(scope, defaultWorld());
  const nodes: RootOperationNode[] = [];
  await lookEverythingUp(new Store({ ...scope, database: engine.database.withPlugin(recorder(nodes)) }));
  const texts = new Set(nodes.map((node) => engine.database.getExecutor().compileQuery(node, { queryId: '' }).sql));
  const steps: string[] = [];
  for (const text of texts) {
    const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(text)}`.execute(engine.database);
    steps.push(...rows.map(({ detail }) => detail));
  }
  expect(texts.size).toBeGreaterThan(20);
  expect(steps.filter((step) => step.startsWith('SEARCH')).length).toBeGreaterThan(20);
  expect(steps.filter((step) => step.startsWith('SCAN') && !collected.test(step))).toEqual([]);
  expect(steps.filter((step) => step.includes('AUTOMATIC') || step.endsWith('(world=?)'))).toEqual([]);
  await engine.close();
});

async function lookEverythingUp(store: Store): Promise<void> {
  await store.transaction(async (inside) => {
    await lookUsersUp(inside);
    await lookProjectsUp(inside);
    await lookGroupsUp(inside);
  });
}

async function lookUsersUp({ users, keys, personalAccessTokens, recoveryCodes }: Store): Promise<void> {
  await users.find(1);
  await users.findByUsername('root');
  await users.findByEmail('admin@example.com');
  await users.touch({ id: 1, last_activity_on: null }, '2022-06-30');
  await keys.find(11);
  await keys.findByBlob('AAAA');
  await keys.touch({ id: 11, last_used_at: null }, '2022-06-30T12:00:00Z');
  await keys.deployKeyProject(11, 3);
  await personalAccessTokens.findByDigest('digest');
  await recoveryCodes.replace(7, ['code']);
}

async function lookProjectsUp(store: Store): Promise<void> {
  await store.projects.find(3);
  await store.projects.findByPath('gnuwget/wget2');
  await store.projects.protectedBranches(3);
  await store.errorTrackingKeys.isEnabled(111, 'generated-error-tracking-key');
  await store.agents.findByDigest('digest');
  await store.scanExecutionPolicies.ofAgent(1);
  await store.policyConfigurations.ofAgent(1);
  await store.referenceCounters.decrease('project-3', new Date(0));
  await store.vulnerabilities.resolveAllBut(1, []);
  await store.faultStrikes.attempt('id', 'checkInstance', 1);
  await store.faultStrikes.remove(['id']);
}

async function lookGroupsUp(store: Store): Promise<void> {
  await store.namespaces.find(123);
  await store.namespaces.findByPath('acme');
  await store.namespaces.existing([123, 124]);
  await store.members.role('namespace', 123, 50);
  await store.members.highestRole(124, 50);
  await store.members.owners(123);
  await store.members.shareOwner(123, 321);
  await store.members.countWithin(123, 0);
  await store.members.isWithin(123, 50);
  await store.members.removeWithin(123, 50);
  await store.scimGroups.lock(500);
  await store.scimIdentities.find(500, 'uid');
  await store.scimIdentities.findByUser(500, 30);
  await store.scimIdentities.page(500, 0, 20);
  await store.minutesPacks.findByPurchase(['C-1']);
  await store.minutesPacks.move(123, 321);
  await store.subscriptions.lock(1234);
  await store.upcomingReconciliations.delete(22);
}

function recorder(nodes: RootOperationNode[]): KyselyPlugin {
  return {
    transformQuery({ node }) {
      nodes.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}
