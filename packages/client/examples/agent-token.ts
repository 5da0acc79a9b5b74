import { agentToken, createClient, kasJwt } from '@gitlab-internal-api/client';

const credentials = [kasJwt(btoa('gitlab-kas-dev-secret-32-bytes!!')), agentToken('agent-dev-token')];
const client = createClient({ baseUrl: 'http://127.0.0.1:3001', credentials });
console.log((await client.getAgentInfo()).status);
