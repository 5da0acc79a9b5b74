import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../postgres.test-support.ts';
import { defaultWorld } from '../world/default.ts';
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
      two = await startTwoServers(await create(), defaultWorld());
    });
    afterAll(() => two[Symbol.asyncDispose]());

    test('counters', async () => {
      const replies = await two.send(50, () => [
        'POST /api/v4/internal/kubernetes/usage_metrics',
        { as: 'kas', json: { counters: { k8s_api_proxy_request: 2, gitops_sync: 3 } } },
      ]);
      expect(statuses(replies)).toEqual({ 204: 50 });
      const counters = (await two.rows('usage_counters')).map(({ name: counter, value }) => [counter, value]);
      expect(Object.fromEntries(counters)).toEqual({ gitops_sync: 150, k8s_api_proxy_request: 100 });
    });

    test('sets', async () => {
      // Each of 100 members twenty times, and nobody in the same order.
      const members = (index: number) =>
        Array.from({ length: 40 }, (_, member) => ((member * 7 + index * 2) % 100) + 1);
      const replies = await two.send(50, (index) => [
        'POST /api/v4/internal/kubernetes/usage_metrics',
        { as: 'kas', json: { unique_counters: { agent_users_using_ci_tunnel: members(index) } } },
      ]);
      expect(statuses(replies)).toEqual({ 204: 50 });
      expect(await two.rows('unique_counters')).toHaveLength(100);
    });

    test('how many pushes are under way', async () => {
      const push = { as: 'shell', json: { gl_repository: 'project-7' } } as const;
      await two.send(50, () => ['POST /api/v4/internal/pre_receive', push]);
      await two.send(20, () => [
        'POST /api/v4/internal/post_receive',
        { as: 'shell', json: { gl_repository: 'project-7', identifier: 'user-1', changes: '' } },
      ]);
      expect(await two.rows('reference_counters')).toMatchObject([{ gl_repository: 'project-7', value: 30 }]);
    });

    test('one project to which everybody pushes first', async () => {
      const push = { key_id: 11, project: 'root/new', action: 'git-receive-pack', protocol: 'ssh', changes: '_any' };
      const replies = await two.send(50, () => ['POST /api/v4/internal/allowed', { as: 'shell', json: push }]);
      expect(statuses(replies)).toEqual({ 200: 50 });
      expect(new Set(replies.map(({ body }) => body.gl_repository)).size).toBe(1);
    });

    test('vulnerabilities, each of which is reported five times', async () => {
      const report = (index: number) => ({
        vulnerability: vulnerability(`CVE-${index % 10}`),
        scanner: { id: 'starboard_trivy', name: 'Trivy', vendor: 'GitLab' },
      });
      const replies = await two.send(50, (index) => [
        'PUT /api/v4/internal/kubernetes/modules/starboard_vulnerability',
        { as: 'agent', json: report(index) },
      ]);
      expect(statuses(replies)).toEqual({ 200: 50 });
      expect(new Set(replies.map(({ body }) => body.uuid)).size).toBe(10);
      expect(await two.rows('vulnerabilities')).toHaveLength(10);
    });

    test('fifty tokens', async () => {
      const replies = await two.send(50, (index) => [
        'POST /api/v4/internal/personal_access_token',
        { as: 'shell', json: { key_id: 11, name: `token ${index}`, scopes: ['api'] } },
      ]);
      const read = await two.send(50, (index) => [
        'GET /api/v4/namespaces/1234/gitlab_subscription',
        { headers: { 'PRIVATE-TOKEN': String(replies[index]?.body.token) } },
      ]);
      expect(statuses(read)).toEqual({ 200: 50 });
    });
  });
}

function vulnerability(name: string) {
  const place = { namespace: 'production', kind: 'deployment', name: 'nginx', container: 'nginx' };
  const identifiers = [{ type: 'cve', name, value: name }];
  return { name, severity: 'high', confidence: 'unknown', location: { kubernetes_resource: place }, identifiers };
}
