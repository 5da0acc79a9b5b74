import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../postgres.test-support.ts';
import { defaultWorld } from '../world/default.ts';
import type { World } from '../world/world.ts';
import { lastingEngines, temporaryFolder } from './engines.test-support.ts';
import { startTwoServers, statuses, type TwoServers } from './two-servers.test-support.ts';

const postgres = await startPostgres();
const folder = temporaryFolder();
afterAll(async () => {
  await postgres.remove();
  folder[Symbol.dispose]();
});

// Fifty at a time are more than the connections of both servers to PostgreSQL, so that calls wait for each other everywhere.
for (const { name, isThere, create } of lastingEngines(folder.path, postgres)) {
  describe.skipIf(!isThere)(`Two servers on ${name} lose nothing of fifty calls at a time:`, () => {
    let two: TwoServers;
    beforeAll(async () => {
      two = await startTwoServers(await create(), worldWithTwoOwners());
    });
    afterAll(() => two[Symbol.asyncDispose]());

    test('packs of minutes that everybody adds', async () => {
      const pack = (number: number) => ({
        purchase_xid: `C-${number}`,
        number_of_minutes: number,
        expires_at: '2032-01-01',
      });
      const packs = (index: number) =>
        Array.from({ length: 20 }, (_, position) => pack(((position * 7 + index) % 20) + 1));
      const replies = await two.send(50, (index) => [
        'POST /api/v4/namespaces/1234/minutes',
        { as: 'admin', json: { packs: packs(index) } },
      ]);
      expect(statuses(replies)).toEqual({ 201: 50 });
      for (const [index, { body }] of replies.entries()) expect(body).toMatchObject(packs(index));
      expect(await two.rows('minutes_packs')).toHaveLength(20);
    });

    test('packs of minutes that two namespaces want', async () => {
      const packs = [{ purchase_xid: 'C-wanted', number_of_minutes: 1, expires_at: '2032-01-01' }];
      const replies = await two.send(50, (index) => [
        `POST /api/v4/namespaces/${index % 2 ? 123 : 321}/minutes`,
        { as: 'admin', json: { packs } },
      ]);
      expect(statuses(replies)).toEqual({ 201: 25, 400: 25 });
      expect((await two.rows('minutes_packs')).filter(({ purchase_xid }) => purchase_xid === 'C-wanted')).toHaveLength(
        1,
      );
    });

    test('packs of minutes that are moved to and fro', async () => {
      const packs = Array.from({ length: 10 }, (_, index) => ({
        purchase_xid: `M-${index}`,
        number_of_minutes: 1,
        expires_at: '2032-01-01',
      }));
      await two.send(1, () => ['POST /api/v4/namespaces/123/minutes', { as: 'admin', json: { packs } }]);
      const move = (index: number) => (index % 2 ? '123/minutes/move/321' : '321/minutes/move/123');
      expect(
        statuses(await two.send(50, (index) => [`PATCH /api/v4/namespaces/${move(index)}`, { as: 'admin' }])),
      ).toEqual({ 202: 50 });
      expect(
        (await two.rows('minutes_packs')).filter(({ purchase_xid }) => purchase_xid.startsWith('M-')),
      ).toHaveLength(10);
    });

    test('one subscription that everybody creates', async () => {
      const replies = await two.send(50, () => [
        'POST /api/v4/namespaces/1234/gitlab_subscription',
        { as: 'admin', json: { start_date: '2018-01-01', plan_code: 'premium', seats: 15 } },
      ]);
      expect(statuses(replies)).toEqual({ 201: 1, 400: 49 });
    });

    test('reconciliations', async () => {
      const ids = [127, 129, 22, 123, 124];
      const reconciliations = (index: number) =>
        ids.map((_, position) => ({
          namespace_id: ids[(position + index) % ids.length],
          next_reconciliation_date: `2022-06-${10 + (index % 20)}`,
          display_alert_from: `2022-05-${10 + (index % 20)}`,
        }));
      const put = await two.send(50, (index) => [
        'PUT /api/v4/internal/upcoming_reconciliations',
        { as: 'admin', json: { upcoming_reconciliations: reconciliations(index) } },
      ]);
      expect(statuses(put)).toEqual({ 200: 50 });
      const kept = await two.rows('upcoming_reconciliations');
      expect(new Set(kept.map(({ namespace_id }) => namespace_id))).toEqual(new Set(ids));
      expect(kept).toHaveLength(ids.length);
      // All of a call or nothing: nobody has the days of one call and somebody those of another.
      expect(
        new Set(
          kept.map(
            ({ next_reconciliation_date, display_alert_from }) => `${next_reconciliation_date} ${display_alert_from}`,
          ),
        ).size,
      ).toBe(1);
      expect(
        statuses(
          await two.send(50, () => [
            'DELETE /api/v4/internal/upcoming_reconciliations?namespace_id=127',
            { as: 'admin' },
          ]),
        ),
      ).toEqual({ 204: 1, 404: 49 });
    });

    test('one user whom everybody creates', async () => {
      const replies = await two.send(50, () => [
        'POST /api/scim/v2/groups/test_group/Users',
        { as: 'scim', json: scimUser('same', 'same', 'same@example.com') },
      ]);
      expect(statuses(replies)).toEqual({ 201: 50 });
      expect((await two.rows('users')).filter(({ email }) => email === 'same@example.com')).toHaveLength(1);
    });

    test('fifty users who would all have the same name', async () => {
      const replies = await two.send(50, (index) => [
        'POST /api/scim/v2/groups/test_group/Users',
        { as: 'scim', json: scimUser(`uid-${index}`, 'twin', `twin-${index}@example.com`) },
      ]);
      expect(statuses(replies)).toEqual({ 201: 50 });
      const users = (await two.rows('users')).filter(({ email }) => email.startsWith('twin-'));
      expect(new Set(users.map(({ username }) => username)).size).toBe(50);
      expect(new Set(replies.map(({ body }) => body.userName)).size).toBe(50);
    });

    test('the last of two owners', async () => {
      const replies = await two.send(50, (index) => [
        `DELETE /api/scim/v2/groups/owned/Users/owner-${index % 2}`,
        { headers: { Authorization: 'Bearer owned-scim-token' } },
      ]);
      expect(statuses(replies)[204]).toBeGreaterThan(0);
      const members = (await two.rows('members')).filter(
        ({ source, source_id }) => source === 'namespace' && source_id === 600,
      );
      expect(members).toHaveLength(1);
    });
  });
}

/** The default world with a group that two owners of it may leave. */
function worldWithTwoOwners(): World {
  const world = defaultWorld();
  const identities = ['rubi', 'token-owner'].map((user, index) => ({ user, extern_uid: `owner-${index}` }));
  const members = { rubi: 'owner', 'token-owner': 'owner' } as const;
  const owned = { id: 600, path: 'owned', members, scim: { token: 'owned-scim-token', identities } };
  return { ...world, namespaces: [...(world.namespaces ?? []), owned] };
}

function scimUser(externalId: string, userName: string, value: string) {
  const name = { formatted: 'New User', familyName: 'User', givenName: 'New' };
  return { externalId, userName, active: true, emails: [{ primary: true, type: 'work', value }], name };
}
