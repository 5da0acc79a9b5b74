import {
  agentToken,
  createClient,
  errorTrackingToken,
  kasJwt,
  privateToken,
  scimToken,
  sharedSecret,
} from '@gitlab-internal-api/client';
import { editions } from '@gitlab-internal-api/contract';
import { expect, test } from 'vitest';
import { kasSecret, shellSecret } from './requests.test-support.ts';
import { type StartedStub, startStub } from './start-stub.ts';

const clientOf = ({ url }: StartedStub) =>
  createClient({
    baseUrl: url,
    credentials: [
      sharedSecret(shellSecret),
      kasJwt(kasSecret),
      agentToken('agent-dev-token'),
      privateToken('admin-dev-token'),
      scimToken('scim-dev-token'),
      errorTrackingToken('error-tracking-dev-token'),
    ],
  });

test.each(editions)('The client reaches what GitLab %s has of the shell operations', async (gitlabVersion) => {
  await using stub = await startStub({ gitlabVersion });
  const client = clientOf(stub);
  const pull = { action: 'git-upload-pack', protocol: 'ssh', project: 'gnuwget/wget2', key_id: '11' } as const;
  expect(await client.checkGitAccess(pull)).toMatchObject({ status: 200, body: { gl_username: 'root' } });
  expect(await client.checkInstance()).toMatchObject({ status: 200, body: { redis: true } });
  expect(await client.discoverUser({ key_id: 7 })).toMatchObject({ status: 200, body: { username: 'rubi' } });
  expect(await client.authenticateLfs({ key_id: 11, project: 'gnuwget/wget2' })).toMatchObject({ status: 200 });
  expect(await client.preReceive({ gl_repository: 'project-7' })).toMatchObject({ status: 200 });
});

test('The client reaches kas, CustomersDot, error tracking and SCIM operations with their own credentials', async () => {
  await using stub = await startStub();
  const client = clientOf(stub);
  expect(await client.getAgentInfo()).toMatchObject({ status: 200, body: { agent_name: 'production' } });
  expect(await client.getAgentProjectInfo({ id: 'group/public' })).toMatchObject({ status: 200 });
  expect(await client.recordAgentUsage({ counters: { gitops_sync: 1 } })).toMatchObject({ status: 204 });
  expect(await client.createSubscription({ id: 1234, start_date: '2020-07-15', seats: 10 })).toMatchObject({
    status: 201,
  });
  expect(await client.moveMinutesPacks({ id: 123, target_id: 321 })).toMatchObject({ status: 202 });
  expect(await client.deleteUpcomingReconciliation({ namespace_id: 22 })).toMatchObject({ status: 204 });
  const key = { project_id: 111, public_key: 'generated-error-tracking-key' };
  expect(await client.authenticateErrorTracking(key)).toMatchObject({ status: 200, body: { enabled: true } });
  const user = { group_path: 'test_group', id: '0b1d561c-21ff-4092-beab-8154b17f82f2' };
  expect(await client.getScimUser(user)).toMatchObject({ status: 200, body: { active: true } });
  expect(await client.deleteScimUser(user)).toMatchObject({ status: 204 });
});

test('What a release does not have is answered 404, which the client tells apart from declared replies', async () => {
  await using stub = await startStub({ gitlabVersion: '13.7' });
  expect(await clientOf(stub).listPolicyConfigurations()).toMatchObject({
    status: 404,
    body: { error: '404 Not Found' },
  });
});
