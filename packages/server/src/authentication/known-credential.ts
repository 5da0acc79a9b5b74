import { takeApart } from '@gitlab-internal-api/validator';
import { digest } from '../store/digest.ts';
import type { Store } from '../store/store.ts';
import { chomp, decodeLeniently, secretsEqual } from './secret.ts';
import type { Secrets } from './secrets.ts';

/** Where credentials are looked for. */
interface Keepers {
  readonly secrets: Secrets;
  readonly store: Store;
}

/** What a text is that lets in somewhere, in words that do not show it; undefined for what lets in nowhere. */
export async function knownCredential(text: string, keepers: Keepers): Promise<string | undefined> {
  const exact = await byItself(text, keepers);
  if (exact !== undefined) return exact;
  const inner = unwrapped(text);
  const wrapped = inner === text ? undefined : await byItself(inner, keepers);
  return wrapped && `${wrapped} with quotes, white space or a word around it`;
}

async function byItself(text: string, keepers: Keepers): Promise<string | undefined> {
  return bySecret(text, keepers.secrets) ?? (await byDigest(digest(text), keepers.store)) ?? byForm(text);
}

function bySecret(text: string, { shell, kas, errorTracking }: Secrets): string | undefined {
  const is = (secret: string | undefined, candidate: string) =>
    secret !== undefined && secret !== '' && secretsEqual(candidate.trim(), secret.trim());
  if (is(shell, text)) return 'the secret of GitLab Shell itself';
  if (is(kas, text)) return 'the secret of kas itself';
  if (is(errorTracking, text)) return 'the token of the error tracking service';
  const decoded = decodeLeniently(text);
  if (is(shell, decoded)) return 'the Base64 of the secret of GitLab Shell';
  if (is(kas, decoded)) return 'the Base64 of the secret of kas (which is Base64 already)';
  return is(errorTracking, decoded) ? 'the Base64 of the token of the error tracking service' : undefined;
}

async function byDigest(hash: string, store: Store): Promise<string | undefined> {
  const agent = await store.agents.findByDigest(hash);
  if (agent) return `the token of agent ${agent.id} (${agent.name})`;
  const token = await store.personalAccessTokens.findByDigest(hash);
  if (token) return `the personal access token of ${(await store.users.find(token.user_id))?.username ?? 'nobody'}`;
  const scim = await store.scimGroups.findByDigest(hash);
  return scim && `the SCIM token of group ${(await store.namespaces.find(scim.group_id))?.path ?? scim.group_id}`;
}

function byForm(text: string): string | undefined {
  const { iss } = takeApart(chomp(text))?.claims ?? {};
  if (iss === 'gitlab-shell') return 'a JSON Web Token of GitLab Shell';
  if (iss === 'gitlab-kas') return 'a JSON Web Token of kas';
  return iss === undefined ? undefined : 'a JSON Web Token of somebody else';
}

/** Without what gets around a token when it is copied: quotes, white space, the word of the header. */
function unwrapped(text: string): string {
  const inner = text.trim().replace(/^(bearer|token|basic|private-token:?)\s+/i, '');
  return inner.replace(/^(["'])(.*)\1$/, '$2').trim();
}
