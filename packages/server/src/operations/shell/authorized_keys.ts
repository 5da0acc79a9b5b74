import type { Reply } from '@gitlab-internal-api/contract';
import type { Handler } from '../../handler.ts';
import type { Key } from '../../store/keys.ts';
import type { User } from '../../store/users.ts';

/** Does GitLab know this SSH key? */
export const findAuthorizedKey: Handler<'findAuthorizedKey'> = async (
  input,
  { store, instance, edition },
): Promise<Reply<'findAuthorizedKey'>> => {
  if (input.key === undefined) return { status: 400, body: { error: 'key is missing' } };
  const key = await store.keys.findByBlob(blobOf(input.key));
  const unusable = key?.usage_type === 'signing' && edition.since('15.0');
  if (!key || unusable) return { status: 404, body: { message: '404 Key Not Found' } };
  const { id, title, created_at, expires_at, usage_type } = key;
  const owner = key.user_id === null ? undefined : await store.users.find(key.user_id);
  const line = publicKeyLine(key, owner, new URL(instance.external_url).hostname);
  return {
    status: 200,
    body: { id, title, created_at, expires_at, key: line, ...(edition.since('15.7') && { usage_type }) },
  };
};

/** The Base64 part of a public key: OpenSSH passes that alone, people paste a line with the type in front. */
function blobOf(key: string): string {
  const [first = '', second] = key.trim().split(/\s+/);
  return /^(ssh|ecdsa|sk)-/.test(first) ? (second ?? '') : first;
}

/** GitLab replaces the comment, lest it tell an e-mail address; a deploy key belongs to nobody, thus to the ghost. */
function publicKeyLine({ type, blob }: Key, owner: User | undefined, host: string): string {
  return `${type} ${blob} ${owner?.name ?? 'Ghost User'} (${host})`;
}
