import { sharedSecret } from '@gitlab-internal-api/client';
import { createClient, fromFile } from '@gitlab-internal-api/client/node';

const credentials = [sharedSecret(fromFile(process.env.SECRET_FILE ?? '.gitlab_shell_secret'))];
await using client = createClient({ baseUrl: 'http://127.0.0.1:3001', credentials });
console.log((await client.checkInstance()).status);
