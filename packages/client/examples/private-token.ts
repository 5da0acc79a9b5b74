import { createClient, privateToken } from '@gitlab-internal-api/client';

const credentials = [privateToken('admin-dev-token')];
const client = createClient({ baseUrl: 'http://127.0.0.1:3001', credentials });
console.log((await client.getSubscription({ id: 1234 })).status);
