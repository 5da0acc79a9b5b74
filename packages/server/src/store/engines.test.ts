import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPostgres } from '../postgres.test-support.ts';
import { call } from '../requests.test-support.ts';
import { startStub } from '../start-stub.ts';
import { defaultWorld } from '../world/default.ts';
import { enter } from '../world/enter.ts';
import { conversation } from './conversation.test-support.ts';
import type { Engine } from './engines/engine.ts';
import { openDatabase } from './engines/open.ts';
import { allEngines, temporaryFolder } from './engines.test-support.ts';
import { roles } from './members.ts';
import type { Scope } from './scope.ts';
import { nextId, nextIds } from './sequences.ts';
import { migrate, Store } from './store.ts';

const postgres = await startPostgres();
const folder = temporaryFolder();
afterAll(async () => {
  await postgres.remove();
  folder[Symbol.dispose]();
});

describe.each(allEngines(folder.path, postgres))('$name', ({ isThere, create }) => {
  describe.skipIf(!isThere)('keeps', () => {
    let engine: Engine;
    let scope: Scope;
    let store: Store;

    beforeEach(async () => {
      engine = openDatabase(await create());
      await migrate(engine);
      scope = { database: engine.database, world: 'default' };
      store = new Store(scope);
    });
    afterEach(() => engine.close());

    test('the tables of a second migration as they are', async () => {
      await store.usageCounters.add('gitops_sync', 1);
      await migrate(engine);
      expect(await counter('gitops_sync')).toBe(1);
    });

    test('the rows of a world from every other world', async () => {
      await enter(scope, defaultWorld());
      const other = new Store({ ...scope, world: 'other' });
      expect(await store.users.findByUsername('root')).toMatchObject({ id: 1, admin: 1 });
      expect(await other.users.findByUsername('root')).toBeUndefined();
      expect(await other.keys.find(11)).toBeUndefined();
      expect(await other.broadcastMessages.texts()).toEqual([]);
    });

    test('a world that is there already as it is, with its settings', async () => {
      await enter(scope, { instance: { gitlab_com: true }, users: [{ id: 1, username: 'first' }] });
      const entered = await enter(scope, { instance: { gitlab_com: false }, users: [{ id: 2, username: 'second' }] });
      expect(entered).toEqual({ instance: { gitlab_com: true }, kept: true });
      expect(await store.users.findByUsername('first')).toBeDefined();
      expect(await store.users.findByUsername('second')).toBeUndefined();
    });

    test('nothing of a transaction that fails', async () => {
      const failing = store.transaction(async (inside) => {
        await inside.usageCounters.add('gitops_sync', 1);
        await inside.personalAccessTokens.add({
          user_id: 1,
          name: 'half',
          digest: 'half',
          token: null,
          scopes: '[]',
          expires_at: null,
        });
        throw new Error('half way');
      });
      await expect(failing).rejects.toThrow('half way');
      expect(await counter('gitops_sync')).toBeUndefined();
      expect(await store.personalAccessTokens.findByDigest('half')).toBeUndefined();
    });

    test('all of fifty transactions at a time', async () => {
      const token = (index: number) => ({
        user_id: 1,
        name: 'token',
        digest: `digest-${index}`,
        token: null,
        scopes: '[]',
        expires_at: null,
      });
      const run = (index: number) =>
        store.transaction(async (inside) => {
          await inside.usageCounters.add('gitops_sync', 2);
          await inside.personalAccessTokens.add(token(index));
        });
      await Promise.all(Array.from({ length: 50 }, (_, index) => run(index)));
      const kept = await engine.database.selectFrom('personal_access_tokens').select('id').orderBy('id').execute();
      expect(kept.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      expect(await counter('gitops_sync')).toBe(100);
    });

    test('ids that nobody else gets', async () => {
      const [several, ...ids] = await Promise.all([
        nextIds(scope, 'kind', 10),
        ...Array.from({ length: 50 }, () => nextId(scope, 'kind')),
      ]);
      const all = [...Array.from({ length: 10 }, (_, index) => several + index), ...ids];
      expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    });

    test('texts and numbers as they were given', async () => {
      const name = `Zoë 'O"Brien' \\ 🦊 %_ $1 ? -- ;`;
      await store.users.add({
        id: 2_147_483_647,
        username: 'zoe',
        name,
        email: 'zoe@example.com',
        admin: 0,
        state: 'active',
        two_factor: 1,
        password_expired: 0,
        last_activity_on: null,
      });
      await store.usageCounters.add('large', 2 ** 52);
      await store.usageCounters.add('large', 1);
      expect(await store.users.find(2_147_483_647)).toMatchObject({
        id: 2_147_483_647,
        name,
        two_factor: 1,
        last_activity_on: null,
      });
      expect(await counter('large')).toBe(2 ** 52 + 1);
    });

    test('users under names and addresses in any case', async () => {
      await enter(scope, defaultWorld());
      expect(await store.users.findByUsername('RUBI')).toMatchObject({ id: 7 });
      expect(await store.users.findByEmail('Admin@Example.com')).toMatchObject({ id: 1 });
      expect(
        await store.users.create({ username: 'Rubi', name: 'Another', email: 'another@example.com' }),
      ).toBeUndefined();
      expect(await store.namespaces.findByPath('ACME/Team')).toMatchObject({ id: 124 });
    });

    test('sets whose members are counted once', async () => {
      await store.uniqueCounters.add('users', [3, 1, 2, 3]);
      await store.uniqueCounters.add(
        'users',
        Array.from({ length: 2_500 }, (_, index) => index),
      );
      const members = await engine.database
        .selectFrom('unique_counters')
        .select('member')
        .where('name', '=', 'users')
        .execute();
      expect(members).toHaveLength(2_500);
    });

    test('how many pushes are under way, and forgets it after ten minutes', async () => {
      const [start, later] = [new Date('2022-06-30T12:00:00Z'), new Date('2022-06-30T12:10:01Z')];
      const { referenceCounters } = store;
      expect([
        await referenceCounters.increase('project-1', start),
        await referenceCounters.increase('project-1', start),
      ]).toEqual([1, 2]);
      expect([
        await referenceCounters.decrease('project-1', start),
        await referenceCounters.decrease('project-1', later),
      ]).toEqual([1, 0]);
      expect(await referenceCounters.increase('project-1', later)).toBe(1);
    });

    test('how often something was asked for', async () => {
      expect([
        await store.rateLimits.count('key'),
        await store.rateLimits.count('key'),
        await store.rateLimits.count('other'),
      ]).toEqual([1, 2, 1]);
    });

    test('a pack of minutes once for each namespace', async () => {
      const pack = { namespace_id: 1, purchase_xid: 'C-1', number_of_minutes: 1_000, expires_at: '2025-06-30' };
      await store.minutesPacks.add([pack, { ...pack, purchase_xid: 'C-2' }]);
      await store.minutesPacks.add([
        { ...pack, number_of_minutes: 5 },
        { ...pack, namespace_id: 2 },
      ]);
      await store.minutesPacks.move(1, 2);
      const found = await store.minutesPacks.findByPurchase(['C-1', 'C-2', 'C-3']);
      expect(found.toSorted((a, b) => a.purchase_xid.localeCompare(b.purchase_xid))).toEqual([
        { ...pack, namespace_id: 2 },
        { ...pack, namespace_id: 2, purchase_xid: 'C-2' },
      ]);
    });

    test('one upcoming reconciliation for each of a thousand namespaces', async () => {
      const reconciliations = (day: string) =>
        Array.from({ length: 1_200 }, (_, index) => ({
          namespace_id: index + 1,
          next_reconciliation_date: day,
          display_alert_from: day,
        }));
      await store.upcomingReconciliations.put(reconciliations('2021-06-13'));
      await store.upcomingReconciliations.put(reconciliations('2022-06-13'));
      expect(await store.upcomingReconciliations.find(1_200)).toMatchObject({ next_reconciliation_date: '2022-06-13' });
      expect([
        await store.upcomingReconciliations.delete(1_200),
        await store.upcomingReconciliations.delete(1_200),
      ]).toEqual([true, false]);
    });

    test('one subscription for each namespace', async () => {
      const nothing = {
        auto_renew: null,
        trial: null,
        trial_starts_on: null,
        trial_ends_on: null,
        trial_extension_type: null,
      };
      const subscription = {
        namespace_id: 1234,
        plan_code: 'premium',
        seats: 15,
        max_seats_used: 0,
        start_date: '2018-01-01',
        end_date: null,
        ...nothing,
      };
      expect([await store.subscriptions.add(subscription), await store.subscriptions.add(subscription)]).toEqual([
        true,
        false,
      ]);
      await store.subscriptions.save({ ...subscription, seats: 20, trial: 1 });
      expect(await store.subscriptions.lock(1234)).toMatchObject({
        plan_code: 'premium',
        seats: 20,
        end_date: null,
        trial: 1,
      });
    });

    test('vulnerabilities until they are resolved', async () => {
      const vulnerability = { agent_id: 1, project_id: 8, name: 'CVE-1', severity: 'high', report: '{}' };
      for (const uuid of ['a', 'b', 'a']) await store.vulnerabilities.detect({ ...vulnerability, uuid });
      await store.vulnerabilities.detect({ ...vulnerability, agent_id: 2, uuid: 'c' });
      await store.vulnerabilities.resolveAllBut(1, ['b']);
      const states = await engine.database
        .selectFrom('vulnerabilities')
        .select(['uuid', 'state'])
        .orderBy('uuid')
        .execute();
      expect(states.map(({ uuid, state }) => `${uuid} ${state}`)).toEqual(['a resolved', 'b detected', 'c detected']);
    });

    test('the identities of a group, in the order in which they came', async () => {
      await enter(scope, defaultWorld());
      expect(await store.scimIdentities.find(500, '0B1D561C-21FF-4092-BEAB-8154B17F82F2')).toMatchObject({
        user_id: 30,
        username: 'scim-one',
      });
      expect(await store.scimIdentities.add(500, 7, 'F0B1D561C-21FF-4092-BEAB-8154B17F82F2')).toBeUndefined();
      expect(await store.scimIdentities.add(500, 7, 'new')).toMatchObject({ user_id: 7, extern_uid: 'new', active: 1 });
      expect(await store.scimIdentities.count(500)).toBe(3);
      expect((await store.scimIdentities.page(500, 1, 5)).map(({ user_id }) => user_id)).toEqual([31, 7]);
    });

    test('who is a member of what, also further up or down', async () => {
      await enter(scope, defaultWorld());
      await store.members.add(124, 7, roles.guest);
      await store.members.add(124, 50, roles.guest);
      const highest = [[124, 7] as const, [124, 50] as const, [123, 7] as const];
      expect(await Promise.all(highest.map(([namespace, user]) => store.members.highestRole(namespace, user)))).toEqual(
        [roles.guest, roles.owner, 0],
      );
      await store.members.add(124, 40, roles.developer);
      expect([await store.members.countWithin(123, 0), await store.members.countWithin(123, roles.guest)]).toEqual([
        2, 1,
      ]);
      expect([await store.members.isWithin(123, 7), await store.members.isWithin(321, 7)]).toEqual([true, false]);
      expect([await store.members.shareOwner(123, 321), await store.members.shareOwner(123, 500)]).toEqual([
        true,
        false,
      ]);
    });

    async function counter(name: string): Promise<number | undefined> {
      const row = await engine.database
        .selectFrom('usage_counters')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.value;
    }
  });

  describe.skipIf(!isThere)('behind a server', () => {
    test('answers as every other engine does', async () => {
      await using stub = await startStub({ database: await create() });
      for (const [line, sent, expected] of conversation)
        expect(await call(stub, line, sent), line).toMatchObject(expected);
    });
  });
});
