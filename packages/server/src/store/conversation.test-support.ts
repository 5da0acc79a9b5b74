import type { Sent } from '../requests.test-support.ts';

const pack = { purchase_xid: 'C-00123456', number_of_minutes: 1_000, expires_at: '2032-01-01' };

const newUser = {
  externalId: 'new-uid',
  userName: 'new.user',
  active: true,
  emails: [{ primary: true, type: 'work', value: 'new.user@example.com' }],
  name: { formatted: 'New User', familyName: 'User', givenName: 'New' },
};

/** Requests of every family, in which what one writes the next one reads. */
export const conversation: readonly (readonly [line: string, sent: Sent, expected: object])[] = [
  [
    'POST /api/v4/internal/allowed',
    {
      as: 'shell',
      json: { key_id: 11, project: 'root/new', action: 'git-receive-pack', protocol: 'ssh', changes: '_any' },
    },
    { status: 200, body: { gl_repository: 'project-112' } },
  ],
  [
    'POST /api/v4/internal/allowed',
    {
      as: 'shell',
      json: { user_id: 1, project: 'root/new', action: 'git-upload-pack', protocol: 'http', changes: '_any' },
    },
    { status: 200, body: { gl_repository: 'project-112' } },
  ],
  ['GET /api/v4/internal/discover?key_id=7', { as: 'shell' }, { status: 200, body: { username: 'rubi' } }],
  ['GET /api/v4/internal/discover?key_id=99999999999999999999', { as: 'shell' }, { status: 200, body: null }],
  [
    'POST /api/v4/internal/two_factor_recovery_codes',
    { as: 'shell', json: { key_id: 7 } },
    { status: 200, body: { success: true } },
  ],
  [
    'POST /api/v4/internal/personal_access_token',
    { as: 'shell', json: { key_id: 11, name: 'new', scopes: ['api'] } },
    { status: 200, body: { success: true, expires_at: null } },
  ],
  [
    'POST /api/v4/internal/pre_receive',
    { as: 'shell', json: { gl_repository: 'project-7' } },
    { status: 200, body: { reference_counter_increased: true } },
  ],
  [
    'POST /api/v4/internal/post_receive',
    { as: 'shell', json: { gl_repository: 'project-7', identifier: 'user-1', changes: '' } },
    { status: 200, body: { messages: [{ message: 'Hello from post-receive' }] } },
  ],
  ['GET /api/v4/internal/kubernetes/agent_info', { as: 'agent' }, { status: 200, body: { agent_name: 'production' } }],
  [
    'POST /api/v4/internal/kubernetes/usage_metrics',
    { as: 'kas', json: { counters: { gitops_sync: 1 }, unique_counters: { agent_users_using_ci_tunnel: [1, 1, 2] } } },
    { status: 204 },
  ],
  [
    'GET /api/v4/internal/kubernetes/modules/starboard_vulnerability/policies_configuration',
    { as: 'agent' },
    { status: 200 },
  ],
  [
    'POST /api/v4/namespaces/1234/gitlab_subscription',
    { as: 'admin', json: { start_date: '2018-01-01', plan_code: 'premium', seats: 15 } },
    { status: 201, body: { usage: { seats_in_use: 2 } } },
  ],
  [
    'GET /api/v4/namespaces/customer/gitlab_subscription',
    { as: 'owner' },
    { status: 200, body: { plan: { code: 'premium' } } },
  ],
  ['POST /api/v4/namespaces/123/minutes', { as: 'admin', json: { packs: [pack] } }, { status: 201, body: [pack] }],
  ['POST /api/v4/namespaces/123/minutes', { as: 'admin', json: { packs: [pack] } }, { status: 201, body: [pack] }],
  ['PATCH /api/v4/namespaces/123/minutes/move/321', { as: 'admin' }, { status: 202 }],
  [
    'PUT /api/v4/internal/upcoming_reconciliations',
    {
      as: 'admin',
      json: {
        upcoming_reconciliations: [
          { namespace_id: 127, next_reconciliation_date: '13 Jun 2021', display_alert_from: '06 Jun 2021' },
        ],
      },
    },
    { status: 200 },
  ],
  ['DELETE /api/v4/internal/upcoming_reconciliations?namespace_id=127', { as: 'admin' }, { status: 204 }],
  ['DELETE /api/v4/internal/upcoming_reconciliations?namespace_id=127', { as: 'admin' }, { status: 404 }],
  [
    'POST /api/scim/v2/groups/test_group/Users',
    { as: 'scim', json: newUser },
    { status: 201, body: { id: 'new-uid', active: true } },
  ],
  [
    'POST /api/scim/v2/groups/test_group/Users',
    { as: 'scim', json: newUser },
    { status: 201, body: { id: 'new-uid' } },
  ],
  [
    'GET /api/scim/v2/groups/test_group/Users?filter=id%20eq%20%22NEW-uid%22',
    { as: 'scim' },
    { status: 200, body: { totalResults: 1 } },
  ],
  [
    'PATCH /api/scim/v2/groups/test_group/Users/new-uid',
    { as: 'scim', json: { Operations: [{ op: 'Replace', path: 'active', value: 'False' }] } },
    { status: 204 },
  ],
  ['GET /api/scim/v2/groups/test_group/Users/new-uid', { as: 'scim' }, { status: 200, body: { active: false } }],
  ['GET /api/scim/v2/groups/test_group/Users', { as: 'scim' }, { status: 200, body: { totalResults: 3 } }],
];
