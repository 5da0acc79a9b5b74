import type { Reply } from '@gitlab-internal-api/contract';
import { after, parseRubyDate, type Soon } from '@gitlab-internal-api/validator';
import { findAccount } from '../../access/account.ts';
import type { Context, Handler, HandlerInput } from '../../handler.ts';
import { digest } from '../../store/digest.ts';
import type { User } from '../../store/users.ts';

type Answer = Extract<Reply<'createPersonalAccessToken'>, { status: 200 }>;

/** What a token is to be, once nothing speaks against it. */
interface Wish {
  readonly name: string;
  readonly scopes: Scope[];
  readonly expires_at: string | null;
}

/** Make a personal access token for this user. */
export const createPersonalAccessToken: Handler<'createPersonalAccessToken'> = (input, context) =>
  after(findAccount(input, 'create personal access tokens', context), (account): Soon<Answer> => {
    if ('refusal' in account) return failure(account.refusal);
    const wish = readWish(input);
    if (typeof wish === 'string') return failure(wish);
    // A blocked user may log in no more, but whoever holds the key can still ask.
    const blocked = account.user.state === 'blocked' || account.user.state === 'blocked_pending_approval';
    return blocked ? failure('Failed to create token: Not permitted to create') : create(wish, account.user, context);
  });

/** Reads the parameters in GitLab's order; a text is the first thing that is wrong with them. */
function readWish({ name = '', scopes = [], expires_at }: HandlerInput<'createPersonalAccessToken'>): Wish | string {
  if (name.trim() === '') return 'No token name specified';
  if (scopes.length === 0) return 'No token scopes specified';
  const invalid = scopes.find((scope) => !isValid(scope));
  if (invalid !== undefined)
    return `Invalid scope: '${invalid}'. Valid scopes are: [${validScopes.map((scope) => `"${scope}"`).join(', ')}]`;
  const expiry = expires_at?.trim() ? parseRubyDate(expires_at) : null;
  if (expiry === undefined) return `Invalid token expiry date: '${expires_at}'`;
  return { name, scopes: scopes.filter(isValid), expires_at: expiry };
}

/** The scopes that can be had over SSH, in the order in which the refusal lists them. */
const validScopes = [
  'api',
  'read_api',
  'read_registry',
  'read_repository',
  'read_user',
  'write_registry',
  'write_repository',
] as const;

type Scope = (typeof validScopes)[number];

function isValid(scope: string): scope is Scope {
  return validScopes.some((valid) => valid === scope);
}

function create(
  { name, scopes, expires_at }: Wish,
  { id }: User,
  { store, instance, random }: Context<'createPersonalAccessToken'>,
): Soon<Answer> {
  const token = `${instance.personal_access_token_prefix}${random.token(20)}`;
  const kept = { user_id: id, name, digest: digest(token), token, scopes: JSON.stringify(scopes), expires_at };
  return after(store.personalAccessTokens.add(kept), () => ({
    status: 200,
    body: { success: true, token, scopes, expires_at },
  }));
}

function failure(message: string): Answer {
  return { status: 200, body: { success: false, message } };
}
