/** Compiles with what a browser has alone, and runs wherever there is `fetch`. */
import { createClient, sharedSecret } from '@gitlab-internal-api/client';

/** Asks GitLab whose key it is. */
export async function ownerOfKey(baseUrl: string, key_id: number): Promise<string> {
  const client = createClient({ baseUrl, credentials: [sharedSecret('gitlab-shell-dev-secret')] });
  const result = await client.discoverUser({ key_id });
  switch (result.status) {
    case 200:
      return result.body?.username ?? 'nobody';
    default:
      throw new Error(`GitLab answers ${result.status}`);
  }
}

// @ts-expect-error: GitLab 13.7 has no such operation.
void createClient({ baseUrl: 'http://127.0.0.1', gitlabVersion: '13.7' }).listScimUsers;
