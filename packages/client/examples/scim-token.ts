import { createClient, scimToken } from '@gitlab-internal-api/client';

const credentials = [scimToken('scim-dev-token')];
const client = createClient({ baseUrl: 'http://127.0.0.1:3001', credentials });
console.log((await client.listScimUsers({ group_path: 'test_group' })).status);
