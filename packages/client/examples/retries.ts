import { createClient, sharedSecret } from '@gitlab-internal-api/client';

const client = createClient({
  baseUrl: 'http://127.0.0.1:3001',
  credentials: [sharedSecret('gitlab-shell-dev-secret')],
  timeouts: { attempt: 10_000, total: 30_000 },
  retry: { attempts: 5, minDelay: 200, maxDelay: 5_000 },
  onAttempt: ({ operation, attempt, status, retryIn }) => console.log(operation, attempt, status, retryIn ?? 'done'),
});
await client.checkInstance();
await client.preReceive({ gl_repository: 'project-7' }, { retry: { always: true } });
