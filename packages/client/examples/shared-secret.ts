import { createClient, sharedSecret } from '@gitlab-internal-api/client';

const credentials = [sharedSecret('gitlab-shell-dev-secret')];
const client = createClient({ baseUrl: 'http://127.0.0.1:3001', credentials });
console.log((await client.checkInstance()).status);
