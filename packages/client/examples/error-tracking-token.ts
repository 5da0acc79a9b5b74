import { createClient, errorTrackingToken } from '@gitlab-internal-api/client';

const credentials = [errorTrackingToken('error-tracking-dev-token')];
const client = createClient({ baseUrl: 'http://127.0.0.1:3001', credentials });
const key = { project_id: 111, public_key: 'generated-error-tracking-key' };
console.log((await client.authenticateErrorTracking(key)).status);
