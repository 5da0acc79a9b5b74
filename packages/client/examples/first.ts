import { createClient, sharedSecret, unwrap } from '@gitlab-internal-api/client';

const credentials = [sharedSecret('gitlab-shell-dev-secret')];
const client = createClient({ baseUrl: 'http://127.0.0.1:3001', credentials });
console.log(unwrap(await client.discoverUser({ key_id: 7 })));
