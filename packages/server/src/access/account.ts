import type { OperationId } from '@gitlab-internal-api/contract';
import { after, type Soon } from '@gitlab-internal-api/validator';
import type { Context } from '../handler.ts';
import { isoText } from '../instant.ts';
import type { User } from '../store/users.ts';
import { type ActorParameters, resolveActor } from './actor.ts';
import { type Actor, isDeployKey } from './question.ts';

/** The user whose account a command over SSH changes, or why it changes none. */
export type Account = { readonly user: User } | { readonly refusal: string };

type Surroundings = Pick<Context<OperationId>, 'store' | 'instance' | 'edition' | 'clock'>;

/** Finds the user of the key that opened an SSH session; `purpose` is what a deploy key cannot be used for. */
export function findAccount(parameters: ActorParameters, purpose: string, surroundings: Surroundings): Soon<Account> {
  const { store, clock } = surroundings;
  return after(resolveActor(parameters, store), (actor) =>
    after(actor.key && store.keys.touch(actor.key, isoText(clock.now())), () =>
      accountOf(actor, parameters, purpose, surroundings),
    ),
  );
}

function accountOf(
  actor: Actor,
  parameters: ActorParameters,
  purpose: string,
  { instance, edition }: Surroundings,
): Account {
  const { key, user } = actor;
  // GitLab takes a deploy key's user to be its ghost, so that neither of the next refusals is about one.
  if (isDeployKey(actor)) return { refusal: `Deploy keys cannot be used to ${purpose}` };
  if (parameters.user_id !== undefined && !user) return { refusal: 'Could not find the given user' };
  if (key && !user) return { refusal: 'Could not find a user for the given key' };
  // The documentation says that user_id alone will do; real servers since 13.x want a key.
  if (user && (key || !instance.strict)) return { user };
  const nameless = parameters.key_id === undefined && !edition.since('14.0');
  return { refusal: nameless ? 'Could not find a user without a key' : 'Could not find the given key' };
}
