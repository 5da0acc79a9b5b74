// Calls the stub three times for each family with the client that @hey-api/openapi-ts generated into gitlab/.
import { createClient } from './gitlab/client/index.js';
import * as gitlab from './gitlab/index.js';

const {
  SHELL_SECRET,
  ERROR_TRACKING_TOKEN,
  KAS_JWT,
  AGENT_TOKEN,
  ADMIN_TOKEN,
  SCIM_TOKEN,
  STUB_URL = '',
} = process.env;

/** A client that presents credentials, by the name of the header that carries them. */
function clientWith(credentials: { readonly [header: string]: string | undefined }) {
  return createClient({ baseUrl: STUB_URL, auth: ({ name = 'Authorization' }) => credentials[name] });
}

function expect(call: string, { response }: { readonly response?: Response }, right: boolean): void {
  if (!right) throw new Error(`${call}: this ${response?.status} is not what the default world replies`);
  console.log(call);
}

async function shell() {
  const client = clientWith({ 'Gitlab-Shared-Secret': SHELL_SECRET });

  const user = await gitlab.discoverUser({ client, query: { key_id: 7 } });
  expect('shell discoverUser', user, user.data?.id === 7 && user.data.username === 'rubi');

  const access = await gitlab.checkGitAccess({
    client,
    body: { action: 'git-upload-pack', protocol: 'ssh', project: 'gnuwget/wget2', key_id: 11 },
  });
  // This client has no type for a 300, which arrives as its error.
  const { data: allowed } = access;
  expect('shell checkGitAccess', access, allowed?.gitaly?.repository.gl_project_path === 'gnuwget/wget2');

  const token = await gitlab.createPersonalAccessToken({
    client,
    body: { user_id: 29, name: 'elsewhere', scopes: ['read_user', 'read_repository'] },
  });
  const created = token.data?.success ? token.data.scopes[1] : undefined;
  expect('shell createPersonalAccessToken', token, created === 'read_repository');
}

async function errorTracking() {
  const client = clientWith({ 'Gitlab-Error-Tracking-Token': ERROR_TRACKING_TOKEN });
  const stranger = clientWith({ 'Gitlab-Error-Tracking-Token': 'wrong' });
  const body = { project_id: 111, public_key: 'generated-error-tracking-key' };

  const known = await gitlab.authenticateErrorTracking({ client, body });
  expect('error_tracking authenticateErrorTracking', known, known.data?.enabled === true);

  const refused = await gitlab.authenticateErrorTracking({ client: stranger, body });
  const message = refused.error && 'message' in refused.error ? refused.error.message : '';
  expect('error_tracking authenticateErrorTracking', refused, message !== '');

  const unknown = await gitlab.authenticateErrorTracking({ client, body: { ...body, public_key: 'unknown' } });
  expect('error_tracking authenticateErrorTracking', unknown, unknown.data?.enabled === false);
}

async function kubernetes() {
  const client = clientWith({ 'Gitlab-Kas-Api-Request': KAS_JWT, Authorization: AGENT_TOKEN });

  const info = await gitlab.getAgentInfo({ client });
  expect('kubernetes getAgentInfo', info, info.data?.agent_name === 'production');

  const project = await gitlab.getAgentProjectInfo({ client, query: { id: 'group/public' } });
  expect('kubernetes getAgentProjectInfo', project, project.data?.project_id === 7);

  const policies = await gitlab.listScanExecutionPolicies({ client });
  expect('kubernetes listScanExecutionPolicies', policies, policies.data?.policies[0]?.enabled === true);
}

async function customersDot() {
  const client = clientWith({ 'PRIVATE-TOKEN': ADMIN_TOKEN });

  const created = await gitlab.createSubscription({
    client,
    path: { id: 1234 },
    body: { plan_code: 'premium', seats: 10, start_date: '2020-07-15' },
  });
  expect('customers_dot createSubscription', created, created.data?.plan.code === 'premium');

  const found = await gitlab.getSubscription({ client, path: { id: 1234 } });
  expect('customers_dot getSubscription', found, found.data?.billing.subscription_start_date === '2020-07-15');

  const bought = await gitlab.createMinutesPacks({
    client,
    path: { id: 123 },
    body: {
      packs: [{ purchase_xid: '46952fe69bebc1a4de10b2b4ff439d0c', number_of_minutes: 10000, expires_at: '2022-01-01' }],
    },
  });
  expect('customers_dot createMinutesPacks', bought, bought.data?.[0]?.number_of_minutes === 10000);
}

async function scim() {
  const client = clientWith({ Authorization: SCIM_TOKEN });
  const group_path = 'test_group';

  const list = await gitlab.listScimUsers({ client, path: { group_path } });
  expect('scim listScimUsers', list, list.data?.totalResults === 2);

  const user = await gitlab.getScimUser({ client, path: { group_path, id: '0b1d561c-21ff-4092-beab-8154b17f82f2' } });
  expect('scim getScimUser', user, user.data?.userName === 'scim-one' && user.data.active);

  const created = await gitlab.createScimUser({
    client,
    path: { group_path },
    body: {
      externalId: 'ada',
      userName: 'ada',
      emails: [{ type: 'work', value: 'ada@example.com' }],
      name: { givenName: 'Ada', familyName: 'Lovelace' },
    },
  });
  expect('scim createScimUser', created, created.data?.id === 'ada');
}

await shell();
await errorTracking();
await kubernetes();
await customersDot();
await scim();
