import type { OperationId } from '@gitlab-internal-api/contract';
import type { Context } from '../handler.ts';
import type { User } from '../store/users.ts';
import { type ActorParameters, resolveActor } from './actor.ts';
import { isDeployKey } from './question.ts';

/** The user whose account a command over SSH changes, or why it changes none. */
export type Account = { readonly user: User } | { readonly refusal: string };

/** Finds the user of the key that opened an SSH session; `purpose` is what a deploy key cannot be used for. */
export async function findAccount(
  parameters: ActorParameters,
  purpose: string,
  { store, instance, edition, clock }: Pick<Context<OperationId>, 'store' | 'instance' | 'edition' | 'clock'>,
): Promise<Account> {
  const actor = await resolveActor(parameters, store);
  const { key, user } = actor;
  if (key) await store.keys.touch(key, clock.now().toISOString());
  // GitLab takes a deploy key's user to be its ghost, so that neither of the next refusals is about one.
  if (isDeployKey(actor)) return { refusal: `Deploy keys cannot be used to ${purpose}` };
  if (parameters.user_id !== undefined && !user) return { refusal: 'Could not find the given user' };
  if (key && !user) return { refusal: 'Could not find a user for the given key' };
  // The documentation says that user_id alone will do; real servers since 13.x want a key.
  if (user && (key || !instance.strict)) return { user };
  const nameless = parameters.key_id === undefined && !edition.since('14.0');
  return { refusal: nameless ? 'Could not find a user without a key' : 'Could not find the given key' };
}
