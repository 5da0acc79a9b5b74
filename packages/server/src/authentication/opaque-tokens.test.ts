import { describe, expect, test } from 'vitest';
import { kasJwt, shellSecret } from '../requests.test-support.ts';
import { defaultWorld } from '../world/default.ts';
import { explain, reasons as reasonsIn } from './explained.test-support.ts';

const check = 'GET /api/v4/internal/check';
const agentInfo = 'GET /api/v4/internal/kubernetes/agent_info';
const subscription = 'GET /api/v4/namespaces/1234/gitlab_subscription';
const scimUsers = 'GET /api/scim/v2/groups/test_group/Users';
const errorTracking = 'POST /api/v4/internal/error_tracking/allowed?project_id=111&public_key=x';

const other = { id: 600, path: 'other', scim: { token: 'scim-other-token' } };

const base = defaultWorld();

const world = {
  ...base,
  namespaces: [...(base.namespaces ?? []), other],
  users: (base.users ?? []).map((user) =>
    user.username === 'owner'
      ? {
          ...user,
          tokens: [
            { token: 'old-token', expires_at: '2020-01-01' },
            { token: 'reading-token', scopes: ['read_api' as const] },
          ],
        }
      : user.username === 'blocked'
        ? { ...user, tokens: [{ token: 'blocked-token' }] }
        : user,
  ),
};

/** The reasons why a request is refused in that world. */
const reasons = (line: string, headers: Record<string, string>) => reasonsIn(line, { headers }, { world });

describe('An opaque token is refused because', () => {
  test('there is no token of an agent beside that of kas, or that of somebody else', async () => {
    const kas = { 'Gitlab-Kas-Api-Request': await kasJwt() };
    expect(await reasons(agentInfo, kas)).toBe('AgentToken: missing');
    expect(await reasons(agentInfo, { ...kas, Authorization: 'Bearer admin-dev-token' })).toBe(
      'AgentToken: this is the personal access token of root; wanted is the token of an agent',
    );
    expect(await reasons(agentInfo, { ...kas, Authorization: 'agent-dev-token' })).toBe(
      'AgentToken: missing, Authorization holds the token of agent 1 (production), but not as Bearer',
    );
  });

  test.each<[string, string, Record<string, string>, string]>([
    [
      'it expired',
      subscription,
      { 'PRIVATE-TOKEN': 'old-token' },
      'PrivateToken: the personal access token of owner expired on 2020-01-01; in this world it is \\d{4}-\\d\\d-\\d\\d',
    ],
    [
      'its user is blocked',
      subscription,
      { 'PRIVATE-TOKEN': 'blocked-token' },
      'PrivateToken: the personal access token of blocked is good, but the user is blocked',
    ],
    [
      'nobody has it',
      subscription,
      { 'PRIVATE-TOKEN': 'nobody' },
      'PrivateToken: no user has this personal access token',
    ],
    [
      'it is in quotes',
      subscription,
      { 'PRIVATE-TOKEN': '"admin-dev-token"' },
      'PrivateToken: this is the personal access token of root with quotes, white space or a word around it; wanted is a personal access token',
    ],
    [
      'it is that of another group',
      scimUsers,
      { Authorization: 'Bearer scim-other-token' },
      'ScimToken: this is the SCIM token of group other; wanted is the SCIM token of group test_group',
    ],
    [
      'it is no SCIM token',
      scimUsers,
      { Authorization: 'Bearer unknown' },
      'ScimToken: not the SCIM token of group test_group, and of no other group',
    ],
    [
      'it is that of an agent',
      errorTracking,
      { 'Gitlab-Error-Tracking-Token': 'agent-dev-token' },
      'ErrorTrackingToken: this is the token of agent 1 (production); wanted is the token of the error tracking service',
    ],
  ])('%s', async (_why, line, headers, reason) => {
    expect(await reasons(line, headers)).toMatch(new RegExp(`^${reason.replaceAll(/[()]/g, '\\$&')}$`));
  });

  test.each([
    [
      'it may only read',
      'PUT /api/v4/namespaces/1234/gitlab_subscription',
      'reading-token',
      'the personal access token of owner has the scopes read_api; updateSubscription wants api',
    ],
    [
      'its user is no administrator',
      'DELETE /api/v4/internal/upcoming_reconciliations?namespace_id=22',
      'developer-dev-token',
      'the personal access token of developer is good, but deleteUpcomingReconciliation is for administrators',
    ],
    [
      'its user is neither owner nor administrator',
      subscription,
      'developer-dev-token',
      'developer is neither an administrator nor, where that is enough, an owner of the namespace',
    ],
  ])('%s', async (_why, line, token, reason) => {
    const { status, explanation } = await explain(line, { headers: { 'PRIVATE-TOKEN': token } }, { world });
    expect(status).toBe(403);
    expect(explanation).toContain(`caller may do this: no (${reason})`);
  });
});

describe('A credential in the wrong place is named:', () => {
  test.each<[string, Record<string, string>, string]>([
    [
      'a misspelt header',
      { 'Gitlab-Shell-Shared-Secret': Buffer.from(shellSecret).toString('base64') },
      'there is a header gitlab-shell-shared-secret; is Gitlab-Shared-Secret meant?',
    ],
    [
      'that of another family',
      { 'PRIVATE-TOKEN': 'admin-dev-token' },
      'the header PRIVATE-TOKEN is there with the personal access token of root, but checkInstance does not look at it in this release',
    ],
    [
      'that of a Geo node',
      { Authorization: 'GL-Geo key:token' },
      'Authorization holds the credential of a Geo node (GL-Geo), which only the endpoints of Geo take',
    ],
  ])('%s', async (_what, headers, remark) => {
    expect(await reasons(check, headers)).toBe(
      `no credential: checkInstance looks at the header Gitlab-Shared-Secret, or at the parameter secret_token, or at the header Gitlab-Shell-Api-Request, ${remark}`,
    );
  });
});
