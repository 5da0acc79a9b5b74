import { createClient, GitlabApiError, sharedSecret, unwrap } from '@gitlab-internal-api/client';

const credentials = [sharedSecret('gitlab-shell-dev-secret')];
const client = createClient({ baseUrl: 'http://127.0.0.1:3001', credentials });
const push = {
  action: 'git-receive-pack',
  protocol: 'ssh',
  project: 'gnuwget/wget2',
  key_id: 11,
  changes: '_any',
} as const;

const result = await client.checkGitAccess(push);
switch (result.status) {
  case 200:
    console.log('allowed in', result.body.gitaly?.repository.relative_path);
    break;
  case 300:
    console.log('push to the primary:', result.body.payload.data.primary_repo);
    break;
  case 401:
  case 404:
    console.log('refused:', result.body.message);
    break;
  case 'undeclared':
  case 'transport-error':
  case 'timeout':
  case 'aborted':
    console.log('GitLab is away; request', result.requestId, 'was sent', result.attempts, 'times');
    break;
  default:
    console.log('GitLab failed with', result.status, result.headers['retry-after']);
}

try {
  unwrap(await client.checkGitAccess({ ...push, project: 'no/such' }));
} catch (error) {
  if (error instanceof GitlabApiError) console.log(error.operation, error.status, error.gitlabMessage);
}
