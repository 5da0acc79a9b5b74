import { createClient, kasJwt } from '@gitlab-internal-api/client';

const credentials = [kasJwt(btoa('gitlab-kas-dev-secret-32-bytes!!'))];
const client = createClient({ baseUrl: 'http://127.0.0.1:3001', credentials });
console.log((await client.recordAgentUsage({ counters: { gitops_sync: 1 } })).status);
