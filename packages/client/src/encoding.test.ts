import { afterAll, describe, expect, test } from 'vitest';
import { startStub } from '../../server/src/start-stub.ts';
import { agentToken, createClient, kasJwt, privateToken, scimToken, sharedSecret, unwrap } from './index.ts';

const stub = await startStub();
afterAll(() => stub.close());

const credentials = [
  sharedSecret('gitlab-shell-dev-secret'),
  privateToken('admin-dev-token'),
  scimToken('scim-dev-token'),
  kasJwt(btoa('gitlab-kas-dev-secret-32-bytes!!')),
  agentToken('agent-dev-token'),
];
const client = createClient({ baseUrl: stub.url, credentials });

const form = { encoding: 'form' } as const;

describe('the stub understands', () => {
  test('a list of objects as a form, each element by itself', async () => {
    const packs = [
      { purchase_xid: 'xid-1', number_of_minutes: 10_000, expires_at: '2030-01-01' },
      { expires_at: new Date('2030-02-01T23:00:00Z'), number_of_minutes: 5_000, purchase_xid: 'xid & 2' },
    ];
    expect(unwrap(await client.createMinutesPacks({ id: 1234, packs }, form))).toEqual([
      expect.objectContaining({ purchase_xid: 'xid-1', number_of_minutes: 10_000, expires_at: '2030-01-01' }),
      expect.objectContaining({ purchase_xid: 'xid & 2', number_of_minutes: 5_000, expires_at: '2030-02-01' }),
    ]);
  });

  test('a list of texts and an object of numbers as a form', async () => {
    const scopes: ('read_user' | 'api')[] = ['read_user', 'api'];
    const token = { user_id: 1, name: 'kürzer', scopes, expires_at: new Date('2030-01-01') };
    const made = unwrap(await client.createPersonalAccessToken(token, form));
    expect(made).toMatchObject({ success: true, scopes: ['read_user', 'api'], expires_at: '2030-01-01' });
    const counters = { gitops_sync: 3, k8s_api_proxy_request: 4 };
    expect(await client.recordAgentUsage({ counters }, form)).toMatchObject({ status: 204 });
  });

  test('lists of objects below an object as a form', async () => {
    const identifiers = [
      { type: 'cve', name: 'CVE-2020-1', value: 'CVE-2020-1' },
      { value: 'CVE-2020-2', type: 'cve', name: 'CVE-2020-2' },
    ];
    const vulnerability = {
      name: 'CVE-2020-1 in libc',
      severity: 'high',
      confidence: 'unknown',
      location: {
        image: 'index.docker.io/library/nginx:latest',
        kubernetes_resource: { namespace: 'production', kind: 'deployment', name: 'nginx', container: 'nginx' },
      },
      identifiers,
    } as const;
    const scanner = { id: 'starboard_trivy', name: 'Trivy (via Starboard Operator)', vendor: { name: 'GitLab' } };
    const sent = await client.upsertStarboardVulnerability(
      { vulnerability: { ...vulnerability, identifiers }, scanner },
      form,
    );
    expect(sent).toMatchObject({ status: 200 });
  });

  test('the JSON of SCIM, and a form in its place', async () => {
    const path = { group_path: 'test_group', id: '0b1d561c-21ff-4092-beab-8154b17f82f2' };
    const off = [{ op: 'Replace' as const, path: 'active', value: false }];
    expect(await client.updateScimUser({ ...path, Operations: off })).toMatchObject({ status: 204 });
    expect(unwrap(await client.getScimUser(path))).toMatchObject({ active: false });
    const on = [{ op: 'Replace' as const, path: 'active', value: 'true' }];
    expect(await client.updateScimUser({ ...path, Operations: on }, form)).toMatchObject({ status: 204 });
    expect(unwrap(await client.getScimUser(path))).toMatchObject({ active: true });
  });

  test('a path with slashes, and a Date in JSON', async () => {
    const start_date = new Date('2030-03-01T12:00:00Z');
    const created = await client.createSubscription({ id: 123, start_date, seats: 5, plan_code: 'premium' });
    expect(unwrap(created).billing.subscription_start_date).toBe('2030-03-01');
    expect(unwrap(await client.getAgentProjectInfo({ id: 'group/public' }))).toMatchObject({ project_id: 7 });
    const rows = [
      {
        namespace_id: 22,
        next_reconciliation_date: new Date('2030-04-01'),
        display_alert_from: new Date('2030-03-25'),
      },
    ];
    expect(await client.upsertUpcomingReconciliations({ upcoming_reconciliations: rows })).toMatchObject({
      status: 200,
    });
  });
});

describe('a form is refused before it is sent', () => {
  const unsent = createClient({ baseUrl: 'http://gitlab.invalid', credentials });

  test('where a list or an object in it is empty', async () => {
    await expect(unsent.createMinutesPacks({ id: 1, packs: [] }, form)).rejects.toThrow(
      new TypeError('a form cannot tell that packs is empty; send it as JSON'),
    );
  });

  test('where nothing would tell two elements of a list apart', async () => {
    const packs = [{ purchase_xid: 'a' }, { number_of_minutes: 1 }] as unknown as Packs;
    await expect(unsent.createMinutesPacks({ id: 1, packs }, form)).rejects.toThrow(
      new TypeError('a form cannot tell the elements of packs[] apart; send it as JSON'),
    );
  });

  type Packs = Parameters<typeof unsent.createMinutesPacks>[0]['packs'];
});
